import { TopList } from '../../core/numbers/top-list.js';
import type { ItemNeighbours } from '../models/item-cosine.js';
import { collectRows } from '../models/strongest-neighbours.js';
import type { CategoryCodes } from './category-codes.js';
import type { TrainedBaskets } from './train-baskets.js';

/** Weights of pairs within one category that are tried. 1: undamped; 0: no list has an item of the cart's categories. */
export const DAMPINGS = [1, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0] as const;

/**
 * Damps substitutes: pairs within one leaf category, of which a basket usually has one.
 *
 * @param trained from `trainBaskets`
 * @param categories from `categoryCodes`
 * @param weight of such pairs, 0 to 1
 */
export function dampSubstitutes(trained: TrainedBaskets, { codes }: CategoryCodes, weight: number): TrainedBaskets {
  if (weight === 1) return trained;
  return {
    ...trained,
    pairs: dampTable(trained.pairs, (row, item) => codes[row] !== 0 && codes[row] === codes[item], weight),
    categories: dampTable(trained.categories, (code, item) => code === codes[item], weight),
  };
}

function dampTable(
  { offsets, items, similarities }: ItemNeighbours,
  isSubstitute: (row: number, item: number) => boolean,
  weight: number,
): ItemNeighbours {
  let most = 1;
  for (let row = 0; row + 1 < offsets.length; row++) most = Math.max(most, offsets[row + 1] - offsets[row]);
  const list = new TopList(most);
  return collectRows(offsets.length - 1, (row) => {
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) {
      const value = similarities[entry] * (isSubstitute(row, items[entry]) ? weight : 1);
      if (value > 0) list.offer(items[entry], value);
    }
    return list.take();
  });
}
