import { createMatrix, type SparseMatrix } from '../matrices/sparse-matrix.js';
import type { Interactions } from './interactions.js';

/** Maximum number of distinct items of a shopper, the latest: a crawler of the whole catalogue is not a shopper. */
const ITEMS_PER_USER = 300;

/**
 * Each user's interest in their items: the sum of the events' weights, damped above 1 to `1 + ln(sum)`, since a tenth view adds less
 * than the first.
 *
 * @param interactions all of them
 * @param itemsPerUser maximum number of distinct items per user, the latest
 * @returns shape [users, items]
 */
export function interestMatrix(interactions: Interactions, itemsPerUser = ITEMS_PER_USER): SparseMatrix {
  const { users, items, offsets, itemRows, weights } = interactions;
  const sums = new Map<number, number>();
  const collect = (user: number): void => {
    sums.clear();
    for (let event = offsets[user + 1] - 1; event >= offsets[user]; event--) {
      const item = itemRows[event];
      const known = sums.get(item);
      if (known === undefined && sums.size >= itemsPerUser) continue;
      if (weights[event] > 0) sums.set(item, (known ?? 0) + weights[event]);
    }
  };
  // Two passes, count and fill: a list per user would need more memory than the matrix.
  let entries = 0;
  for (let user = 0; user < users; user++) {
    collect(user);
    entries += sums.size;
  }
  const matrix = createMatrix(users, items, entries);
  let at = 0;
  for (let user = 0; user < users; user++) {
    collect(user);
    for (const item of [...sums.keys()].sort((a, b) => a - b)) {
      const sum = sums.get(item) ?? 0;
      matrix.indices[at] = item;
      matrix.values[at++] = sum > 1 ? 1 + Math.log(sum) : sum;
    }
    matrix.offsets[user + 1] = at;
  }
  return matrix;
}
