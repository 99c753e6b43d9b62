import type { InputNote } from '../input/input-facts.js';
import { sqlText } from '../input/open-duck-database.js';
import { type DateOrder, dateOrder, separatorOf } from './date-order.js';
import {
  decideNumbers,
  isNumberShape,
  type NumberTime,
  numberTimeSql,
  oneUnitSql,
  readNumberTime,
  timeNumber,
  timeNumberSql,
} from './number-times.js';
import { nativeTimeSql, shapePattern } from './survey-shape-sql.js';
import { TIME_FORMS, type TimeForm, timeForm } from './time-forms.js';
import { cleanTime, cleanTimeSql, timeShape } from './time-shape.js';
import { isUnordered, PACKED_TIME, surveyTimes, type TimeSurvey } from './time-survey.js';
import { readWrittenTime, writtenTimeSql } from './written-time.js';

/** Reads the times of a feed or a log, decided by all of them. */
export interface TimeReader {
  /** Milliseconds since 1970; null where the text is no time, or would be one decades away. */
  read(text: string): number | null;
  /**
   * The same as SQL, DOUBLE or NULL.
   *
   * @param expression SQL of a text
   * @param shape SQL of its shape, of `surveyShapeSql`, where the survey is one of all texts. Usual numbers are then read in less time
   */
  sql(expression: string, shape?: string): string;
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
    sql: (expression, shape) => readerSql(ways, expression, shape === undefined ? [] : oneUnitBranches(survey, ways, expression, shape)),
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

/** Numbers that are told by their shape and length alone: such a text has no blank, and is of digits and a point. */
function oneUnitBranches(survey: TimeSurvey, ways: ReadonlyMap<string, Way>, expression: string, shape: string): string[] {
  return [...survey].flatMap(([one, facts]) => {
    const way = ways.get(one);
    const sql = way !== undefined && 'number' in way ? oneUnitSql(expression, one, facts, way.number) : null;
    return sql === null ? [] : [`WHEN ${shape} = ${sqlText(one)} AND strlen(${expression}) = ${one.length} THEN ${sql}`];
  });
}

/** SQL by patterns: numbers of one unit; DuckDB's own reading where it reads the same; numbers; then the forms in their order. */
function readerSql(ways: ReadonlyMap<string, Way>, expression: string, first: readonly string[]): string {
  const clean = cleanTimeSql(expression);
  const numbers = new Map<string, string[]>();
  const written = new Map<string, { form: TimeForm; separators: Set<string>; dayFirst: boolean }>();
  let isNative = false;
  for (const [shape, way] of ways) {
    if (isNumberShape(shape)) {
      const number = 'number' in way ? numberTimeSql(timeNumberSql(clean), way.number) : writtenTimeSql(clean, way.form, false);
      numbers.set(number, [...(numbers.get(number) ?? []), shapePattern(shape)]);
    } else if ('form' in way) {
      isNative ||= shape.startsWith('9999-99-99');
      const key = `${TIME_FORMS.indexOf(way.form) + 100} ${way.dayFirst}`;
      const known = written.get(key) ?? { form: way.form, separators: new Set<string>(), dayFirst: way.dayFirst };
      known.separators.add(separatorOf(shape));
      written.set(key, known);
    }
  }
  const branches = [...first];
  if (isNative) branches.push(`WHEN ${nativeTimeSql(expression)} THEN epoch_ms(TRY_CAST(${expression} AS TIMESTAMPTZ))::DOUBLE`);
  for (const [sql, patterns] of numbers) {
    branches.push(`WHEN regexp_full_match(${clean}, ${sqlText([...new Set(patterns)].join('|'))}) THEN ${sql}`);
  }
  for (const [, { form, separators, dayFirst }] of [...written].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isUnorderedForm = form.groups.includes('a');
    const start = isUnorderedForm
      ? ` AND regexp_matches(${clean}, ${sqlText(`^[0-9]{1,2}[${[...separators].map((one) => `\\${one}`).join('')}]`)})`
      : '';
    branches.push(`WHEN regexp_matches(${clean}, ${sqlText(form.pattern)})${start} THEN ${writtenTimeSql(clean, form, dayFirst)}`);
  }
  return branches.length === 0 ? 'NULL::DOUBLE' : `CASE ${branches.join('\n')} END`;
}
