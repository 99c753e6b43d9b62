import { OnshelfError } from '../../../core/onshelf-error.js';
import { type DuckDatabase, sqlName, sqlText } from '../../input/open-duck-database.js';
import { expectParquetRows } from '../../input/parquet-source.js';
import type { KeptRows } from '../../kept/kept-rows.js';
import type { ProgressStep } from '../../progress/progress.js';
import { type ColumnMap, LOG_FIELDS, type LogField } from '../columns/log-columns.js';
import type { FieldSource, LogLayout, OfferedSources } from '../columns/log-layout.js';
import { recognizeLayout } from '../columns/recognize-layout.js';
import { entriesSql, ownKindSql, ROWS_PER_FILE } from './entry-sql.js';
import { fileSql, firstLine } from './file-sql.js';
import { headlessAdvice } from './headless.js';
import { keepEntries, keptEntriesSql } from './kept-log.js';
import type { KeptPart, KnownLog, LogFile } from './log-file.js';
import { offerRecords } from './offer-records.js';
import { isNestedHead, jsonCells, offerTable, sampleTable, type TableSample, unknownColumn } from './offer-table.js';

/** A file of a log in the database. */
export interface LoadedFile {
  readonly file: LogFile;
  readonly layout: LogLayout;
}

/** Columns from `--map`. */
export interface MappedColumns {
  /** Each must be in one of the files. */
  readonly mapped: ColumnMap;
  /** Used where a file has them. */
  readonly mappedWhereThere: ColumnMap;
}

/** A file, recognised. */
interface Recognized extends LoadedFile {
  readonly offered: OfferedSources;
  /** SQL table expression of its rows. */
  readonly from: string;
  readonly isNested: boolean;
  /** Whether the rows have their lines; if not it is the number of the row. */
  readonly hasLine: boolean;
  readonly sample: TableSample | null;
}

/**
 * Loads the files of a log into view `entries`, see `entriesSql`, and keeps the rows of those that were read.
 *
 * @param database with the files as inputs
 * @param files from `openLogFiles`, in order
 * @param maps columns named by `--map`
 * @param known rows of earlier builds, and where those of this one are kept
 * @param progress reports per cent
 * @throws OnshelfError `bad-input` where a file lacks a column
 */
export async function loadLog(
  database: DuckDatabase,
  files: readonly LogFile[],
  maps: MappedColumns,
  { log, kept }: { log: KnownLog; kept: KeptRows | undefined },
  progress: ProgressStep,
): Promise<LoadedFile[]> {
  const recognized: Recognized[] = [];
  for (const [index, file] of files.entries()) recognized.push(await recognizeFile(database, file, index, maps, progress));
  expectMapped(recognized, maps.mapped);
  for (const one of recognized) expectFields(one);
  await storeEntries(database, recognized, progress);
  await keepEntries(
    database,
    recognized.map(({ file, layout, offered }) => ({
      file,
      layout,
      mapped: LOG_FIELDS.filter((field) => offered.mapped(field) !== undefined),
    })),
    log,
    kept,
    progress,
  );
  return recognized;
}

/** Creates view `entries`: rows that were read, in table or view `stored`, and rows that earlier builds kept. */
async function storeEntries(database: DuckDatabase, recognized: readonly Recognized[], progress: ProgressStep): Promise<void> {
  let isStored = false;
  for (const [index, one] of recognized.entries()) {
    const { layout, isNested, sample, file } = one;
    if (file.kept !== null) continue;
    const fillOrders = layout.isOrders && sample !== null && hasGaps(layout, sample);
    const { from, hasLine } = fillOrders ? await withLines(database, one, index) : one;
    const { rows, constants } = entriesSql({ layout, from, isNested, hasLine, fillOrders, times: sampledTimes(one) });
    await database.run(`CREATE TABLE rows_${index} AS ${rows}`, progress);
    await database.run(`DROP TABLE IF EXISTS source_${index}`);
    const line = hasLine ? 'line' : `rowid + ${firstLine(file)}`;
    const numbered = `SELECT ${index} * ${ROWS_PER_FILE}::BIGINT + ${line} AS source_row, ${[`*${hasLine ? ' EXCLUDE (line)' : ''}`, ...constants].join(', ')} FROM rows_${index}`;
    // The rows of one file are stored once.
    if (recognized.length === 1) await database.run(`CREATE VIEW stored AS ${numbered}`);
    else {
      await database.run(isStored ? `INSERT INTO stored BY NAME ${numbered}` : `CREATE TABLE stored AS ${numbered}`, progress);
      await database.run(`DROP TABLE rows_${index}`);
    }
    isStored = true;
  }
  const known = await keptEntriesSql(
    database,
    recognized.map(({ file }) => file),
  );
  const sources = [...(isStored ? ['SELECT * FROM stored'] : []), ...(known === null ? [] : [known])];
  const kinds = new Set(recognized.flatMap(({ layout }) => layout.users.map(({ kind }) => kind)));
  await database.run(
    `CREATE VIEW entries AS SELECT * REPLACE (${ownKindSql(kinds)} AS user_id) FROM (${sources.join(' UNION ALL BY NAME ')})`,
  );
}

