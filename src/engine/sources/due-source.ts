import { DAY_MS } from '../../core/time/day.js';
import { type RepeatInterval, repeatIntervals } from '../../profile/repeat-intervals.js';
import type { Candidate } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/** Shape of the hazard: its peak is a little after the interval, and long overdue items fade. */
const SHAPE = 3;

/**
 * Purchases that are due again: the probability of a further purchase, times the hazard of it now. Without refunded items, and items that the
 * shopper only marked as owned.
 *
 * @param context pack, shopper and time
 * @see Bhagat, Muralidharan, Lobzhanidze, Vishwanath: Buy It Again: Modeling Repeat Purchase Recommendations, KDD 2018
 */
export function dueSource({ pack, profile, now }: ListContext): RankingSource {
  const categories = pack.codedColumn('product_type');
  const categoryOf = (itemId: string): string => {
    const row = pack.rowOf(itemId);
    return row < 0 || categories === null ? '' : categories.values[categories.codes[row]];
  };
  const byRow = new Map<number, RepeatInterval>();
  for (const interval of repeatIntervals(profile, categoryOf, now)) {
    const row = pack.rowOf(interval.itemId);
    if (row >= 0) byRow.set(row, interval);
  }
  const candidates = Array.from(byRow, ([row, interval]): Candidate => ({ row, score: dueness(interval, now), adjustments: [] })).sort(
    (a, b) => b.score - a.score || a.row - b.row,
  );
  return {
    model: 'due',
    query: null,
    candidates,
    baseline: 0,
    leaveOut: [],
    exclude: 'none',
    knownItems: candidates.length,
    explain: (row, contribution) => {
      const interval = byRow.get(row);
      if (interval === undefined) return [];
      const { times, intervalDays, last } = interval;
      return [{ kind: 'due', times, intervalDays, sinceDays: (now - last) / DAY_MS, contribution }];
    },
  };
}

/**
 * Expected purchases per day, now. Log-logistic: the hazard is `(k / m) (t / m)^(k - 1) / (1 + (t / m)^k)`, for the interval m, the
 * time t since the last purchase, and the shape k. The probability of another purchase is the mean of a beta posterior with Jeffreys's prior.
 */
function dueness({ times, intervalDays, last }: RepeatInterval, now: number): number {
  const since = (now - last) / DAY_MS / intervalDays;
  const hazard = ((SHAPE / intervalDays) * since ** (SHAPE - 1)) / (1 + since ** SHAPE);
  return ((times - 0.5) / (times + 1)) * hazard;
}
