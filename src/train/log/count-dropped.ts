import type { Json } from '@duckdb/node-api';
import { type DropCount, shownValue } from '../input/drop-report.js';
import type { DuckDatabase } from '../input/open-duck-database.js';
import { LOG_FIELDS, type LogField } from './columns/log-columns.js';
import { ROWS_PER_FILE } from './load/entry-sql.js';
import type { LoadedFile } from './load/load-log.js';

/** The field at fault for each reason of `cleanLog`; null: the whole line. */
const FIELD_AT_FAULT: Readonly<Record<string, LogField | null>> = {
  'unreadable line': null,
  'missing user_id': 'user_id',
  'missing item_id': 'item_id',
  'page view without an item': 'event',
  'unreadable timestamp': 'timestamp',
  'timestamp decades away': 'timestamp',
  'timestamp in the future': 'timestamp',
  'unknown event': 'event',
  'event not used in training': 'event',
  refund: 'event',
  'quantity not positive': 'quantity',
  'rating missing or not 1 to 5': 'value',
  'dwell time below 0': 'value',
  'item not in the catalogue': 'item_id',
  'exact duplicate': null,
};

/**
 * Counts the dropped rows by reason, with file and line of the first of each.
 *
 * @param database with `entries`, `typed` and `accepted`
 * @param files of the log, with the records that could not be read
 * @returns number of all rows, and the reasons in order of first appearance
 */
export async function countDropped(database: DuckDatabase, files: readonly LoadedFile[]): Promise<{ rows: number; dropped: DropCount[] }> {
  const counted = await database.rows(`SELECT reason, count(*)::DOUBLE AS count, min(source_row)::DOUBLE AS first
      FROM typed WHERE reason IS NOT NULL GROUP BY reason
    UNION ALL SELECT 'exact duplicate', sum(copies)::DOUBLE, min(first_copy)::DOUBLE FROM accepted HAVING sum(copies) > 0
    ORDER BY first, reason`);
  const found: { order: number; drop: DropCount }[] = [];
  for (const { reason, count, first } of counted) {
    const [file, line] = [Math.floor(Number(first) / ROWS_PER_FILE), Number(first) % ROWS_PER_FILE];
    const { layout, file: source } = files[file];
    const field = FIELD_AT_FAULT[String(reason)];
    const name = field === null ? 'line' : (layout.fields[field][0]?.name ?? field);
    const value = shownValue(await valueAt(database, Number(first), field));
    const offence = { file: source.input.path, line, field: name, value };
    found.push({ order: Number(first), drop: { reason: String(reason), count: Number(count), first: offence, lines: [line] } });
  }
  let unread = 0;
  for (const [index, { file }] of files.entries()) {
    for (const drop of file.dropped) {
      unread += drop.count;
      found.push({ order: index * ROWS_PER_FILE + drop.first.line, drop });
    }
  }
  const [{ rows }] = await database.rows('SELECT count(*)::DOUBLE AS rows FROM typed');
  found.sort((a, b) => a.order - b.order);
  return { rows: Number(rows) + unread, dropped: mergeReasons(found.map(({ drop }) => drop)) };
}

/** One count for each reason, with the first place. */
function mergeReasons(drops: readonly DropCount[]): DropCount[] {
  const merged = new Map<string, DropCount>();
  for (const drop of drops) {
    const known = merged.get(drop.reason);
    merged.set(drop.reason, known === undefined ? drop : { ...known, count: known.count + drop.count });
  }
  return [...merged.values()];
}

/** The value at fault: a field, the raw line, or all fields of a row. */
async function valueAt(database: DuckDatabase, row: number, field: LogField | null): Promise<string> {
  const text = (value: Json | undefined): string => (value === null || value === undefined ? '' : String(value));
  const [entry] = await database.rows(`SELECT * FROM entries WHERE source_row = ${row} LIMIT 1`);
  if (entry.raw !== null) return text(entry.raw);
  if (field !== null) return text(entry[field]);
  return LOG_FIELDS.map((name) => text(entry[name]))
    .filter((value) => value !== '')
    .join(', ');
}
