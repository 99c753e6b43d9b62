/**
 * What of an input is read at most, so that a small file cannot take the machine. Larger ones are refused with a sentence that
 * names the file, the place and the limit. The same table stands in docs/scale.md.
 */
export const INPUT_LIMITS = {
  /** A line of CSV, TSV or JSON Lines, bytes. */
  lineBytes: 8 * 2 ** 20,
  /** A record whose quoted field spans lines, characters; of a log the field, bytes. */
  recordCharacters: 8 * 2 ** 20,
  /** Fields of a line. */
  fields: 20_000,
  /** Lists and objects inside each other in a line of JSON; of a log in lines beyond 64 KiB. */
  jsonDepth: 64,
  /** What gzip or ZIP may unpack to whatever its packed size is, bytes. */
  unpackedBytes: 64 * 2 ** 20,
  /** Past that, unpacked bytes per packed byte. */
  unpackedRatio: 100,
  /** Rows of a Parquet file whatever its size is. */
  parquetRows: 1_000_000,
  /** Past that, rows per byte of the file. */
  parquetRowsPerByte: 100,
  /** A file that is read in one piece (safetensors, .npz), bytes. */
  wholeFileBytes: 2 ** 31 - 1,
  /** Files of a folder that is read as one table. */
  tableFiles: 10_000,
} as const;

/**
 * What so many packed bytes may unpack to.
 *
 * @param packed bytes
 * @returns bytes
 */
export function unpackedAllowed(packed: number): number {
  return Math.max(INPUT_LIMITS.unpackedBytes, INPUT_LIMITS.unpackedRatio * packed);
}

/** Bytes as an error names them: `8 MiB`. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
