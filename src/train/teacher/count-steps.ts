import { TopList } from '../../core/numbers/top-list.js';
import { eventsByItem } from '../log/events-by-item.js';
import type { Interactions } from '../log/interactions.js';
import type { ProgressStep } from '../progress/progress.js';

/** Steps from each item to the items that shoppers touched soon after or before it, the strongest first. */
export interface StepTable {
  /** Shape [items + 1]. */
  readonly offsets: Uint32Array;
  /** Item that the step leads to. Shape [steps]. */
  readonly items: Uint32Array;
  /** Above 0. Shape [steps]. */
  readonly strengths: Float64Array;
  /** The only shopper who made the step; `SEVERAL` where two or more did. Shape [steps]. */
  readonly onlyShopper: Int32Array;
}

/** In place of a shopper: two or more made the step. */
export const SEVERAL = -1;

/** Weight of a step, per event between its items. */
const DECAY = 0.6;
/** Longest step, in events: the last one with a weight above 1 %. */
const WINDOW = 10;
/** Weight of a step backward in time, relative to one forward. */
const BACKWARD = 0.3;
/** Exponent of the popularity of the item that a step leads to; that of the item it starts from has the rest to 1. */
const TARGET_POPULARITY = 0.4;
/** Added to the denominator, in events: a step between items with few events is less sure. */
const SHRINKAGE = 1;
/** Maximum number of steps per item, and of all items together; no item has fewer than `FEWEST_STEPS` for the sake of the latter. */
const [MAX_STEPS, MAX_ENTRIES, FEWEST_STEPS] = [100, 2 ** 25, 16];

/**
 * Counts the steps of all shoppers, also those that one shopper alone made, and remembers who did: see `walkRows` for what keeps single
 * shoppers out of what is published. A step's strength is its decayed count over the popularity of both items.
 *
 * @param interactions all of them
 * @param minimumSupport with 3 or more, steps of fewer shoppers are left out; 1 or more
 * @param progress reports the items finished
 */
export function countSteps(interactions: Interactions, minimumSupport: number, progress: ProgressStep): StepTable {
  const { items, itemRows, offsets, users, weights } = interactions;
  const { starts, events } = eventsByItem(interactions);
  const userOf = new Int32Array(itemRows.length);
  for (let user = 0; user < users; user++) userOf.fill(user, offsets[user], offsets[user + 1]);
  const popularity = new Float64Array(items);
  let squares = 0;
  for (const [event, weight] of weights.entries()) {
    popularity[itemRows[event]] += weight ** 2;
    squares += weight ** 2;
  }
  const unit = squares > 0 ? squares / weights.length : 1;
  for (let item = 0; item < items; item++) popularity[item] /= unit;

  const most = Math.max(FEWEST_STEPS, Math.min(MAX_STEPS, Math.floor(MAX_ENTRIES / Math.max(items, 1))));
  const list = new TopList(most);
  const sums = new Float64Array(items);
  const shoppers = new Uint32Array(items);
  const latest = new Int32Array(items);
  const result = {
    offsets: new Uint32Array(items + 1),
    items: [] as Uint32Array[],
    strengths: [] as Float64Array[],
    only: [] as Int32Array[],
  };
  for (let item = 0; item < items; item++) {
    const touched: number[] = [];
    for (let place = starts[item]; place < starts[item + 1]; place++) {
      const event = events[place];
      const user = userOf[event];
      const end = Math.min(offsets[user + 1], event + WINDOW + 1);
      for (let other = Math.max(offsets[user], event - WINDOW); other < end; other++) {
        const row = itemRows[other];
        const value = ((weights[event] * weights[other]) / unit) * DECAY ** (Math.abs(other - event) - 1);
        if (row === item || value === 0) continue;
        if (shoppers[row] === 0) touched.push(row);
        // The events of an item are in order of the shoppers.
        if (shoppers[row] === 0 || latest[row] !== user) shoppers[row]++;
        latest[row] = user;
        sums[row] += other > event ? value : BACKWARD * value;
      }
    }
    const own = popularity[item] ** (1 - TARGET_POPULARITY);
    for (const row of touched) {
      if (minimumSupport <= 2 || shoppers[row] >= minimumSupport) {
        list.offer(row, sums[row] / (own * popularity[row] ** TARGET_POPULARITY + SHRINKAGE));
      }
    }
    const top = list.take();
    result.items.push(top.items);
    result.strengths.push(top.scores);
    result.only.push(Int32Array.from(top.items, (row) => (shoppers[row] > 1 ? SEVERAL : latest[row])));
    result.offsets[item + 1] = result.offsets[item] + top.items.length;
    for (const row of touched) sums[row] = shoppers[row] = 0;
    if (item % 256 === 0) progress.update(item);
  }
  const steps = result.offsets[items];
  const table = {
    offsets: result.offsets,
    items: new Uint32Array(steps),
    strengths: new Float64Array(steps),
    onlyShopper: new Int32Array(steps),
  };
  for (let item = 0; item < items; item++) {
    table.items.set(result.items[item], table.offsets[item]);
    table.strengths.set(result.strengths[item], table.offsets[item]);
    table.onlyShopper.set(result.only[item], table.offsets[item]);
  }
  return table;
}
