import type { HistoryItem } from '../types/history.js';
import type { Neighbours } from '../types/pack.js';
import type { SparseVector } from '../types/query.js';

/** Nothing. */
export const EMPTY_SPARSE: SparseVector = { items: new Uint32Array(0), values: new Float32Array(0) };

/**
 * Item-to-item scores of a history: the mean of the neighbours' similarities, weighted by interest.
 *
 * @param neighbours the pack's
 * @param history from `weighHistory`
 * @param items rows in the catalogue
 * @param factor multiplies every score
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based collaborative filtering, WWW 2001, section 3.2
 */
export function scoreNeighbours(neighbours: Neighbours, history: readonly HistoryItem[], items: number, factor: number): SparseVector {
  const total = history.reduce((sum, item) => sum + item.weight, 0);
  if (total === 0 || factor === 0) return EMPTY_SPARSE;
  const sums = new Float64Array(items);
  const touched: number[] = [];
  for (const { row, weight } of history) {
    if (weight === 0) continue;
    const step = (factor * weight * neighbours.scales[row]) / total;
    for (let k = neighbours.offsets[row]; k < neighbours.offsets[row + 1]; k++) {
      const value = step * neighbours.weights[k];
      if (value === 0) continue;
      const item = neighbours.items[k];
      if (sums[item] === 0) touched.push(item);
      sums[item] += value;
    }
  }
  const sorted = Uint32Array.from(touched).sort();
  return { items: sorted, values: Float32Array.from(sorted, (item) => sums[item]) };
}
