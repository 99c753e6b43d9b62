import type { Json } from '@duckdb/node-api';
import { type DropCount, shownValue } from '../input/drop-report.js';
import type { DuckDatabase } from '../input/open-duck-database.js';
import type { LoadedLog } from './load-log.js';
import { LOG_FIELDS, type LogField } from './log-columns.js';

/** The field at fault for each reason of `cleanLog`; null: the whole line. */
const FIELD_AT_FAULT: Readonly<Record<string, LogField | null>> = {
  'unreadable line': null,
  'missing user_id': 'user_id',
  'missing item_id': 'item_id',
  'unreadable timestamp': 'timestamp',
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

/** A line that DuckDB could not read. */
interface Reject {
  readonly reason: string;
  readonly line: number;
  /** Lines lost: an unclosed quote includes those below it. */
  readonly lines: number;
  readonly field: string;
  readonly value: string;
}

/**
 * Counts the dropped rows by reason, with the first line of each.
 *
 * @param database with `typed`, `accepted`, and DuckDB's table of rejected lines
 * @param log from `loadLog`
 * @returns number of all rows, and the reasons in order of first appearance
 */
export async function countDropped(database: DuckDatabase, log: LoadedLog): Promise<{ rows: number; dropped: DropCount[] }> {
  const rejects = log.format === 'parquet' ? [] : await rejectedLines(database);
  const rejectLines = rejects.map(({ line }) => line);
  const dropped = tally(rejects, log.path);
  const counted = await database.rows(`SELECT reason, count(*)::DOUBLE AS count, min(source_row)::DOUBLE AS first
      FROM typed WHERE reason IS NOT NULL GROUP BY reason
    UNION ALL SELECT 'exact duplicate', sum(copies)::DOUBLE, min(first_copy)::DOUBLE FROM accepted HAVING sum(copies) > 0
    ORDER BY first, reason`);
  for (const { reason, count, first } of counted) {
    const line = lineOf(Number(first), log.format, rejectLines);
    const field = FIELD_AT_FAULT[String(reason)];
    const name = field === null ? 'line' : (log.layout.columns[field] ?? field);
    const value = shownValue(await valueAt(database, String(reason), Number(first), field));
    dropped.push({ reason: String(reason), count: Number(count), first: { file: log.path, line, field: name, value }, lines: [line] });
  }
  const [{ rows }] = await database.rows('SELECT count(*)::DOUBLE AS rows FROM typed');
  return {
    rows: rejects.reduce((sum, reject) => sum + reject.lines, Number(rows)),
    dropped: dropped.sort((a, b) => a.first.line - b.first.line),
  };
}

/** The value at fault: a field, the raw line, or all fields of a row. */
async function valueAt(database: DuckDatabase, reason: string, row: number, field: LogField | null): Promise<string> {
  const text = (value: Json | undefined): string => (value === null || value === undefined ? '' : String(value));
  if (reason === 'unreadable line') {
    const [{ line }] = await database.rows(`SELECT line FROM source WHERE rowid = ${row}`);
    return text(line);
  }
  const [entry] = await database.rows(`SELECT * FROM entries WHERE source_row = ${row} LIMIT 1`);
  if (field !== null) return text(entry[field]);
  return LOG_FIELDS.map((name) => text(entry[name]))
    .filter((value) => value !== '')
    .join(', ');
}

async function rejectedLines(database: DuckDatabase): Promise<Reject[]> {
  // A line may have several faults; one is enough.
  const rows = await database.rows(`SELECT line::DOUBLE AS line, any_value(error_type)::VARCHAR AS type, any_value(column_name) AS name,
      any_value(csv_line) AS text, max(len(csv_line) - len(replace(csv_line, chr(10), '')))::DOUBLE AS breaks
    FROM reject_errors GROUP BY line ORDER BY line`);
  return rows.map(({ line, type, name, text, breaks }) => ({
    reason: reasonOf(String(type)),
    line: Number(line),
    lines: Math.max(1, Number(breaks ?? 0)),
    field: String(name ?? 'line'),
    value: String(text ?? ''),
  }));
}

function reasonOf(type: string): string {
  if (type === 'INVALID ENCODING') return 'invalid UTF-8';
  if (type === 'UNQUOTED VALUE') return 'unreadable line (a quote is not closed, or stands inside a value)';
  return `unreadable line (${type.toLowerCase().replaceAll('_', ' ')})`;
}

function tally(rejects: readonly Reject[], file: string): DropCount[] {
  const byReason = new Map<string, Reject[]>();
  for (const reject of rejects) {
    const known = byReason.get(reject.reason);
    if (known === undefined) byReason.set(reject.reason, [reject]);
    else known.push(reject);
  }
  return [...byReason].map(([reason, [first, ...others]]) => ({
    reason,
    count: others.reduce((sum, { lines }) => sum + lines, first.lines),
    first: { file, line: first.line, field: first.field, value: shownValue(first.value) },
    lines: [first.line],
  }));
}

/**
 * Line in the file of a row that was read: it also counts the header and rejected lines, but not line breaks inside quoted values.
 * For Parquet the row, from 1.
 */
function lineOf(sourceRow: number, format: LoadedLog['format'], rejected: readonly number[]): number {
  let line = sourceRow + (format === 'delimited' ? 2 : 1);
  for (const reject of rejected) {
    if (reject > line) break;
    line++;
  }
  return line;
}
