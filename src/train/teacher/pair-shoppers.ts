import { eventsByItem } from '../log/events-by-item.js';
import type { Interactions } from '../log/interactions.js';

/** Counts, for one item at a time, the shoppers who touched it and another item, at any distance. */
export interface PairShoppers {
  /**
   * Counts for an item; valid until the next call.
   *
   * @param item row
   * @returns number of shoppers by the other item's row; shape [items]
   */
  of(item: number): Uint32Array;
}

/**
 * Prepares the counts. A pair counts each shopper once, however far apart the two events are, and whatever they weigh: also an event that
 * counts for nothing shows that the shopper was there.
 *
 * @param interactions all of them
 */
export function pairShoppers(interactions: Interactions): PairShoppers {
  const { items, itemRows, offsets, users } = interactions;
  const { starts, events } = eventsByItem(interactions);
  const userOf = new Uint32Array(itemRows.length);
  for (let user = 0; user < users; user++) userOf.fill(user, offsets[user], offsets[user + 1]);
  const counts = new Uint32Array(items);
  const latest = new Int32Array(items).fill(-1);
  let touched: number[] = [];
  return {
    of: (item) => {
      for (const row of touched) {
        counts[row] = 0;
        latest[row] = -1;
      }
      touched = [];
      let last = -1;
      for (let place = starts[item]; place < starts[item + 1]; place++) {
        const user = userOf[events[place]];
        // A shopper's events with an item are side by side.
        if (user === last) continue;
        last = user;
        for (let other = offsets[user]; other < offsets[user + 1]; other++) {
          const row = itemRows[other];
          if (latest[row] === user) continue;
          if (latest[row] < 0) touched.push(row);
          latest[row] = user;
          counts[row]++;
        }
      }
      return counts;
    },
  };
}
