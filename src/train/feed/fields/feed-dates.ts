import { splitTrimmed } from '../../input/split-trimmed.js';
import { timeReader } from '../../times/time-reader.js';

/** Range of valid dates: a number outside is a price or a count. */
const DAYS = [Date.UTC(1980, 0), Date.UTC(2100, 0)] as const;
const DAY_MS = 86_400_000;

/**
 * Parses a date or time of a feed: ISO 8601 with or without a time, or seconds or milliseconds since 1970.
 *
 * @param text the date; without a time zone it is UTC
 * @returns milliseconds since 1970; undefined where it is not a date from 1980 to 2100
 */
export function parseTime(text: string): number | undefined {
  const number = /^\d{9,13}$/.test(text) ? Number(text) : Number.NaN;
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  // Google writes time zones without a colon, which not every parser accepts.
  const zone = iso?.[3]?.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2') ?? 'Z';
  const time = iso === null ? (number < 1e11 ? number * 1000 : number) : Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${zone}`);
  return time >= DAYS[0] && time < DAYS[1] ? time : undefined;
}

/**
 * Reads a date or time of a feed: as `parseTime`, and in the forms of logs, such as `15.01.2026` and `1/15/26, 10:20 AM`.
 *
 * @param text the date
 * @param dayFirst whether 01/02/2026 is 1 February; undefined: a date that may be either is not read
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; undefined where it is no date
 */
export function readFeedDate(text: string, dayFirst: boolean | undefined, now: number): number | undefined {
  const iso = parseTime(text);
  if (iso !== undefined || /^\d{1,7}$/.test(text)) return iso;
  const read = (first: boolean): number | null => timeReader([text], { dayFirst: first, now }).read(text);
  if (dayFirst !== undefined) return read(dayFirst) ?? undefined;
  const [one, other] = [read(true), read(false)];
  return one === null || other === null || one === other ? (one ?? other ?? undefined) : undefined;
}

/** A period in milliseconds since 1970, whose ends may be open. */
export interface SalePeriod {
  readonly from: number;
  readonly to: number;
}

/** Whether a text is a day without a time: the day ends a period at its end. */
function isDay(text: string): boolean {
  return /^\D*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\D*$/.test(text);
}

/**
 * Reads the period of a sale price: `2026-11-01T00:00+0100/2026-12-31T23:59+0100`, or both ends by themselves.
 *
 * @param period both ends, with `/` between them; '' for none
 * @param starts the start, where it has a column of its own; '' for none
 * @param ends likewise
 * @param read reads a date
 * @returns undefined where an end is unreadable
 */
export function readSalePeriod(
  period: string,
  starts: string,
  ends: string,
  read: (text: string) => number | undefined,
): SalePeriod | undefined {
  const [first = '', second = ''] = period === '' ? [] : splitPeriod(period);
  const [from, to] = [starts || first, ends || second].map((text) => text.trim());
  const start = from === '' ? Number.NEGATIVE_INFINITY : read(from);
  const end = to === '' ? Number.POSITIVE_INFINITY : read(to);
  if (start === undefined || end === undefined) return undefined;
  return { from: start, to: to !== '' && isDay(to) ? end + DAY_MS : end };
}

/** The two ends; dates may have slashes of their own. */
function splitPeriod(period: string): readonly string[] {
  const parts = splitTrimmed(period, '/');
  const middle = parts.length / 2;
  if (parts.length % 2 === 0) return [parts.slice(0, middle).join('/'), parts.slice(middle).join('/')];
  return period.replace(/\s+/g, ' ').split(/ (?:-|–|to|bis|until) | ?[,;] ?/i);
}
