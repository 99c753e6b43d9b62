import { createMatrix, type SparseMatrix } from '../matrices/sparse-matrix.js';
import type { Interactions } from './interactions.js';

/** Distinct items of a shopper that training looks at, latest first: what crawls a whole catalogue is no shopper. */
const ITEMS_PER_USER = 300;

/**
 * What each user's items are worth: the events' weights added up, damped above 1 by `1 + ln(sum)`, since the tenth view
 * says less than the first.
 *
 * @param interactions who touched what
 * @param itemsPerUser latest distinct items of a user that count
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
  // Counted first and filled second: a list per user in between would cost more memory than the matrix.
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
