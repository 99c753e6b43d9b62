import type { Interactions } from '../log/interactions.js';

/** Distinct shoppers of each item in training: those of item `i` have the indices `offsets[i]` to `offsets[i + 1] - 1`. */
export interface ItemAudience {
  /** Number of shoppers with an event in training. */
  readonly shoppers: number;
  /** Shape [items + 1], ascending, from 0. */
  readonly offsets: Uint32Array;
  /** User numbers. Shape [distinct pairs of shopper and item]. */
  readonly users: Uint32Array;
}

/**
 * Inverts a log: from items by user to users by item.
 *
 * @param interactions training data
 */
export function itemAudience({ users, items, offsets, itemRows }: Interactions): ItemAudience {
  const starts = new Uint32Array(items + 1);
  let shoppers = 0;
  const lastUser = new Int32Array(items);
  const eachPair = (visit: (user: number, item: number) => void): void => {
    lastUser.fill(-1);
    for (let user = 0; user < users; user++) {
      for (let event = offsets[user]; event < offsets[user + 1]; event++) {
        const item = itemRows[event];
        if (lastUser[item] === user) continue;
        lastUser[item] = user;
        visit(user, item);
      }
    }
  };
  for (let user = 0; user < users; user++) if (offsets[user + 1] > offsets[user]) shoppers++;
  eachPair((_, item) => starts[item + 1]++);
  for (let item = 0; item < items; item++) starts[item + 1] += starts[item];
  const next = starts.slice();
  const byItem = new Uint32Array(starts[items]);
  eachPair((user, item) => {
    byItem[next[item]++] = user;
  });
  return { shoppers, offsets: starts, users: byItem };
}

/** Number of shoppers of an item in training. */
export function audienceOf({ offsets }: ItemAudience, item: number): number {
  return offsets[item + 1] - offsets[item];
}
