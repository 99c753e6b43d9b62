/**
 * Limits of input files, so that a small file cannot exhaust the machine. Errors name the file, the place and the limit.
 * docs/scale.md has the same table.
 */
export const INPUT_LIMITS = {
  /** A line of CSV, TSV or JSON Lines, bytes. */
  lineBytes: 8 * 2 ** 20,
  /** A record whose quoted field spans lines, characters; of a log the field, bytes. */
  recordCharacters: 8 * 2 ** 20,
  /** Fields of a line. */
  fields: 20_000,
  /** Nesting of lists and objects in a line of JSON; in a log, only in lines beyond 64 KiB. */
  jsonDepth: 64,
  /** Unpacked size of gzip or ZIP that is always allowed, bytes. */
  unpackedBytes: 64 * 2 ** 20,
  /** Beyond it, unpacked bytes per packed byte. */
  unpackedRatio: 100,
  /** Rows of a Parquet file that are always allowed. */
  parquetRows: 1_000_000,
  /** Beyond them, rows per byte of the file. */
  parquetRowsPerByte: 100,
  /** A file that is read into memory (safetensors, .npz), bytes. */
  wholeFileBytes: 2 ** 31 - 1,
  /** An Excel workbook, unpacked, bytes: it is read into memory. */
  workbookBytes: 512 * 2 ** 20,
  /** Files of a folder that is read as one table. */
  tableFiles: 10_000,
} as const;

/**
 * Maximum unpacked size of a compressed file.
 *
 * @param packed its size, bytes
 * @returns bytes
 */
export function unpackedAllowed(packed: number): number {
  return Math.max(INPUT_LIMITS.unpackedBytes, INPUT_LIMITS.unpackedRatio * packed);
}

/** Bytes as an error names them: `8 MiB`. */
export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
