import { DAY_MS } from '../../core/time/day.js';
import type { InputNote } from '../input/input-facts.js';
import { isPackedShape, PLAUSIBLE_MS, type ShapeFacts, type TimeSurvey } from './time-survey.js';
import { SPREADSHEET_1970, spreadsheetTime } from './written-time.js';

/** What numbers of one shape are: `size`: seconds to nanoseconds, by their size; `positions`: numbers that only give an order. */
export type NumberTime = 'size' | 'positions' | 'days' | 'packed' | 'year';

/** The size of a number gives its unit: 1e11 is the year 1973 in milliseconds, and 5138 in seconds. */
const MILLISECONDS_FROM = 1e11;
const MICROSECONDS_FROM = 1e14;
const NANOSECONDS_FROM = 1e17;
/** Share of numbers that must be dates, to read them as dates. */
const DATES_SHARE = 0.95;
const YEARS_AHEAD = 10 * 366 * DAY_MS;

/** Whether times of this shape are numbers. */
export function isNumberShape(shape: string): boolean {
  return /^[-+]?9+(?:[.,]9+)?(?:a[-+]?9+)?$/.test(shape);
}

/** The number of a text, with a point or a comma; NaN where it is none. */
export function timeNumber(clean: string): number {
  return Number(clean.replace(',', '.'));
}

/** `timeNumber` as SQL: NULL where it is none. */
export function timeNumberSql(clean: string): string {
  return `TRY_CAST(replace(${clean}, ',', '.') AS DOUBLE)`;
}

/**
 * Decides what the numbers among a log's times are.
 *
 * @param survey of all times
 * @param written whether there are times other than numbers
 * @param now milliseconds since 1970
 * @returns by shape
 */
export function decideNumbers(survey: TimeSurvey, written: boolean, now: number): { ways: Map<string, NumberTime>; notes: InputNote[] } {
  const shapes = [...survey].filter(([shape]) => isNumberShape(shape));
  const ways = new Map<string, NumberTime>();
  const notes: InputNote[] = [];
  const note = (code: string, message: string): void => void notes.push({ code, message, option: null });
  for (const [shape, facts] of shapes) if (isPacked(shape, facts, now)) ways.set(shape, 'packed');
  const whole = shapes.filter(([shape]) => /^9{5}$/.test(shape));
  const parts = shapes.filter(([shape]) => /^9{5}[.,]9+$/.test(shape));
  const days = parts.length > 0 ? [...whole, ...parts] : whole.length === shapes.length && !written ? whole : [];
  if (days.length > 0 && days.every(([, facts]) => areDays(facts, now))) {
    for (const [shape] of days) ways.set(shape, 'days');
    note('spreadsheet-days', `Times such as ${days[0][1].first} are read as the days of a spreadsheet, in UTC.`);
  }
  const [only] = shapes;
  if (shapes.length === 1 && only[0] === '9999' && areYears(only[1], now)) {
    ways.set('9999', 'year');
    note('times-are-years', `Times such as ${only[1].first} are read as years: all events of a year are of its first day.`);
  }
  const largest = Math.max(...shapes.map(([, facts]) => Math.abs(timeNumber(facts.last))));
  if (shapes.length > 0 && ways.size === 0 && !written && largest < PLAUSIBLE_MS[0] / 1000) {
    for (const [shape] of shapes) ways.set(shape, 'positions');
    note(
      'times-are-positions',
      'The times are small numbers. They are read as positions: they give the order of the events, and no dates.',
    );
  }
  const rounded = shapes.find(([shape]) => /^9(?:[.,]9{1,7})?a\+?9+$/.test(shape));
  if (rounded !== undefined)
    note(
      'rounded-times',
      `Times such as ${rounded[1].first} were rounded by a spreadsheet: events close together have one time. Export the log again with whole numbers.`,
    );
  for (const [shape] of shapes) if (!ways.has(shape)) ways.set(shape, 'size');
  return { ways, notes };
}

