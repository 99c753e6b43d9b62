import { TopList } from '../../core/numbers/top-list.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';

/** Settings of item-to-item similarities. */
export interface CosineSettings {
  /** Added to the denominator, to shrink similarities of few shoppers. In shoppers, 0 or more. */
  readonly shrinkage: number;
  /** Maximum number of neighbours per item, 1 to 1000. */
  readonly neighbours: number;
  /** Minimum number of shoppers with both items of a pair; default 1. */
  readonly minimumSupport?: number;
}

/** Compressed sparse rows, strongest first; equal ones in order of row number. */
export interface ItemNeighbours {
  /** Shape [items + 1]. */
  readonly offsets: Uint32Array;
  /** Shape [entries]. */
  readonly items: Uint32Array;
  /** Above 0, at most 1. Shape [entries]. */
  readonly similarities: Float32Array;
}

/**
 * Item-to-item cosine with shrinkage: `x_i . x_j / (|x_i| |x_j| + shrinkage)`, where `x_i` has each shopper's interest
 * in item `i`, damped for shoppers with many items, and scaled to a mean square of 1, so that the shrinkage is in shoppers.
 *
 * @param matrix interest of users in items, shape [users, items]
 * @param settings shrinkage and size
 * @param progress reports the items finished
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based collaborative filtering, WWW 2001; the shrinkage is Bell and Koren's,
 *   ICDM 2007; the damping is Breese, Heckerman and Kadie's inverse user frequency, UAI 1998, with users for items
 */
export function itemCosine(matrix: SparseMatrix, settings: CosineSettings, progress: ProgressStep): ItemNeighbours {
  const items = matrix.columns;
  const interest = dampLongRows(matrix);
  const byItem = transpose(interest);
  const unit = meanSquare(interest.values);
  const norms = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    let sum = 0;
    for (let entry = byItem.offsets[item]; entry < byItem.offsets[item + 1]; entry++) sum += byItem.values[entry] ** 2;
    norms[item] = Math.sqrt(sum / unit);
  }
  const offsets = new Uint32Array(items + 1);
  const kept: { items: Uint32Array; scores: Float64Array }[] = [];
  const sums = new Float64Array(items);
  const shoppers = new Uint32Array(items);
  const { minimumSupport = 1 } = settings;
  const best = new TopList(settings.neighbours);
  for (let item = 0; item < items; item++) {
    const touched = shareShoppers(interest, byItem, item, sums, shoppers);
    for (const other of touched) {
      if (shoppers[other] >= minimumSupport) best.offer(other, sums[other] / unit / (norms[item] * norms[other] + settings.shrinkage));
      sums[other] = 0;
      shoppers[other] = 0;
    }
    const top = best.take();
    kept.push(top);
    offsets[item + 1] = offsets[item] + top.items.length;
    if (item % 256 === 0) progress.update(item);
  }
  const result = { offsets, items: new Uint32Array(offsets[items]), similarities: new Float32Array(offsets[items]) };
  kept.forEach((top, item) => {
    result.items.set(top.items, offsets[item]);
    result.similarities.set(top.scores, offsets[item]);
  });
  return result;
}

/** Divides each row of n entries by sqrt(log2(1 + n)): a pair of items means less for a shopper with hundreds of items. */
export function dampLongRows(matrix: SparseMatrix): SparseMatrix {
  const values = matrix.values.slice();
  for (let row = 0; row < matrix.rows; row++) {
    const from = matrix.offsets[row];
    const to = matrix.offsets[row + 1];
    const factor = 1 / Math.sqrt(Math.log2(1 + to - from));
    for (let entry = from; entry < to; entry++) values[entry] *= factor;
  }
  return { ...matrix, values };
}

/** Sums the products of `item` with every item that shares a shopper, and counts the shoppers; returns those items. */
function shareShoppers(interest: SparseMatrix, byItem: SparseMatrix, item: number, sums: Float64Array, shoppers: Uint32Array): number[] {
  const touched: number[] = [];
  for (let entry = byItem.offsets[item]; entry < byItem.offsets[item + 1]; entry++) {
    const user = byItem.indices[entry];
    const own = byItem.values[entry];
    for (let k = interest.offsets[user]; k < interest.offsets[user + 1]; k++) {
      const other = interest.indices[k];
      if (other === item) continue;
      if (sums[other] === 0) touched.push(other);
      sums[other] += own * interest.values[k];
      shoppers[other]++;
    }
  }
  return touched;
}

function meanSquare(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return values.length === 0 ? 1 : sum / values.length;
}
