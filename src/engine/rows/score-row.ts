import { scoreItem } from '../../score/settle/score-item.js';
import type { Pack } from '../../types/pack.js';
import type { Query, SparseVector } from '../../types/scoring/query.js';

/**
 * The score of one item, equal to every scorer's to the bit.
 *
 * @param pack the catalogue
 * @param query to score against
 * @param row the item
 */
export function scoreRow(pack: Pack, query: Query, row: number): number {
  // Named one by one: a list's relevance scores a thousand rows, and copying the whole pack for each would take most of its time.
  const { items, dimensions, rows, scales, popularity: bias } = pack;
  return scoreItem({ items, dimensions, rows, scales, bias }, query, row) + additionOf(query.additions, row);
}

/** The value of one item of a sparse vector, by binary search. */
function additionOf({ items, values }: SparseVector, row: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle] < row) low = middle + 1;
    else high = middle;
  }
  return items[low] === row ? values[low] : 0;
}
