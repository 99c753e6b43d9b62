import type { InputNote } from '../input/input-facts.js';
import { sqlText } from '../input/open-duck-database.js';
import { type DateOrder, dateOrder, separatorOf } from './date-order.js';
import { decideNumbers, isNumberShape, type NumberTime, numberTimeSql, readNumberTime, timeNumber, timeNumberSql } from './number-times.js';
import { TIME_FORMS, type TimeForm, timeForm } from './time-forms.js';
import { cleanTime, cleanTimeSql, timeShape, timeShapeSql } from './time-shape.js';
import { isUnordered, PACKED_TIME, surveyTimes, type TimeSurvey } from './time-survey.js';
import { readWrittenTime, writtenTimeSql } from './written-time.js';

/** Reads the times of a feed or a log, decided by all of them. */
export interface TimeReader {
  /** Milliseconds since 1970; null where the text is no time, or would be one decades away. */
  read(text: string): number | null;
  /** The same as SQL, DOUBLE or NULL, of an SQL expression of a text. */
  sql(expression: string): string;
  /** Whether numbers such as 20240131 are read as dates. */
  readonly hasPackedDates: boolean;
  /** Whether the times only give an order. */
  readonly arePositions: boolean;
  /** What was assumed. */
  readonly notes: readonly InputNote[];
}

/** What the times themselves do not say. */
export interface TimeOptions {
  /** Whether 01/02/2026 is 1 February. Default: told by the times. */
  readonly dayFirst?: boolean | undefined;
  /** Milliseconds since 1970. Default: the clock's. */
  readonly now?: number | undefined;
}

/** How the times of a shape are read. */
type Way = { readonly form: TimeForm; readonly dayFirst: boolean } | { readonly number: Exclude<NumberTime, 'packed' | 'year'> };

const YEAR: TimeForm = { name: 'year', examples: ['2026'], pattern: String.raw`^(\d{4})$`, groups: ['y'] };

/** Shapes that DuckDB reads itself, and faster. */
const NATIVE = /^9999-99-99(?:[a ]99:99:99(?:\.9{1,6})?(?:a|[+-]99(?::99)?)?)?$/;

/** The times that are read, with examples, for messages and documents. */
export const TIMES_READ: readonly { readonly name: string; readonly examples: readonly string[] }[] = [
  ...TIME_FORMS,
  {
    name: 'Unix time: seconds, milliseconds, microseconds or nanoseconds',
    examples: ['1780323002', '1780323002.380', '1780323002380', '1.780323002E+12'],
  },
  PACKED_TIME,
  { name: 'day of a spreadsheet', examples: ['46174.59', '46174'] },
  { name: 'position: small numbers alone', examples: ['1', '2', '3'] },
];

/**
 * Decides how the times of a feed or log are read.
 *
 * @param samples all times, or a survey of them
 * @param options order of day and month, current time
 */
export function timeReader(samples: Iterable<string> | TimeSurvey, options: TimeOptions = {}): TimeReader {
  const survey = samples instanceof Map ? (samples as TimeSurvey) : surveyTimes(samples as Iterable<string>);
  const now = options.now ?? Date.now();
  const ways = new Map<string, Way>();
  const notes: InputNote[] = [];
  for (const [shape, facts] of survey) {
    const form = isNumberShape(shape) ? null : timeForm(facts.first);
    if (form !== null && !isUnordered(shape)) ways.set(shape, { form, dayFirst: false });
  }
  decideOrders(survey, ways, notes, options.dayFirst, now);
  const numbers = decideNumbers(survey, ways.size > 0, now);
  notes.push(...numbers.notes);
  const unzoned = [...survey].filter(([shape]) => ways.has(shape) && !hasZone(shape));
  const packed = [...survey].filter(([shape]) => numbers.ways.get(shape) === 'packed');
  const assumed = [...unzoned, ...packed].sort(([, a], [, b]) => b.count - a.count);
  if (assumed.length > 0) {
    const count = assumed.reduce((sum, [, facts]) => sum + facts.count, 0);
    notes.push({
      code: 'no-zone',
      message: `${count} times such as ${assumed[0][1].first} have no zone: they are read as UTC.`,
      option: null,
    });
  }
  for (const [shape, number] of numbers.ways) {
    if (number === 'packed') ways.set(shape, { form: PACKED_TIME, dayFirst: false });
    else if (number === 'year') ways.set(shape, { form: YEAR, dayFirst: false });
    else ways.set(shape, { number });
  }
  return {
    read: (text) => {
      const clean = cleanTime(text);
      const way = ways.get(timeShape(clean));
      if (way === undefined) return null;
      return 'form' in way ? readWrittenTime(clean, way.form, way.dayFirst) : readNumberTime(timeNumber(clean), way.number);
    },
    sql: (expression) => readerSql(ways, expression),
    hasPackedDates: [...numbers.ways].some(([shape, way]) => way === 'packed' && /^9{8}(?:\.9)?$/.test(shape)),
    arePositions: [...numbers.ways.values()].includes('positions'),
    notes,
  };
}

function decideOrders(survey: TimeSurvey, ways: Map<string, Way>, notes: InputNote[], dayFirst: boolean | undefined, now: number): void {
  let known: [number, number] | null = null;
  for (const [shape, way] of ways) {
    const facts = survey.get(shape);
    if (facts === undefined || !('form' in way)) continue;
    for (const text of [facts.first, facts.last]) {
      const time = readWrittenTime(text, way.form, false);
      if (time !== null) known = known === null ? [time, time] : [Math.min(known[0], time), Math.max(known[1], time)];
    }
  }
  const orders = new Map<string, DateOrder>();
  for (const [shape, facts] of survey) {
    const form = isUnordered(shape) ? timeForm(facts.first) : null;
    if (form === null) continue;
    const separator = separatorOf(shape);
    const order = orders.get(separator) ?? dateOrder(separator, survey, known, dayFirst, now);
    if (!orders.has(separator) && order.note !== null) notes.push(order.note);
    orders.set(separator, order);
    ways.set(shape, { form, dayFirst: order.dayFirst });
  }
}

/** Whether times of a written shape end in a zone: `...:99 +9999`, `... aaa`, `...:99a`. */
function hasZone(shape: string): boolean {
  return /[ :]99(?:[.,]9+)?(?: ?a{2})?(?: ?a| ?a{3,5}(?: 9999)?| ?[+-]9)/.test(shape) && !/:99 ?aa$/.test(shape);
}

/** SQL by shapes: DuckDB's own reading where it reads the same, else by pattern. */
function readerSql(ways: ReadonlyMap<string, Way>, expression: string): string {
  const clean = cleanTimeSql(expression);
  const shape = timeShapeSql(clean);
  const branches = new Map<string, string[]>();
  for (const [name, way] of ways) {
    const sql = NATIVE.test(name)
      ? `epoch_ms(TRY_CAST(${clean} AS TIMESTAMPTZ))::DOUBLE`
      : 'form' in way
        ? writtenTimeSql(clean, way.form, way.dayFirst)
        : numberTimeSql(timeNumberSql(clean), way.number);
    branches.set(sql, [...(branches.get(sql) ?? []), sqlText(name)]);
  }
  if (branches.size === 0) return 'NULL::DOUBLE';
  return `CASE ${[...branches].map(([sql, names]) => `WHEN ${shape} IN (${names.join(', ')}) THEN ${sql}`).join(' ')} END`;
}
