import { TopList } from '../../../core/numbers/top-list.js';
import type { Interactions } from '../../log/interactions.js';
import type { ItemNeighbours } from '../item-cosine.js';
import { collectRows } from '../strongest-neighbours.js';
import type { FollowerTrend } from './refining.js';

const DAY_MS = 86_400_000;
/** A trend is one only beside a time before it: the log has to be this many times as long. */
const LOG_PER_TREND = 2;

/**
 * Moves followers by what was popular in the last days: each weight times its item's events in them to a power. No pair is added, and the table's sum
 * stays.
 *
 * @param table weights above 0
 * @param interactions that it was trained on
 * @param trend how much
 * @see Park, Yoon, Choi, Lee: Temporal Linear Item-Item Model for Sequential Recommendation, WSDM 2025, for popularity of a window of time; there it
 *   normalises what is counted, here it weighs what follows
 */
export function followTrend(table: ItemNeighbours, { items, itemRows, times }: Interactions, trend: FollowerTrend): ItemNeighbours {
  const from = endOf(times) - trend.days * DAY_MS;
  const worth = new Float64Array(items).fill(1);
  for (const [event, row] of itemRows.entries()) if (times[event] > from) worth[row]++;
  for (let item = 0; item < items; item++) worth[item] **= trend.power;
  let before = 0;
  let after = 0;
  for (const [entry, item] of table.items.entries()) {
    before += table.similarities[entry];
    after += table.similarities[entry] * worth[item];
  }
  const scale = after > 0 ? before / after : 1;
  const longest = table.offsets.reduce((most, offset, row) => Math.max(most, row > 0 ? offset - table.offsets[row - 1] : 0), 1);
  const list = new TopList(longest);
  return collectRows(items, (row) => {
    for (let entry = table.offsets[row]; entry < table.offsets[row + 1]; entry++) {
      list.offer(table.items[entry], scale * worth[table.items[entry]] * table.similarities[entry]);
    }
    return list.take();
  });
}

/** Whether a log is long enough for a trend. One of positions in place of times is not. */
export function hasTrend({ times }: Interactions, { days }: FollowerTrend): boolean {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) first = Math.min(first, time);
  return endOf(times) - first >= LOG_PER_TREND * days * DAY_MS;
}

function endOf(times: Float64Array): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) last = Math.max(last, time);
  return last;
}
