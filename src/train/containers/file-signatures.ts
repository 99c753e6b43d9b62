/** A kind of file that is known by its first bytes. */
export interface FileSignature {
  /** As an error names it. */
  readonly name: string;
  /** Its bytes, one character each (Latin-1). */
  readonly bytes: string;
  /** Where they stand. Default 0. */
  readonly at?: number;
  /** What to do with such a file. */
  readonly advice: string;
}

const UNPACK = 'Unpack it first, and name the files in it. Only gzip, zstd and ZIP are read packed.';
const EXPORT = 'Export the table as CSV, JSON Lines or Parquet.';
const CONVERT = 'Convert it to Parquet, CSV or JSON Lines.';

/** Files that are recognised and not read. The first that matches is named. */
export const REFUSED_SIGNATURES: readonly FileSignature[] = [
  { name: 'an xz archive', bytes: '\xfd7zXZ\0', advice: `${UNPACK} Command: xz -d` },
  { name: 'a bzip2 archive', bytes: 'BZh', advice: `${UNPACK} Command: bunzip2` },
  { name: 'a 7z archive', bytes: '7z\xbc\xaf\x27\x1c', advice: UNPACK },
  { name: 'a RAR archive', bytes: 'Rar!\x1a\x07', advice: UNPACK },
  { name: 'a tar archive', bytes: 'ustar', at: 257, advice: `${UNPACK} Command: tar -xf` },
  { name: 'an LZ4 archive', bytes: '\x04\x22\x4d\x18', advice: UNPACK },
  { name: 'an lzip archive', bytes: 'LZIP', advice: UNPACK },
  { name: 'a compress archive (.Z)', bytes: '\x1f\x9d', advice: UNPACK },
  { name: 'a Snappy archive', bytes: '\xff\x06\0\0sNaPpY', advice: UNPACK },
  {
    name: 'an old Excel workbook (.xls)',
    bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    advice: 'Open it and save it as .xlsx or as CSV UTF-8. A workbook with a password has the same form: remove the password.',
  },
  { name: 'a PDF document', bytes: '%PDF', advice: EXPORT },
  { name: 'a PNG image', bytes: '\x89PNG', advice: EXPORT },
  { name: 'a JPEG image', bytes: '\xff\xd8\xff', advice: EXPORT },
  { name: 'a GIF image', bytes: 'GIF8', advice: EXPORT },
  { name: 'a WebP image', bytes: 'WEBP', at: 8, advice: EXPORT },
  { name: 'an SQLite database', bytes: 'SQLite format 3\0', advice: EXPORT },
  { name: 'a DuckDB database', bytes: 'DUCK', at: 8, advice: EXPORT },
  { name: 'an Avro file', bytes: 'Obj\x01', advice: CONVERT },
  { name: 'an ORC file', bytes: 'ORC', advice: CONVERT },
  { name: 'an encrypted Parquet file', bytes: 'PARE', advice: 'Write it without encryption.' },
  { name: 'an Arrow file', bytes: 'ARROW1', advice: CONVERT },
  { name: 'a Feather file', bytes: 'FEA1', advice: CONVERT },
  { name: 'an HDF5 file', bytes: '\x89HDF', advice: CONVERT },
  { name: 'a NumPy file', bytes: '\x93NUMPY', advice: CONVERT },
  { name: 'a Python pickle', bytes: '\x80\x04\x95', advice: CONVERT },
  { name: 'a property list', bytes: 'bplist', advice: CONVERT },
  { name: 'an RTF document', bytes: '{\\rtf', advice: EXPORT },
  { name: 'UTF-32 text', bytes: '\xff\xfe\0\0', advice: 'Save it as UTF-8.' },
  { name: 'UTF-32 text', bytes: '\0\0\xfe\xff', advice: 'Save it as UTF-8.' },
];

/** Containers and binary forms that are read, by their first bytes. */
export const READ_SIGNATURES: Readonly<Record<'gzip' | 'zstd' | 'zip' | 'parquet', string>> = {
  gzip: '\x1f\x8b',
  zstd: '\x28\xb5\x2f\xfd',
  zip: 'PK\x03\x04',
  parquet: 'PAR1',
};

/** Whether bytes have a signature. */
export function hasSignature(head: Buffer, bytes: string, at = 0): boolean {
  return head.toString('latin1', at, at + bytes.length) === bytes;
}
