import { DAY_MS } from '../../core/time/day.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Interactions } from './interactions.js';

/** Days after the log's first event in which the first event of an item does not show its age. */
const DAYS_UNSURE = 30;

/**
 * Dates the items of a feed that have no date, by the day of the first event of their second shopper: a pack must not disclose data of one
 * shopper. Items that may be older than the log get no date.
 *
 * @param catalog in row order; an item with a date keeps it
 * @param interactions the log
 */
export function dateItems(catalog: readonly CatalogItem[], interactions: Interactions): readonly CatalogItem[] {
  const first = new Float64Array(catalog.length).fill(Number.POSITIVE_INFINITY);
  const second = new Float64Array(catalog.length).fill(Number.POSITIVE_INFINITY);
  let start = Number.POSITIVE_INFINITY;
  for (let user = 0; user < interactions.users; user++) {
    const touched = new Set<number>();
    // A user's events are in order of time, so the first event of an item is its earliest.
    for (let at = interactions.offsets[user]; at < interactions.offsets[user + 1]; at++) {
      const [row, time] = [interactions.itemRows[at], interactions.times[at]];
      start = Math.min(start, time);
      if (touched.has(row)) continue;
      touched.add(row);
      if (time < first[row]) {
        second[row] = first[row];
        first[row] = time;
      } else second[row] = Math.min(second[row], time);
    }
  }
  const sure = start + DAYS_UNSURE * DAY_MS;
  return catalog.map((item, row) => {
    if (item.added !== undefined) return item;
    const known = first[row] >= sure && Number.isFinite(second[row]);
    return known ? { ...item, added: Math.floor(second[row] / DAY_MS) * DAY_MS } : item;
  });
}
