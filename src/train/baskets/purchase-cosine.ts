import { createMatrix } from '../matrices/sparse-matrix.js';
import { type ItemNeighbours, itemCosine } from '../models/item-cosine.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { Baskets } from './collect-baskets.js';

/** Shrinkage in baskets, the best for Online Retail of 0, 5 and 20. */
const SHRINKAGE = 5;

/**
 * Co-purchase cosine, to compare with: each basket is a row.
 *
 * @param baskets of two items or more
 * @param items number of rows of the catalogue
 * @param settings size of the table
 */
export function purchaseCosine(baskets: Baskets, items: number, { neighbours }: { readonly neighbours: number }): ItemNeighbours {
  const matrix = createMatrix(baskets.users.length, items, baskets.items.length);
  matrix.offsets.set(baskets.offsets);
  matrix.values.fill(1);
  for (let basket = 0; basket < baskets.users.length; basket++) {
    const [from, to] = [baskets.offsets[basket], baskets.offsets[basket + 1]];
    matrix.indices.set(baskets.items.slice(from, to).sort(), from);
  }
  return itemCosine(matrix, { shrinkage: SHRINKAGE, neighbours }, SILENT_STEP);
}
