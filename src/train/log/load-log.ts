import { OnshelfError } from '../../core/onshelf-error.js';
import { checkLines } from '../files/check-lines.js';
import { detectFormat, type InputFile } from '../files/detect-format.js';
import { INPUT_LIMITS } from '../files/input-limits.js';
import { readRecords } from '../files/read-records.js';
import { type DuckDatabase, sqlName, sqlText } from '../input/open-duck-database.js';
import { expectParquetRows, parquetSource } from '../input/parquet-source.js';
import type { ProgressStep } from '../progress/progress.js';
import { type ColumnMap, LOG_FIELDS, type LogField, type LogLayout, recognizeColumns } from './log-columns.js';

/** A log in the database: table `source` with the file's columns, view `entries` with the fields of `LOG_FIELDS`. */
export interface LoadedLog {
  readonly path: string;
  readonly layout: LogLayout;
  /** Of the file; line numbers depend on it. */
  readonly format: InputFile['format'];
}

/** A separator that does not occur in text, so that a line is one column. */
const NO_DELIMITER = '\u0001';

/**
 * Loads a log into the database, every value as text. DuckDB lists lines that it cannot read in `reject_errors`.
 *
 * @param database to load into
 * @param path CSV, JSON Lines or Parquet, gzip accepted
 * @param mapped columns named by `--map`
 * @param progress reports per cent
 * @throws OnshelfError `bad-input` where the file cannot be read at all or lacks a column
 */
export async function loadLog(database: DuckDatabase, path: string, mapped: ColumnMap, progress: ProgressStep): Promise<LoadedLog> {
  const file = await detectFormat(path);
  // DuckDB has no limit for unpacked data.
  if (file.format !== 'parquet') await checkLines(file);
  const layout = await loaders[file.format](database, file, mapped, progress);
  return { path, layout, format: file.format };
}

type Loader = (database: DuckDatabase, file: InputFile, mapped: ColumnMap, progress: ProgressStep) => Promise<LogLayout>;

const loaders: Readonly<Record<InputFile['format'], Loader>> = {
  delimited: async (database, file, mapped, progress) => {
    const names = await headerOf(file);
    const layout = recognizeColumns(names, mapped, file.path);
    if (layout.shape === 'ga4')
      throw new OnshelfError(
        'bad-input',
        `${file.path}: a GA4 export has lists of items, which CSV cannot contain. Export it as JSON Lines or Parquet.`,
      );
    const columns = names.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ');
    await database.run(
      `CREATE TABLE source AS SELECT ${chosen(layout.columns, (name) => sqlName(name))}
      FROM read_csv(${csvOptions(database, file, file.delimiter, '"')}, header = true, columns = {${columns}})`,
      progress,
    );
    await database.run('CREATE VIEW entries AS SELECT rowid AS source_row, true AS readable, * FROM source');
    return layout;
  },
  'json-lines': async (database, file, mapped, progress) => {
    await database.run(
      `CREATE TABLE source AS SELECT line, line IS NOT NULL AND json_valid(line) AS readable
      FROM read_csv(${csvOptions(database, file, NO_DELIMITER, '')}, header = false, columns = {'line': 'VARCHAR'})`,
      progress,
    );
    // Of all lines: a field may occur in late events only.
    const keys = await database.rows(
      'SELECT DISTINCT unnest(json_keys(CASE WHEN readable THEN line END)) AS name FROM source WHERE readable ORDER BY name',
    );
    const layout = recognizeColumns(
      keys.map(({ name }) => String(name)),
      mapped,
      file.path,
    );
    const line = 'CASE WHEN readable THEN line END';
    const text = (name: string): string => `json_extract_string(${line}, ${sqlText(jsonPath(name))})`;
    if (layout.shape === 'ga4')
      await viewGa4(
        database,
        layout,
        text,
        `json_extract(${line}, ${sqlText(jsonPath(layout.columns.item_id ?? ''))})`,
        'line IS NOT NULL',
      );
    else
      await database.run(
        `CREATE VIEW entries AS SELECT rowid AS source_row, readable, ${chosen(layout.columns, text)} FROM source WHERE line IS NOT NULL`,
      );
    return layout;
  },
  parquet: async (database, file, mapped, progress) => {
    await expectParquetRows(database, [file.path]);
    const from = parquetSource(database, [file.path]);
    const described = await database.rows(`DESCRIBE SELECT * FROM ${from}`);
    const layout = recognizeColumns(
      described.map((row) => String(row.column_name)),
      mapped,
      file.path,
    );
    if (layout.shape === 'ga4') {
      const columns = Object.values(layout.columns).map(sqlName).join(', ');
      await database.run(`CREATE TABLE source AS SELECT true AS readable, ${columns} FROM ${from}`, progress);
      await viewGa4(
        database,
        layout,
        (name) => `CAST(${sqlName(name)} AS VARCHAR)`,
        `to_json(${sqlName(layout.columns.item_id ?? '')})`,
        'true',
      );
    } else {
      await database.run(
        `CREATE TABLE source AS SELECT ${chosen(layout.columns, (name) => `CAST(${sqlName(name)} AS VARCHAR)`)} FROM ${from}`,
        progress,
      );
      await database.run('CREATE VIEW entries AS SELECT rowid AS source_row, true AS readable, * FROM source');
    }
    return layout;
  },
};

