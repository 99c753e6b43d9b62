import type { Schedule } from '../../types/scenarios.js';

/** A time of a schedule: a date, a time of day, and an offset. */
const TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A moment of a schedule.
 *
 * @param text ISO 8601 with an offset
 * @returns milliseconds since 1970; NaN where it is no such moment, or a day that is in no calendar
 */
function readMoment(text: unknown): number {
  const [, day] = (typeof text === 'string' && TIME.exec(text)) || [];
  if (day === undefined) return Number.NaN;
  // Date.parse takes 30 February for 2 March.
  const isDay = new Date(`${day}T00:00Z`).getTime();
  return !Number.isNaN(isDay) && new Date(isDay).toISOString().startsWith(day) ? Date.parse(text as string) : Number.NaN;
}

/** The span of a schedule, milliseconds since 1970: from the first moment to the first one after it. */
export interface ScheduleSpan {
  readonly from: number;
  readonly until: number;
}

/**
 * The span of a schedule.
 *
 * @param schedule as written
 * @returns the name of the field that is wrong; `until` where it is not after `from`
 */
export function spanOf({ from, until }: Schedule): ScheduleSpan | keyof Schedule {
  const begin = from === undefined ? Number.NEGATIVE_INFINITY : readMoment(from);
  const end = until === undefined ? Number.POSITIVE_INFINITY : readMoment(until);
  if (Number.isNaN(begin)) return 'from';
  return end > begin ? { from: begin, until: end } : 'until';
}

/**
 * Whether a schedule applies.
 *
 * @param schedule as written
 * @param now milliseconds since 1970
 * @returns the name of the field that is wrong, where one is
 */
export function appliesNow(schedule: Schedule, now: number): boolean | keyof Schedule {
  const span = spanOf(schedule);
  return typeof span === 'string' ? span : span.from <= now && now < span.until;
}
