import { historyShares, type ItemPart } from '../core/catalog/item-parts.js';
import type { HistoryItem } from '../types/history.js';
import type { SparseVector } from '../types/scoring/query.js';

/** A row of a table, and the weight of its entries. */
export interface TableShare {
  readonly table: { readonly [Part in 'offsets' | 'items' | 'weights' | 'scales']: ArrayLike<number> };
  readonly row: number;
  readonly share: number;
}

/**
 * Item-to-item scores of a history: per part the mean of the similarities, weighted by interest.
 *
 * @param history from `weighHistory`
 * @param parts from `itemParts`
 * @param items rows in the catalogue
 * @param others rows of tables that do not belong to history items
 * @param sums scratch for the sums, zeros before and after, to reuse between calls. Shape [items]
 * @see Sarwar, Karypis, Konstan, Riedl: Item-based collaborative filtering, WWW 2001, section 3.2
 */
export function scoreNeighbours(
  history: readonly HistoryItem[],
  parts: readonly ItemPart[],
  items: number,
  others: readonly TableShare[] = [],
  sums = new Float64Array(items),
): SparseVector {
  const touched: number[] = [];
  const add = (item: number, value: number): void => {
    if (value === 0) return;
    if (sums[item] === 0) touched.push(item);
    sums[item] += value;
  };
  const addRow = ({ table, row, share }: TableShare): void => {
    for (let k = table.offsets[row]; k < table.offsets[row + 1]; k++) add(table.items[k], share * table.scales[row] * table.weights[k]);
  };
  for (const part of parts) {
    const { table } = part;
    const { liked, disliked } = historyShares(history, part);
    for (const [place, { row }] of history.entries()) {
      const share = liked[place] + disliked[place];
      if (table === null) add(row, share);
      else addRow({ table, row, share });
    }
  }
  others.forEach(addRow);
  const sorted = Uint32Array.from(touched).sort();
  const values = Float32Array.from(sorted, (item) => sums[item]);
  for (const item of sorted) sums[item] = 0;
  return { items: sorted, values };
}