function isPacked(shape: string, facts: ShapeFacts, now: number): boolean {
  if (!isPackedShape(shape) || facts.dates < DATES_SHARE * facts.count) return false;
  const digits = facts.first.split('.', 1)[0];
  // Ten digits may be seconds: those of today begin with 17, and dates with 20, which are seconds of 2033 and later.
  if (digits.length === 10 && Number(digits) * 1000 < now + YEARS_AHEAD / 10) return false;
  return Date.UTC(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)) - 1, Number(digits.slice(6, 8))) < now + YEARS_AHEAD;
}

function areDays({ first, last }: ShapeFacts, now: number): boolean {
  return spreadsheetTime(timeNumber(first)) >= PLAUSIBLE_MS[0] && spreadsheetTime(timeNumber(last)) <= now + DAY_MS;
}

function areYears({ first, last }: ShapeFacts, now: number): boolean {
  return Number(first) >= 1990 && Number(last) <= new Date(now).getUTCFullYear();
}

/**
 * The time of a number.
 *
 * @param number from `timeNumber`
 * @param way for its shape, other than `packed` and `year`
 * @returns milliseconds since 1970; null where it would be decades away
 */
export function readNumberTime(number: number, way: NumberTime): number | null {
  if (!Number.isFinite(number)) return null;
  if (way === 'positions') return number * 1e3;
  const time = way === 'days' ? spreadsheetTime(number) : bySize(number);
  return time >= PLAUSIBLE_MS[0] && time < PLAUSIBLE_MS[1] ? time : null;
}

function bySize(number: number): number {
  const size = Math.abs(number);
  if (size >= NANOSECONDS_FROM) return number / 1e6;
  if (size >= MICROSECONDS_FROM) return number / 1e3;
  return size >= MILLISECONDS_FROM ? number : number * 1e3;
}

/** SQL from a number to milliseconds, as `bySize`. */
function unitSql(number: number): string {
  const size = Math.abs(number);
  if (size >= NANOSECONDS_FROM) return '/ 1e6';
  if (size >= MICROSECONDS_FROM) return '/ 1e3';
  return size >= MILLISECONDS_FROM ? '' : '* 1e3';
}

/**
 * SQL of the times of one shape where the first and the last of them tell that all have one unit and are plausible: most logs have such
 * numbers alone, which need no look at each.
 *
 * @param text SQL of the text; without a blank, its length being that of the shape
 * @param shape of digits, perhaps with a point
 * @param facts of the shape
 * @param way for the shape
 * @returns null where each number must be looked at
 */
export function oneUnitSql(text: string, shape: string, { first, last }: ShapeFacts, way: NumberTime): string | null {
  if (way !== 'size' || !/^9+(?:\.9+)?$/.test(shape)) return null;
  const [from, to] = [timeNumber(first), timeNumber(last)];
  const isPlausible = readNumberTime(from, way) !== null && readNumberTime(to, way) !== null;
  return isPlausible && unitSql(from) === unitSql(to) ? `TRY_CAST(${text} AS DOUBLE) ${unitSql(from)}`.trim() : null;
}

/** `readNumberTime` as SQL, of SQL from `timeNumberSql`. */
export function numberTimeSql(number: string, way: NumberTime): string {
  if (way === 'positions') return `CASE WHEN isfinite(${number}) THEN ${number} * 1e3 END`;
  const time =
    way === 'days'
      ? `round((${number} - ${SPREADSHEET_1970}) * ${DAY_MS})`
      : `CASE WHEN abs(${number}) >= ${NANOSECONDS_FROM} THEN ${number} / 1e6 WHEN abs(${number}) >= ${MICROSECONDS_FROM} THEN ${number} / 1e3
          WHEN abs(${number}) >= ${MILLISECONDS_FROM} THEN ${number} ELSE ${number} * 1e3 END`;
  return `CASE WHEN isfinite(${number}) AND (${time}) >= ${PLAUSIBLE_MS[0]} AND (${time}) < ${PLAUSIBLE_MS[1]} THEN ${time} END`;
}
