import { DAY_MS } from '../../core/time/day.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Interactions } from './interactions.js';

/** An item touched within so many days of the log's first event may be as old as the shop. */
const DAYS_UNSURE = 30;

/**
 * Dates the items of a feed that gives no dates: by the day on which a second shopper touched them, since a pack says nothing that rests
 * on one shopper. Items that were there when the log began stay without a date.
 *
 * @param catalog in row order; where one item has a date, the feed's word stands and nothing is changed
 * @param interactions the log
 */
export function dateItems(catalog: readonly CatalogItem[], interactions: Interactions): readonly CatalogItem[] {
  if (catalog.some(({ added }) => added !== undefined)) return catalog;
  const first = new Float64Array(catalog.length).fill(Number.POSITIVE_INFINITY);
  const second = new Float64Array(catalog.length).fill(Number.POSITIVE_INFINITY);
  let start = Number.POSITIVE_INFINITY;
  for (let user = 0; user < interactions.users; user++) {
    const touched = new Set<number>();
    // One user's events ascend by time, so the first touch of an item is its earliest.
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
    const known = first[row] >= sure && Number.isFinite(second[row]);
    return known ? { ...item, added: Math.floor(second[row] / DAY_MS) * DAY_MS } : item;
  });
}
