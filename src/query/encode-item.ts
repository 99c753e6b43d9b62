import { rowVector } from '../core/numbers/row-vector.js';
import type { Pack } from '../types/pack.js';
import type { Query } from '../types/scoring/query.js';
import { scoreNeighbours } from './score-neighbours.js';

/** Weight of the factors beside the neighbours' similarity: they order items that are not neighbours. */
const FACTOR_SHARE = 0.2;
/** What being of one category adds, beside similarities of 0 to 1: chosen by what shoppers looked at next, and took instead (`npm run bench -- baskets --only alternatives`). */
export const CATEGORY_SHARE = 0.2;
/** Weight of the popularity: it breaks ties of otherwise equal items, and orders those that nothing else speaks for. */
export const POPULARITY_SHARE = 0.001;

/**
 * The query for items similar to one item: its neighbours, the items of its category, then the direction of its factors.
 *
 * @param pack the catalogue
 * @param row the item
 */
export function encodeItem(pack: Pack, row: number): Query {
  const own = rowVector(pack, row);
  const norm = Math.hypot(...own);
  const vector = new Float32Array(pack.dimensions);
  // Rows differ in length with popularity; dividing by the square of its own makes the item itself score one share.
  if (norm > 0) for (let k = 0; k < vector.length; k++) vector[k] = (FACTOR_SHARE * own[k]) / (norm * norm);
  const itself = [{ row, itemId: '', name: 'view_item' as const, interest: 1, weight: 1, against: 0 }];
  const isAlike = sameCategory(pack, row);
  const alike: number[] = [];
  for (let other = 0; other < pack.items; other++) if (isAlike(other)) alike.push(other);
  const category = { offsets: [0, alike.length], items: alike, weights: alike.map(() => 1), scales: [CATEGORY_SHARE] };
  return {
    vector,
    biasWeight: POPULARITY_SHARE,
    additions: scoreNeighbours(itself, [{ worth: 1, decay: 1, table: pack.neighbours }], pack.items, [
      { table: category, row: 0, share: 1 },
    ]),
  };
}

/**
 * Tells which items are of an item's category, its `product_type` as a whole. No item is where it has none.
 *
 * @param pack the catalogue
 * @param row the item
 */
export function sameCategory(pack: Pack, row: number): (other: number) => boolean {
  const column = pack.codedColumn('product_type');
  const code = column?.codes[row] ?? 0;
  return column?.values[code] ? (other) => column.codes[other] === code : () => false;
}
