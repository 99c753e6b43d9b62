import { DAY_MS } from '../../core/time/day.js';
import type { Interactions } from '../log/interactions.js';

/**
 * Popularity of each item: the sum of its events' weights, halved for every half-life between the event and the log's last event, on
 * a logarithmic scale from 0 (no events) to 1 (the most popular). Without the logarithm a few bestsellers would push all others to 0.
 *
 * @param interactions all of them
 * @param halfLifeDays days after which an event counts half, > 0
 * @returns shape [items], 0 to 1
 */
export function decayedPopularity(interactions: Interactions, halfLifeDays: number): Float32Array {
  const { items } = interactions;
  const sums = decayedInterest(interactions, halfLifeDays);
  let most = 0;
  for (const sum of sums) most = Math.max(most, sum);
  if (most === 0) return new Float32Array(items);
  return Float32Array.from(sums, (sum) => Math.log1p(sum) / Math.log1p(most));
}

/**
 * The sum of each item's event weights, halved for every half-life between the event and the log's last event.
 *
 * @param interactions all of them
 * @param halfLifeDays days after which an event counts half, > 0
 * @returns shape [items], 0 or more
 */
export function decayedInterest(interactions: Interactions, halfLifeDays: number): Float64Array {
  const { items, itemRows, times, weights } = interactions;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) last = Math.max(last, time);
  const sums = new Float64Array(items);
  for (let event = 0; event < itemRows.length; event++) {
    sums[itemRows[event]] += weights[event] * 2 ** ((times[event] - last) / DAY_MS / halfLifeDays);
  }
  return sums;
}
