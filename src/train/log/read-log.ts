import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import type { EventName } from '../../types/event.js';
import { makeWorkFolder } from '../files/work-folder.js';
import { describeDuckError } from '../input/describe-duck-error.js';
import type { DropCount } from '../input/drop-report.js';
import type { LogFacts } from '../input/input-facts.js';
import { type DatabaseOptions, type DuckDatabase, openDuckDatabase } from '../input/open-duck-database.js';
import type { KeptRows } from '../kept/kept-rows.js';
import type { ProgressStep } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import { capShoppers } from './cap-shoppers.js';
import { type CleanedLog, cleanLog } from './clean-log.js';
import type { ColumnMap } from './columns/log-columns.js';
import { explainEmptyLog } from './ids/explain-empty-log.js';
import type { Interactions } from './interactions.js';
import { findKnownLog } from './load/kept-log.js';
import { loadLog } from './load/load-log.js';
import { type KnownLog, type LogFile, openLogFiles } from './load/log-file.js';
import { logFacts } from './log-facts.js';

/** What a log's own words do not say. */
export interface LogOptions {
  /** Field to column or nested path, from `--map`; overrides recognition. Default: none. */
  readonly mapped?: ColumnMap;
  /** The same for fields that feed and log share: used where the file has the column, without an error where it has not. Default: none. */
  readonly mappedWhereThere?: Readonly<Record<string, string>>;
  /** Column names of a file without a header, in order. Default: the first row has them. */
  readonly columns?: readonly string[];
  /** What rows without an event name are. Default: `view_item`, with a note. */
  readonly event?: EventName;
  /** The log's event names to ours; overrides the known names. Default: none. */
  readonly eventMap?: Readonly<Record<string, EventName>>;
  /** Whether 01/02/2026 is 1 February. Default: told by the file. */
  readonly dayFirst?: boolean;
}

/** Input of `readLog`. */
export interface LogRequest extends DatabaseOptions, LogOptions {
  /** Files, folders and patterns, in the order given; one or more. */
  readonly paths: readonly string[];
  /** The feed's path and its item ids in row order. undefined: the items of the log are the catalogue. */
  readonly feed?: { readonly path: string; readonly itemIds: readonly string[]; readonly groups?: readonly (string | undefined)[] };
  /** Current time, milliseconds since 1970: rows dated more than a day later are dropped. */
  readonly now: number;
  /** Whether to return the user ids. They need much memory, and a build does not use them. Default: no. */
  readonly userIds?: boolean;
  /** Rows of files that earlier builds read. Default: every file is read. */
  readonly kept?: KeptRows;
}

/** A cleaned log. */
export interface Log {
  readonly interactions: Interactions;
  /** Number of rows of the file, or of items where an event has a list of them. */
  readonly rows: number;
  readonly dropped: readonly DropCount[];
  /** Whether numbers such as 20240131 were read as dates. */
  readonly compactDates: boolean;
  /** By row: the feed's, or the log's in sorted order. */
  readonly itemIds: readonly string[];
  /** By user number; empty unless requested. */
  readonly userIds: readonly string[];
  /** What was read of it. */
  readonly facts: LogFacts;
}

/**
 * Reads a log with DuckDB: cleans, de-duplicates and weights its events, and returns them as arrays.
 *
 * @param request path and options
 * @param steps reports the progress
 * @throws OnshelfError `bad-input` where the log cannot be read, is empty, or has no item of the feed
 */
export async function readLog(request: LogRequest, steps: StepLog): Promise<Log> {
  const folder = makeWorkFolder(request.temporaryFolder);
  try {
    const { mapped, mappedWhereThere, columns, kept } = request;
    const log = await findKnownLog(request.paths, { mapped, mappedWhereThere, columns }, kept);
    const open = (step: ProgressStep): Promise<LogFile[]> => openLogFiles(log, columns, folder.path, step);
    const files = await steps.run('opening the log', open, 0, 'files');
    const database = await openDuckDatabase(
      request,
      files.map(({ onDisk }) => onDisk),
      kept?.folder ?? null,
    );
    try {
      return await readFiles(database, files, { ...request, log }, steps);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof OnshelfError) throw error;
    const hint = /memory/i.test(messageOf(error)) ? ' Raise --memory, or lower --threads.' : '';
    throw new OnshelfError('bad-input', `DuckDB cannot read ${request.paths.join(', ')}: ${describeDuckError(error)}${hint}`, error);
  } finally {
    folder.remove();
  }
}

