import { READ_SIGNATURES } from './file-signatures.js';
import type { InputKind } from './input-file.js';

/** What the records of a file may be written in, by kind, for people. */
export const INPUT_KINDS: Readonly<Record<InputKind, string>> = {
  delimited: 'CSV, TSV and other text with separators',
  json: 'JSON Lines, JSON arrays, and JSON objects with the list inside',
  xml: 'XML (product feeds)',
  parquet: 'Parquet',
  workbook: 'Excel workbooks (.xlsx)',
};

/** Containers that are unpacked, also in each other. */
export const INPUT_CONTAINERS: readonly string[] = Object.keys(READ_SIGNATURES).filter((name) => name !== 'parquet');

/** Encodings of text that are told without being named. XML may declare others. */
export const INPUT_ENCODINGS: readonly string[] = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252'];

/** Codes of notes about files, and what they mean. */
export const FILE_NOTES: Readonly<Record<string, string>> = {
  'archive-files-left-out': 'Files of a ZIP archive are of a kind that is not read.',
  'workbook-sheets': 'Of a workbook with several sheets, some are not read.',
  'encoding-windows-1252': 'The file is not UTF-8, and is read as Windows-1252.',
  'encoding-declared-wrong': 'An XML file is not in the encoding that it names, and is read as UTF-8.',
  'json-list': 'The records are a list inside a JSON object; what is beside it is not read.',
  'columns-repeated': 'Several columns have one name; the first is read.',
};

/** Faults for which a record is not read, and what they mean. */
export const RECORD_FAULTS: Readonly<Record<string, string>> = {
  'fewer fields than the header':
    'The row ends early, or a line break stands in a field without quotes. It is not filled up, since values could be shifted.',
  'more fields than the header': 'A separator stands in a field without quotes. Empty fields at the end are not counted.',
  'unreadable line (not a JSON object)': 'The text is not JSON, not an object, or the file ends within it.',
};
