import { TopList } from '../../core/numbers/top-list.js';
import { eventsByItem } from '../log/events-by-item.js';
import type { Interactions } from '../log/interactions.js';
import type { ProgressStep } from '../progress/progress.js';
import type { ItemNeighbours } from './item-cosine.js';
import { collectRows } from './strongest-neighbours.js';

/** Maximum number of steps between the items of a rule. */
const WINDOW = 10;

/**
 * Sequential rules: the number of times item `j` came after item `i`, each counting 1 / steps, divided by the number of times `i`
 * came. An item can follow itself.
 *
 * @param interactions all of them
 * @param followers maximum number per item
 * @param progress reports the items finished
 * @see Ludewig, Jannach: Evaluation of Session-based Recommendation Algorithms, UMUAI 28, 2018, section 3.1.3
 */
export function sequentialRules(interactions: Interactions, followers: number, progress: ProgressStep): ItemNeighbours {
  const { items, itemRows, offsets, users, weights } = interactions;
  const { starts, events } = eventsByItem(interactions);
  const ends = new Uint32Array(itemRows.length);
  for (let user = 0; user < users; user++) ends.fill(offsets[user + 1], offsets[user], offsets[user + 1]);
  const sums = new Float64Array(items);
  const list = new TopList(followers);
  return collectRows(items, (item) => {
    const touched: number[] = [];
    let total = 0;
    for (let place = starts[item]; place < starts[item + 1]; place++) {
      const event = events[place];
      total += weights[event];
      for (let next = event + 1; next < Math.min(ends[event], event + WINDOW + 1); next++) {
        const value = (weights[event] * weights[next]) / (next - event);
        if (value === 0) continue;
        if (sums[itemRows[next]] === 0) touched.push(itemRows[next]);
        sums[itemRows[next]] += value;
      }
    }
    for (const other of touched) {
      list.offer(other, sums[other] / total);
      sums[other] = 0;
    }
    if (item % 256 === 0) progress.update(item);
    return list.take();
  });
}
