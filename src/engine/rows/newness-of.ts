import { DAY_MS } from '../../core/time/day.js';
import type { Pack } from '../../types/pack.js';

/** Days after which an item is half as new. */
const NEWNESS_HALF_LIFE = 30;

/**
 * How new each item is: `2^(-age / 30 days)` by the day on which the shop took it in, 1 for one of today or later. Where the feed does not
 * say, what is liked by few stands in for it: `1 - popularity / mean popularity`, at least 0.
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
