import { join } from 'node:path';
import type { InputFile } from '../../containers/input-file.js';
import { openInput } from '../../containers/open-input.js';
import { RecordSplitter } from '../../containers/record-splitter.js';
import { readTextLines } from '../../containers/text-lines.js';
import type { DropCount } from '../../input/drop-report.js';
import type { InputNote } from '../../input/input-facts.js';
import type { ProgressStep } from '../../progress/progress.js';
import { copyPlain } from '../../records/copy-plain.js';
import { openRecords } from '../../records/open-records.js';
import type { PlainCopy } from '../../records/plain-copy.js';
import type { LogField } from '../columns/log-columns.js';
import type { LogLayout } from '../columns/log-layout.js';

/** A table whose rows an earlier build kept: a file, a member of an archive, or a sheet. */
export interface KeptPart {
  readonly layout: LogLayout;
  /** Fields of `--map` whose columns it has. */
  readonly mapped: readonly LogField[];
  /** Path of the rows of all tables of the file. */
  readonly rows: string;
  /** Number of the table in its file, from 0. */
  readonly part: number;
}

/** The files of a log, and what earlier builds kept of them. */
export interface KnownLog {
  /** Paths on disk, in order. */
  readonly paths: readonly string[];
  /** By path: the tables of a file whose rows are kept. */
  readonly known: ReadonlyMap<string, readonly LogFile[]>;
  /** By path: the key that its rows are kept by; empty where nothing is kept. */
  readonly keys: ReadonlyMap<string, string>;
}

/** A file of a log that the database can read: itself, or a plain copy. */
export interface LogFile {
  /** The file on disk, as listed. */
  readonly path: string;
  readonly input: InputFile;
  /** Names of a table's columns; empty for JSON and Parquet. */
  readonly columns: readonly string[];
  /** Of a table that the database reads itself: a name for each field of a row, also for those without a name of their own. */
  readonly fields: readonly string[];
  /** Whether the first row has names. */
  readonly hasHeader: boolean;
  /** null: the database reads the file itself. */
  readonly copy: PlainCopy | null;
  /** The path that the database reads. */
  readonly onDisk: string;
  readonly dropped: readonly DropCount[];
  readonly notes: readonly InputNote[];
  /** Rows that an earlier build kept, which the database reads; null: the file is read. */
  readonly kept: KeptPart | null;
}

/**
 * Opens the files of a log, and copies those that the database would not read exactly.
 *
 * @param log the files, and those whose rows earlier builds kept
 * @param columns names of a table without a header, in order
 * @param folder for the copies
 * @param progress reports the files opened
 * @throws OnshelfError `bad-input` where a file cannot be read
 */
export async function openLogFiles(
  log: Pick<KnownLog, 'paths' | 'known'>,
  columns: readonly string[] | undefined,
  folder: string,
  progress: ProgressStep,
): Promise<LogFile[]> {
  const files: LogFile[] = [];
  for (const path of log.paths) {
    const known = log.known.get(path);
    if (known !== undefined) {
      files.push(...known);
      progress.update(files.length);
      continue;
    }
    for (const input of await openInput(path, { temporaryFolder: folder })) {
      files.push({ path, kept: null, ...(await openLogFile(input, columns, join(folder, `${files.length}.copy`))) });
      progress.update(files.length);
    }
  }
  return files;
}

async function openLogFile(
  input: InputFile,
  columns: readonly string[] | undefined,
  copyPath: string,
): Promise<Omit<LogFile, 'path' | 'kept'>> {
  if (input.kind === 'parquet') {
    return { input, columns: [], fields: [], hasHeader: false, copy: null, onDisk: input.onDisk, dropped: [], notes: input.notes };
  }
  const isTable = input.kind !== 'json';
  const source = await openRecords(input, { columns: isTable ? columns : undefined });
  // The database does not tell capital letters in names.
  const columnsOnce = source.columns.filter(
    (name, index, all) => all.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index,
  );
  const known = { input, columns: columnsOnce, fields: [], hasHeader: isTable && columns === undefined };
  if (input.isPlain)
    return {
      ...known,
      fields: isTable ? await fieldNames(input, columns, source.columns) : [],
      copy: null,
      onDisk: input.onDisk,
      dropped: [],
      notes: source.notes(),
    };
  const copy = await copyPlain(source, copyPath, columnsOnce);
  return { ...known, copy, onDisk: copy.path, dropped: copy.dropped, notes: copy.notes };
}

/** Names of all fields of a row: a column without a name, or with one that an earlier column has, gets a number. */
async function fieldNames(input: InputFile, given: readonly string[] | undefined, known: readonly string[]): Promise<string[]> {
  const splitter = new RecordSplitter(input.path, input);
  let first: readonly string[] = [];
  for await (const lines of readTextLines(input)) {
    const [record] = splitter.add(lines);
    if (record === undefined) continue;
    first = record.fields;
    break;
  }
  if (first.length === 0) first = splitter.add([], true)[0]?.fields ?? [];
  const taken = new Set<string>();
  return first.map((field, place) => {
    const name = (given === undefined ? field : (given[place] ?? '')).trim();
    if (!known.includes(name) || taken.has(name.toLowerCase()))
      return known.includes(`column ${place + 1}`) ? `column ${place + 1}` : `\u0001${place}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
