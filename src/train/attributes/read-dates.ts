import { DAY_MS } from '../../core/time/day.js';

/** ISO 8601 with or without a time and a zone, which Google writes without a colon. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads a column of texts as dates: ISO 8601; times without a zone are UTC.
 *
 * @param texts without blanks around them, none empty
 * @returns days since 1970, with fractions for times; null where one of them is no date
 */
export function readDates(texts: readonly string[]): readonly number[] | null {
  const days: number[] = [];
  for (const text of texts) {
    const [found, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
    if (found === undefined) return null;
    const moment = Date.parse(`${day}T${time}${zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')}`);
    if (Number.isNaN(moment)) return null;
    days.push(moment / DAY_MS);
  }
  return days;
}
