import { DAY_MS } from '../../core/time/day.js';
import type { InputNote } from '../input/input-facts.js';
import type { TimeSurvey } from './time-survey.js';

/** How much longer the period of a log is by the wrong order of day and month: then the shorter one is believed. */
const PERIOD_RATIO = 4;
/** By how many days it must be longer. */
const PERIOD_DAYS = 20;
const SHOWN_DATES = 3;

/** The order of day and month in dates of one separator. */
export interface DateOrder {
  readonly dayFirst: boolean;
  readonly note: InputNote | null;
}

/** One date, as written. */
interface WrittenDate {
  readonly a: number;
  readonly b: number;
  readonly year: number;
  readonly count: number;
}

/**
 * Tells whether 01/02/2026 is 1 February: by a number above 12, else by `--day-first`, else by the period covered, else assumed.
 *
 * @param separator `/`, `.` or `-`
 * @param survey of all times of the log or feed
 * @param known first and last time that other shapes give, milliseconds since 1970; null where there are none
 * @param dayFirst from `--day-first`
 * @param now milliseconds since 1970; a log has no later times
 */
export function dateOrder(
  separator: string,
  survey: TimeSurvey,
  known: readonly [number, number] | null,
  dayFirst: boolean | undefined,
  now: number,
): DateOrder {
  const dates = datesOf(survey, separator);
  const sum = (test: (date: WrittenDate) => boolean): number => dates.reduce((rows, date) => rows + (test(date) ? date.count : 0), 0);
  const [dayRows, monthRows] = [sum(({ a, b }) => a > 12 && b <= 12), sum(({ a, b }) => b > 12 && a <= 12)];
  const shown = `Dates such as ${dates
    .slice(0, SHOWN_DATES)
    .map(({ a, b, year }) => [a, b, year].map((part) => String(part).padStart(2, '0')).join(separator))
    .join(', ')}`;
  if (dayRows > 0 || monthRows > 0) {
    const first = dayRows >= monthRows;
    if (dayRows === 0 || monthRows === 0) return { dayFirst: first, note: contradiction(shown, first, dayFirst) };
    const message = `${shown} have two orders: ${dayRows} rows can only be read with the day first, ${monthRows} only with the month first. All are read with the ${first ? 'day' : 'month'} first, and the rows that this does not fit are dropped. Write one order.`;
    return { dayFirst: first, note: { code: 'mixed-date-order', message, option: null } };
  }
  if (dayFirst !== undefined) return { dayFirst, note: null };
  const periods = [true, false].map((first) => periodOf(dates, first, known));
  const [byDay, byMonth] = periods.map(([from, to]) => (to - from) / DAY_MS);
  const late = periods.map(([, to]) => to > now + DAY_MS);
  const shorter = Math.min(byDay, byMonth);
  const sure = late[0] !== late[1] || (Math.max(byDay, byMonth) >= PERIOD_RATIO * shorter && Math.abs(byDay - byMonth) >= PERIOD_DAYS);
  // By convention points are written after the day, and slashes, in most of the files that are ambiguous, after the month.
  const first = late[0] !== late[1] ? !late[0] : sure ? byDay < byMonth : separator !== '/';
  if (separator === '.' && first) return { dayFirst: true, note: null };
  const why = sure
    ? `, because the log then covers ${Math.ceil(first ? byDay : byMonth)} days and not ${Math.ceil(first ? byMonth : byDay)}`
    : ', which is a guess: no number above 12 tells';
  const message = `${shown} are read with the ${first ? 'day' : 'month'} first${why}.`;
  return { dayFirst: first, note: { code: 'date-order', message, option: first ? null : '--day-first' } };
}

function contradiction(shown: string, first: boolean, asked: boolean | undefined): InputNote | null {
  if (asked === undefined || asked === first) return null;
  const message = `${shown} are read with the ${first ? 'day' : 'month'} first, not as asked: numbers above 12 leave no other order.`;
  return { code: 'date-order', message, option: null };
}

function datesOf(survey: TimeSurvey, separator: string): WrittenDate[] {
  const dates: WrittenDate[] = [];
  for (const [shape, { days }] of survey) {
    if (days.size === 0 || separatorOf(shape) !== separator) continue;
    for (const [day, count] of days) {
      const [a, b, year] = day.split('/').map(Number);
      dates.push({ a, b, year: year < 100 ? year + 2000 : year, count });
    }
  }
  return dates;
}

/** The separator of day, month and year in a shape. */
export function separatorOf(shape: string): string {
  return /^9{1,2}([-/.])/.exec(shape)?.[1] ?? '';
}

function periodOf(dates: readonly WrittenDate[], dayFirst: boolean, known: readonly [number, number] | null): [number, number] {
  let [from, to] = known ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { a, b, year } of dates) {
    const time = Date.UTC(year, (dayFirst ? b : a) - 1, dayFirst ? a : b);
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return [from, to];
}
