import type { InputNote } from '../input/input-facts.js';
import type { JsonLayout } from './json-layout.js';

/** What the records of an input are written in. A workbook's sheet is read as CSV. */
export type InputKind = 'delimited' | 'json' | 'xml' | 'parquet' | 'workbook';

/** Where the records of a delimited text begin, and how its fields are written. */
export interface TextDialect {
  /** Between fields, one character; '' for other kinds. */
  readonly delimiter: string;
  /** What makes a quote inside a quoted field an ordinary character: a second quote, or a backslash. */
  readonly escapedBy: '"' | '\\';
  /** Lines above the header that are no records: `sep=;`, comments. */
  readonly skippedLines: number;
}

/** One table of records: a file, a member of an archive, or a sheet of a workbook. Its kind is told from its bytes, not from its name. */
export interface InputFile extends TextDialect {
  /** As shown: `shop.zip > products.csv`. */
  readonly path: string;
  /** The file on disk, for DuckDB and digests. Parquet inside an archive: a copy in a work folder. */
  readonly onDisk: string;
  readonly kind: InputKind;
  /** For people: `CSV, gzip`. */
  readonly format: string;
  /** Of JSON; null for other kinds. */
  readonly layout: JsonLayout | null;
  /**
   * Whether DuckDB reads the bytes on disk exactly as `openRecords` reads them: UTF-8, one kind of line end, a row on every line
   * with the header's number of fields. Numbers of JSON are then equal in value (`1.10` may be 1.1).
   */
  readonly isPlain: boolean;
  /** How the bytes on disk are packed, as DuckDB names it, where `isPlain`. */
  readonly compression: 'none' | 'gzip';
  /** What was assumed of the file, such as its encoding. */
  readonly notes: readonly InputNote[];
  /**
   * The text of the table, unpacked, in UTF-8 without byte order mark whatever the file's encoding; of Parquet the file.
   *
   * @throws OnshelfError `bad-input` where the data is truncated, damaged, or unpacks to too much
   */
  bytes(): AsyncGenerator<Buffer>;
}
