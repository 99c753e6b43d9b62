import type { InputFile } from '../../containers/input-file.js';
import { listInputs } from '../../containers/list-inputs.js';
import type { DuckDatabase } from '../../input/open-duck-database.js';
import { sqlText } from '../../input/open-duck-database.js';
import type { KeptRows } from '../../kept/kept-rows.js';
import type { ProgressStep } from '../../progress/progress.js';
import type { LogField } from '../columns/log-columns.js';
import type { LogLayout } from '../columns/log-layout.js';
import { ROWS_PER_FILE } from './entry-sql.js';
import type { KeptPart, KnownLog, LogFile } from './log-file.js';

/** What is kept of a table besides its rows: of a file, of a member of an archive, or of a sheet. */
interface KeptTable extends Pick<KeptPart, 'layout' | 'mapped'> {
  readonly file: Omit<LogFile, 'input' | 'kept'> & { readonly input: Omit<InputFile, 'bytes'> };
}

/** Columns of kept rows besides `part` and `line`: those of `entries`, as they are before anything is decided by the whole log. */
const COLUMNS = 'readable, raw, user_id, user_kind, item_id, timestamp, shape, event, quantity, value, price, transaction_id, refunded';

/**
 * Looks up which files of a log earlier builds have read.
 *
 * @param paths files, folders and patterns
 * @param options all that the rows depend on besides the files: names and places of columns
 * @param kept rows of earlier builds; undefined: none
 * @throws OnshelfError `bad-input` where a path cannot be read
 */
export async function findKnownLog(paths: readonly string[], options: unknown, kept: KeptRows | undefined): Promise<KnownLog> {
  const listed = listInputs(paths);
  const keys = new Map<string, string>();
  const known = new Map<string, readonly LogFile[]>();
  if (kept === undefined || kept.folder === null) return { paths: listed, keys, known };
  for (const path of listed) {
    // Reports contain the path.
    const key = await kept.keyOf(path, { path, options }).catch(() => null);
    // Reading the file later throws the error.
    if (key === null) continue;
    keys.set(path, key);
    const found = kept.find(key);
    if (found === null) continue;
    known.set(
      path,
      (found.facts as readonly KeptTable[]).map(({ file, layout, mapped }, part) => ({
        ...file,
        input: { ...file.input, bytes: unread },
        onDisk: found.rows,
        kept: { rows: found.rows, part, layout, mapped },
      })),
    );
  }
  return { paths: listed, keys, known };
}

// biome-ignore lint/correctness/useYield: a file whose rows are kept has nothing to read.
async function* unread(): AsyncGenerator<Buffer> {
  throw new Error('Rows of this file are kept; it is not read.');
}

/**
 * SQL of the rows of all tables that earlier builds kept; creates the table `kept_files`.
 *
 * @param database with the kept rows as inputs
 * @param files of the log, in order
 * @returns null where there are none
 */
export async function keptEntriesSql(database: DuckDatabase, files: readonly LogFile[]): Promise<string | null> {
  const firsts = [...files.entries()].flatMap(([index, { kept }]) =>
    kept?.part === 0 ? [{ index, source: database.source(kept.rows) }] : [],
  );
  if (firsts.length === 0) return null;
  const values = firsts.map(({ index, source }) => `(${source}, ${index})`).join(', ');
  await database.run(`CREATE TABLE kept_files AS SELECT * FROM (VALUES ${values}) AS file(name, number)`);
  const sources = firsts.map(({ source }) => source).join(', ');
  return `SELECT (kept_files.number + part) * ${ROWS_PER_FILE}::BIGINT + line AS source_row, ${COLUMNS}
    FROM read_parquet([${sources}], filename = true, hive_partitioning = false) AS kept_rows JOIN kept_files ON kept_files.name = kept_rows.filename`;
}

/**
 * Keeps the rows of the files that were read.
 *
 * @param database with the table `stored`
 * @param tables of the log, in order, with their columns
 * @param log from `findKnownLog`
 * @param kept rows for later builds
 * @param progress reports per cent
 */
export async function keepEntries(
  database: DuckDatabase,
  tables: readonly { readonly file: LogFile; readonly layout: LogLayout; readonly mapped: readonly LogField[] }[],
  log: KnownLog,
  kept: KeptRows | undefined,
  progress: ProgressStep,
): Promise<void> {
  if (kept === undefined) return;
  for (const [path, key] of log.keys) {
    if (log.known.has(path)) continue;
    const numbers = [...tables.keys()].filter((index) => tables[index].file.path === path);
    if (numbers.length === 0) continue;
    const facts = numbers.map((index): KeptTable => {
      const { file, layout, mapped } = tables[index];
      const { bytes: _bytes, ...input } = file.input;
      const { kept: _kept, ...others } = file;
      return JSON.parse(JSON.stringify({ file: { ...others, copy: null, input }, layout, mapped }));
    });
    const from = `stored WHERE source_row >= ${numbers[0]} * ${ROWS_PER_FILE} AND source_row < ${numbers[0] + numbers.length} * ${ROWS_PER_FILE}`;
    const rows = `SELECT (source_row // ${ROWS_PER_FILE} - ${numbers[0]})::INTEGER AS part, source_row % ${ROWS_PER_FILE} AS line, ${COLUMNS} FROM ${from}`;
    await kept.keep(key, facts, (target) =>
      database.run(`COPY (${rows}) TO ${sqlText(target)} (FORMAT parquet, COMPRESSION zstd)`, progress),
    );
  }
}