async function readFiles(
  database: DuckDatabase,
  files: readonly LogFile[],
  request: LogRequest & { log: KnownLog },
  steps: StepLog,
): Promise<Log> {
  const { feed, now, event, eventMap, dayFirst } = request;
  const maps = { mapped: request.mapped ?? {}, mappedWhereThere: request.mappedWhereThere ?? {} };
  const loaded = await steps.run(
    'reading the log',
    (step) => loadLog(database, files, maps, { log: request.log, kept: request.kept }, step),
    100,
    '%',
  );
  if (feed !== undefined) await database.addTexts('catalog', feed.itemIds);
  const cleaning = { files: loaded, withFeed: feed !== undefined, now, event, eventMap, dayFirst };
  const cleaned: CleanedLog = await steps.run('cleaning the log', (step) => cleanLog(database, cleaning, step), 100, '%');
  const [{ events, users }] = await database.rows(
    'SELECT count(*)::DOUBLE AS events, count(DISTINCT user_id)::DOUBLE AS users FROM accepted',
  );
  if (Number(events) === 0) throw await explainEmptyLog(database, request, cleaned);
  const itemIds = feed?.itemIds ?? (await texts(database, 'SELECT text FROM catalog ORDER BY row'));
  const interactions = await steps.run(
    'ordering the log',
    (step) => streamInteractions(database, Number(users), itemIds.length, Number(events), step),
    Number(events),
    'events',
  );
  const userIds = request.userIds === true ? await texts(database, 'SELECT user_id FROM users ORDER BY user_number') : [];
  const capped = capShoppers(interactions);
  const facts = await logFacts(database, loaded, cleaned, feed, capped.notes);
  const { rows, dropped, times } = cleaned;
  return { interactions: capped.interactions, rows, dropped, compactDates: times.hasPackedDates, itemIds, userIds, facts };
}

async function streamInteractions(
  database: DuckDatabase,
  users: number,
  items: number,
  events: number,
  progress: ProgressStep,
): Promise<Interactions> {
  await database.run(
    'CREATE TABLE users AS SELECT user_id, (row_number() OVER (ORDER BY user_id) - 1)::UINTEGER AS user_number FROM (SELECT DISTINCT user_id FROM accepted)',
  );
  await database.run(`CREATE TABLE orders AS SELECT user_id, transaction_id, (row_number() OVER (ORDER BY user_id, transaction_id))::UINTEGER AS order_number
    FROM (SELECT DISTINCT user_id, transaction_id FROM accepted WHERE trim(coalesce(transaction_id, '')) <> '')`);
  const offsets = new Uint32Array(users + 1);
  const itemRows = new Uint32Array(events);
  const times = new Float64Array(events);
  const names = new Uint8Array(events);
  const amounts = new Float32Array(events);
  const weights = new Float32Array(events);
  const orders = new Uint32Array(events);
  let at = 0;
  const ordered = `SELECT user_number, item_row, time, code, amount, weight, coalesce(order_number, 0) AS order_number FROM accepted JOIN users USING (user_id)
    LEFT JOIN orders USING (user_id, transaction_id)
    ORDER BY user_number, time, source_row, item_row`;
  for await (const chunk of database.chunks(ordered)) {
    const [user, item, time, code, amount, weight, order] = [0, 1, 2, 3, 4, 5, 6].map((column) => chunk.getColumnVector(column));
    for (let row = 0; row < chunk.rowCount; row++, at++) {
      offsets[(user.getItem(row) as number) + 1]++;
      itemRows[at] = item.getItem(row) as number;
      times[at] = time.getItem(row) as number;
      names[at] = code.getItem(row) as number;
      amounts[at] = amount.getItem(row) as number;
      weights[at] = weight.getItem(row) as number;
      orders[at] = order.getItem(row) as number;
    }
    progress.update(at);
  }
  for (let user = 0; user < users; user++) offsets[user + 1] += offsets[user];
  return { users, items, offsets, itemRows, times, names, amounts, weights, orders };
}

async function texts(database: DuckDatabase, sql: string): Promise<string[]> {
  const list: string[] = [];
  for await (const chunk of database.chunks(sql)) {
    const column = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row++) list.push(column.getItem(row) as string);
  }
  return list;
}