function sampledTimes({ layout: { fields, clock }, offered }: Recognized): string[] {
  const values = fields.timestamp.flatMap((source) => offered.sample(source));
  const clocks = clock === null ? null : offered.sample(clock);
  return values.map((value, row) => (clocks === null ? (value ?? '') : `${value ?? ''} ${clocks[row] ?? ''}`));
}

/** The rows of a table with their lines: blank fields are filled in their order. */
async function withLines(database: DuckDatabase, one: Recognized, index: number): Promise<{ from: string; hasLine: boolean }> {
  if (one.hasLine) return one;
  await database.run(`CREATE TABLE source_${index} AS SELECT * FROM ${one.from}`);
  return { from: `(SELECT rowid + ${firstLine(one.file)} AS line, * FROM source_${index})`, hasLine: true };
}

async function recognizeFile(
  database: DuckDatabase,
  file: LogFile,
  index: number,
  maps: MappedColumns,
  progress: ProgressStep,
): Promise<Recognized> {
  if (file.kept !== null) return recognizedEarlier(file, file.kept);
  const mapped = { ...maps.mappedWhereThere, ...maps.mapped };
  const table = `source_${index}`;
  const source = fileSql(database, file);
  const { kind } = file.input;
  if (kind === 'json') {
    const line = file.copy === null ? 'rowid' : 'line';
    await database.run(`CREATE TABLE ${table} AS SELECT ${file.copy === null ? '' : 'line, '}json AS text FROM ${source}`, progress);
    const from = `(SELECT ${line === 'rowid' ? 'rowid + 1' : 'line'} AS line, json_valid(text) AS readable, CASE WHEN NOT json_valid(text) THEN left(text, 200) END AS raw,
      CASE WHEN json_valid(text) THEN text END AS json FROM ${table} WHERE trim(coalesce(text, '')) <> '')`;
    return recognized(file, await offerRecords(database, from, mapped), from, true, null);
  }
  const { names, nested } =
    kind === 'parquet' ? await parquetColumns(database, file, source) : { names: file.columns, nested: [] as string[] };
  const sample = await sampleTable(database, source, names);
  const cells = kind === 'parquet' ? nested.filter((name) => isNestedHead(name, mapped)) : jsonCells(sample, mapped);
  if (cells.length > 0) return nestedTable(database, { file, table, source, names, cells, nested, mapped }, progress);
  const offered = offerTable({ columns: names.filter((name) => !nested.includes(name)), rows: sample.rows }, mapped);
  const layout = recognizeLayout(offered);
  // Columns of Parquet are texts from here on.
  const texts = names.filter((name) => !nested.includes(name)).map((name) => `CAST(${sqlName(name)} AS VARCHAR) AS ${sqlName(name)}`);
  const from = kind === 'parquet' ? `(SELECT file_row_number + 1 AS line, ${texts.join(', ')} FROM ${source})` : source;
  return { file, offered, layout, from, isNested: false, hasLine: kind === 'parquet' || file.copy !== null, sample };
}

/** A table with lists or objects in its columns. */
interface NestedTable {
  readonly file: LogFile;
  /** Name of the table that is made. */
  readonly table: string;
  /** SQL table expression of the file. */
  readonly source: string;
  readonly names: readonly string[];
  /** Columns that are read as JSON, and all that hold lists or objects. */
  readonly cells: readonly string[];
  readonly nested: readonly string[];
  readonly mapped: ColumnMap;
}

