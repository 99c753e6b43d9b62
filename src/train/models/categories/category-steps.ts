import { TopList } from '../../../core/numbers/top-list.js';
import { eventsByItem } from '../../log/events-by-item.js';
import type { Interactions } from '../../log/interactions.js';
import type { ItemNeighbours } from '../item-cosine.js';
import { collectRows } from '../strongest-neighbours.js';

/** Maximum number of items that follow a category. */
export const CATEGORY_ROW = 64;
/** Weight of a step, per event between its items, and the longest step, in events; as a teacher counts, but nearer. */
const [STEP_DECAY, REACH] = [0.6, 5];
/** Weight of a step backward in time, relative to one forward. */
const BACKWARD_STEP = 0.3;
/** Exponent of the popularity of the item that a step leads to. */
const POPULARITY = 0.4;

/**
 * Items that follow a category: where the steps from any of its items lead, over the popularity of where they lead. Only items that enough shoppers
 * stepped to from the category, each counted once.
 *
 * @param interactions all of them
 * @param categories codes by item, 0: none. Shape [items]
 * @param minimumSupport minimum number of those shoppers, 1 or more
 * @returns per code its items, strongest first, at most `CATEGORY_ROW`; the row of code 0 is empty
 */
export function categorySteps(interactions: Interactions, categories: Uint32Array, minimumSupport: number): ItemNeighbours {
  const { items, itemRows, offsets, users, weights } = interactions;
  const { starts, events } = eventsByItem(interactions);
  const userOf = new Uint32Array(itemRows.length);
  for (let user = 0; user < users; user++) userOf.fill(user, offsets[user], offsets[user + 1]);
  const members: number[][] = [[]];
  for (const [item, code] of categories.entries()) {
    while (members.length <= code) members.push([]);
    if (code > 0) members[code].push(item);
  }
  const sums = new Float64Array(items);
  const shoppers = new Uint32Array(items);
  const latest = new Uint32Array(items);
  const list = new TopList(CATEGORY_ROW);
  return collectRows(members.length, (code) => {
    // In order of the shoppers, so that each is counted once.
    const own = Uint32Array.from(members[code].flatMap((item) => [...events.subarray(starts[item], starts[item + 1])])).sort();
    const touched: number[] = [];
    for (const event of own) {
      const user = userOf[event];
      const end = Math.min(offsets[user + 1], event + REACH + 1);
      for (let other = Math.max(offsets[user], event - REACH); other < end; other++) {
        const row = itemRows[other];
        const value = weights[event] * weights[other] * STEP_DECAY ** (Math.abs(other - event) - 1);
        if (row === itemRows[event] || value === 0) continue;
        if (shoppers[row] === 0) touched.push(row);
        if (shoppers[row] === 0 || latest[row] !== user) shoppers[row]++;
        latest[row] = user;
        sums[row] += other > event ? value : BACKWARD_STEP * value;
      }
    }
    for (const row of touched) {
      if (shoppers[row] >= minimumSupport) list.offer(row, sums[row] / (starts[row + 1] - starts[row]) ** POPULARITY);
      sums[row] = shoppers[row] = 0;
    }
    return list.take();
  });
}
