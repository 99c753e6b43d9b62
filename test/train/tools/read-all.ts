import { type InputOptions, openInput } from '../../../src/train/containers/open-input.js';
import { openRecords, type RecordOptions } from '../../../src/train/records/open-records.js';
import type { InputRecord } from '../../../src/train/records/record-source.js';

/** All records of all tables of an input, and what was said of it. */
export interface AllRecords {
  /** Of each table. */
  readonly paths: readonly string[];
  readonly formats: readonly string[];
  readonly columns: readonly string[];
  /** Values of the records without a fault, as plain objects. */
  readonly values: readonly Record<string, unknown>[];
  /** `line: fault` of the others. */
  readonly faults: readonly string[];
  readonly records: readonly InputRecord[];
  /** Codes. */
  readonly notes: readonly string[];
}

/** Reads an input to its end. */
export async function readAll(path: string, options: InputOptions & RecordOptions = {}): Promise<AllRecords> {
  const files = await openInput(path, options);
  const records: InputRecord[] = [];
  const columns: string[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const source = await openRecords(file, options);
    columns.push(...source.columns);
    for await (const record of source.records()) records.push(record);
    notes.push(...source.notes().map(({ code }) => code));
  }
  return {
    paths: files.map((file) => file.path),
    formats: files.map(({ format }) => format),
    columns,
    values: records
      .filter(({ fault }) => fault === null)
      .map(({ values }) => JSON.parse(JSON.stringify(values)) as Record<string, unknown>),
    faults: records.filter(({ fault }) => fault !== null).map(({ line, fault }) => `${line}: ${fault}`),
    records,
    notes,
  };
}
