import { DAY_MS } from '../../core/time/day.js';
import type { InputNote } from '../input/input-facts.js';
import { type TimeOptions, timeReader } from '../times/time-reader.js';

/** ISO 8601 with or without a time and a zone, which Google writes without a colon. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Other dates have a year of four digits: without one, `10-12` is a size. */
const YEAR = /(?:^|\D)(?:19|20)\d\d(?:\D|$)/;

/**
 * Reads a column of texts as dates: ISO 8601 of any year, or the forms that are read in feeds and logs. Times without a zone are UTC.
 *
 * @param texts without blanks around them, none empty
 * @param options order of day and month, current time
 * @returns days since 1970, with fractions for times, and what was assumed; null where one of them is no date
 */
export function readDates(
  texts: readonly string[],
  options: TimeOptions = {},
): { readonly values: readonly number[]; readonly notes: readonly InputNote[] } | null {
  const iso = texts.map(readIso);
  if (!iso.includes(null)) return { values: iso as number[], notes: [] };
  if (!texts.every((text) => YEAR.test(text))) return null;
  const { read, notes } = timeReader(texts, options);
  const times = texts.map(read);
  return times.includes(null) ? null : { values: times.map((time) => Number(time) / DAY_MS), notes };
}

function readIso(text: string): number | null {
  const [found, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  const moment = found === undefined ? Number.NaN : Date.parse(`${day}T${time}${zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(moment) ? null : moment / DAY_MS;
}
