import { DAY_MS } from '../../core/time/day.js';
import type { Pack } from '../../types/pack.js';

/** Days after which an item is half as new. */
const NEWNESS_HALF_LIFE = 30;

/**
 * The newness of each item: `2^(-age / 30 days)` by its date, 1 for today or later. For an item without a date, low popularity stands in:
 * `1 - popularity / mean popularity`, at least 0.
 *
 * @param pack the catalogue
 * @param now milliseconds since 1970
 * @returns by row, 0 to 1
 */
export function newnessOf(pack: Pack, now: number): (row: number) => number {
  const added = pack.numberColumn('added');
  return (row) => {
    const since = added?.[row] ?? Number.NaN;
    if (Number.isNaN(since)) return Math.max(0, 1 - pack.popularity[row] / pack.meanPopularity);
    return 2 ** (-Math.max(0, now - since) / DAY_MS / NEWNESS_HALF_LIFE);
  };
}
