import { historyShares, type ItemPart } from '../core/item-parts.js';
import type { HistoryItem } from '../types/history.js';
import type { SparseVector } from '../types/query.js';

/**
 * Item-to-item scores of a history: per part the mean of the similarities, weighted by interest.
 *
 * @param history from `weighHistory`
 * @param parts from `itemParts`
 * @param items rows in the catalogue
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based collaborative filtering, WWW 2001, section 3.2
 */
export function scoreNeighbours(history: readonly HistoryItem[], parts: readonly ItemPart[], items: number): SparseVector {
  const sums = new Float64Array(items);
  const touched: number[] = [];
  const add = (item: number, value: number): void => {
    if (value === 0) return;
    if (sums[item] === 0) touched.push(item);
    sums[item] += value;
  };
  for (const part of parts) {
    const { table } = part;
    for (const [place, share] of historyShares(history, part).entries()) {
      const { row } = history[place];
      if (table === null) add(row, share);
      else
        for (let k = table.offsets[row]; k < table.offsets[row + 1]; k++) add(table.items[k], share * table.scales[row] * table.weights[k]);
    }
  }
  const sorted = Uint32Array.from(touched).sort();
  return { items: sorted, values: Float32Array.from(sorted, (item) => sums[item]) };
}