/**
 * Creates view `entries` of a GA4 export, which has a row per event with a list of items.
 *
 * @param text SQL for the text of a column
 * @param items SQL for the list of items as JSON
 * @param counted SQL condition of rows that count: false for blank lines
 */
async function viewGa4(
  database: DuckDatabase,
  { columns }: LogLayout,
  text: (name: string) => string,
  items: string,
  counted: string,
): Promise<void> {
  const shape = sqlText('[{"item_id":"VARCHAR","quantity":"VARCHAR","price":"VARCHAR"}]');
  // An event without items keeps one row, to be counted as dropped.
  await database.run(`CREATE VIEW entries AS SELECT source_row, readable, user_id, item.item_id AS item_id, timestamp, event,
      item.quantity AS quantity, NULL AS value, item.price AS price, NULL AS transaction_id
    FROM (SELECT rowid AS source_row, readable, ${text(columns.user_id ?? '')} AS user_id, ${text(columns.timestamp ?? '')} AS timestamp,
      ${text(columns.event ?? '')} AS event,
      unnest(CASE WHEN json_array_length(${items}) > 0 THEN from_json(${items}, ${shape}) ELSE [NULL] END) AS item
      FROM source WHERE ${counted})`);
}

function chosen(columns: ColumnMap, expression: (name: string) => string): string {
  return LOG_FIELDS.map((field: LogField) => {
    const name = columns[field];
    return `${name === undefined ? 'NULL::VARCHAR' : expression(name)} AS ${field}`;
  }).join(', ');
}

function csvOptions(database: DuckDatabase, file: InputFile, delimiter: string, quote: string): string {
  return [
    database.source(file.path),
    'hive_partitioning = false',
    'auto_detect = false',
    `delim = ${sqlText(delimiter)}`,
    `quote = ${sqlText(quote)}`,
    `escape = ${sqlText(quote)}`,
    `compression = ${sqlText(file.gzip ? 'gzip' : 'none')}`,
    'store_rejects = true',
    'rejects_limit = 0',
    `max_line_size = ${INPUT_LIMITS.lineBytes}`,
    // One long line must fit into a buffer.
    `buffer_size = ${2 * INPUT_LIMITS.lineBytes}`,
  ].join(', ');
}

async function headerOf(file: InputFile): Promise<string[]> {
  for await (const record of readRecords(file)) {
    // A separator at the end of the line gives a column without a name.
    const names = record.fields.map((name, index) => name.trim() || `column ${index + 1}`);
    const lower = names.map((name) => name.toLowerCase());
    const twice = names.find((_, index) => lower.indexOf(lower[index]) !== index);
    if (twice !== undefined) throw new OnshelfError('bad-input', `${file.path} has two columns named "${twice}". Rename one of them.`);
    return names;
  }
  throw new OnshelfError('bad-input', `${file.path} has no line of column names.`);
}

function jsonPath(name: string): string {
  return `$."${name.replaceAll('"', '\\"')}"`;
}