/** A table with lists or objects in its columns, as nested records. */
async function nestedTable(
  database: DuckDatabase,
  { file, table, source, names, cells, nested, mapped }: NestedTable,
  progress: ProgressStep,
): Promise<Recognized> {
  const isParquet = file.input.kind === 'parquet';
  const value = (name: string): string => {
    if (!cells.includes(name)) return `CAST(${sqlName(name)} AS VARCHAR)`;
    return isParquet
      ? `to_json(${sqlName(name)})`
      : `CASE WHEN json_valid(${sqlName(name)}) THEN ${sqlName(name)}::JSON ELSE to_json(${sqlName(name)}) END`;
  };
  const kept = names.filter((name) => cells.includes(name) || !nested.includes(name));
  const json = `json_object(${kept.map((name) => `${sqlText(name)}, ${value(name)}`).join(', ')})`;
  const line = isParquet ? 'file_row_number + 1 AS line, ' : file.copy === null ? '' : 'line, ';
  await database.run(`CREATE TABLE ${table} AS SELECT ${line}CAST(${json} AS VARCHAR) AS json FROM ${source}`, progress);
  const from = `(SELECT ${line === '' ? `rowid + ${firstLine(file)} AS line` : 'line'}, true AS readable, NULL::VARCHAR AS raw, json FROM ${table})`;
  return recognized(file, await offerRecords(database, from, mapped), from, true, null);
}

function recognized(file: LogFile, offered: OfferedSources, from: string, isNested: boolean, sample: TableSample | null): Recognized {
  return { file, offered, layout: recognizeLayout(offered), from, isNested, hasLine: true, sample };
}

/** A file whose rows are kept: it offers what is in its layout. */
function recognizedEarlier(file: LogFile, { layout, mapped }: KeptPart): Recognized {
  const source = (field: LogField): FieldSource | undefined => (mapped.includes(field) ? layout.fields[field][0] : undefined);
  const offered = { columns: [], nested: {}, lists: [], mapped: source, sample: () => [] };
  return { file, layout, offered, from: '', isNested: false, hasLine: true, sample: null };
}

async function parquetColumns(database: DuckDatabase, file: LogFile, source: string): Promise<{ names: string[]; nested: string[] }> {
  await expectParquetRows(database, [file.onDisk]);
  const described = (await database.rows(`DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${source}`)).map((row) => ({
    name: String(row.column_name),
    type: String(row.column_type),
  }));
  return {
    names: described.map(({ name }) => name),
    nested: described.filter(({ type }) => /\[\d*\]$|^STRUCT|^MAP|^UNION|^JSON|^VARIANT/.test(type)).map(({ name }) => name),
  };
}

/** Whether lines of orders lack what the first line of their order has. */
function hasGaps({ fields, users }: LogLayout, { rows }: TableSample): boolean {
  const isBlank = (name: string): boolean =>
    rows.some((row) => String(row[name] ?? '').trim() === '') && rows.some((row) => String(row[name] ?? '').trim() !== '');
  return [...fields.timestamp, ...users.map(({ source }) => source)].some(({ name }) => isBlank(name));
}

function expectMapped(files: readonly Recognized[], mapped: ColumnMap): void {
  for (const [field, wanted] of Object.entries(mapped) as [LogField, string][]) {
    if (files.some(({ offered }) => offered.mapped(field) !== undefined)) continue;
    throw unknownColumn(files[0].file.input.path, field, wanted, namesOf(files[0]));
  }
}

function expectFields(one: Recognized): void {
  const { layout, file } = one;
  for (const field of ['user_id', 'item_id', 'timestamp'] as const) {
    if (layout.fields[field].length > 0) continue;
    const { path } = file.input;
    const advice = headlessAdvice(one.sample?.columns ?? [], one.sample?.rows ?? []);
    if (advice !== null && file.hasHeader)
      throw new OnshelfError('bad-input', `${path} has no line of column names: its first line is data. ${advice}`);
    throw new OnshelfError(
      'bad-input',
      `${path} has no column for ${field}; its columns are: ${namesOf(one).slice(0, 30).join(', ')}. Rename a column to ${field}, or map it: --map ${field}=COLUMN.`,
    );
  }
}

function namesOf({ offered, file }: Recognized): readonly string[] {
  return file.columns.length > 0 ? file.columns : offered.columns.map(({ name }) => name);
}
