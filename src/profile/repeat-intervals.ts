import { DAY_MS } from '../core/time/day.js';
import type { Profile } from '../types/profile.js';

/** Purchases of one item closer together than this count as one. */
const SAME_PURCHASE_MS = DAY_MS / 2;
/** Prior of the days between purchases of an item: a month. */
const USUAL_INTERVAL = 30;
/** Weight of the wider group's value, in gaps. */
const PRIOR_GAPS = 1;

/** The repurchase interval of one item. */
export interface RepeatInterval {
  readonly itemId: string;
  /** Number of purchases, 1 or more. */
  readonly times: number;
  /** Days between two, > 0. */
  readonly intervalDays: number;
  /** Last purchase, milliseconds since 1970. */
  readonly last: number;
}

/**
 * Learns how often a shopper buys items again: the median of an item's gaps, shrunk to the median of its category, and that to the
 * median of all gaps of the shopper, by the number of gaps. Gaps are averaged as logarithms, since they differ by factors.
 *
 * @param profile the shopper
 * @param categoryOf category of an item, or '' without one
 * @param now milliseconds since 1970; purchases after it do not count
 */
export function repeatIntervals(profile: Profile, categoryOf: (itemId: string) => string, now: number): RepeatInterval[] {
  const purchases = new Map<string, number[]>();
  for (const { itemId, name, time } of profile.interactions) {
    if (name !== 'purchase' || time > now || !profile.bought.has(itemId)) continue;
    const times = purchases.get(itemId) ?? [];
    if (times.length === 0 || time - times[times.length - 1] >= SAME_PURCHASE_MS) times.push(time);
    purchases.set(itemId, times);
  }
  const all: number[] = [];
  const byCategory = new Map<string, number[]>();
  for (const [itemId, times] of purchases) {
    const category = categoryOf(itemId);
    const gaps = byCategory.get(category) ?? [];
    gaps.push(...gapsOf(times));
    all.push(...gapsOf(times));
    byCategory.set(category, gaps);
  }
  const shopper = shrunk(all, Math.log(USUAL_INTERVAL));
  return Array.from(purchases, ([itemId, times]) => {
    const category = shrunk(byCategory.get(categoryOf(itemId)) ?? [], shopper);
    return { itemId, times: times.length, intervalDays: Math.exp(shrunk(gapsOf(times), category)), last: times[times.length - 1] };
  });
}

/** Logarithms of the days between purchases. */
function gapsOf(times: readonly number[]): number[] {
  return times.slice(1).map((time, place) => Math.log((time - times[place]) / DAY_MS));
}

/** The median of gaps, shrunk to a prior. */
function shrunk(gaps: readonly number[], prior: number): number {
  if (gaps.length === 0) return prior;
  const sorted = [...gaps].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return (gaps.length * median + PRIOR_GAPS * prior) / (gaps.length + PRIOR_GAPS);
}
