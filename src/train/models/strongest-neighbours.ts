import { TopList } from '../../core/numbers/top-list.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ItemNeighbours } from './item-cosine.js';

/**
 * The largest entries above 0 of each row.
 *
 * @param matrix shape [items, items]
 * @param most maximum number of entries per row
 */
export function strongestNeighbours(matrix: SparseMatrix, most: number): ItemNeighbours {
  const list = new TopList(most);
  return collectRows(matrix.rows, (row) => {
    for (let entry = matrix.offsets[row]; entry < matrix.offsets[row + 1]; entry++) {
      if (matrix.values[entry] > 0) list.offer(matrix.indices[entry], matrix.values[entry]);
    }
    return list.take();
  });
}

/**
 * Adds the neighbours of its neighbours to each row: `W + share / s * W W`, where s is the mean sum of a row, so that with a share of
 * 1 two steps count about as much as one. Two steps back to the item itself are dropped.
 *
 * @param table W
 * @param share weight of two steps, > 0
 * @param most maximum number of entries per row
 */
export function addSecondHop(table: ItemNeighbours, share: number, most: number): ItemNeighbours {
  const { offsets, items: others, similarities } = table;
  const items = offsets.length - 1;
  const filled = offsets.reduce((count, offset, row) => count + (row > 0 && offset > offsets[row - 1] ? 1 : 0), 0);
  const scale =
    (share * filled) /
    Math.max(
      similarities.reduce((sum, value) => sum + value, 0),
      Number.MIN_VALUE,
    );
  const sums = new Float64Array(items);
  const list = new TopList(most);
  return collectRows(items, (row) => {
    const touched: number[] = [];
    const add = (item: number, value: number): void => {
      if (value === 0) return;
      if (sums[item] === 0) touched.push(item);
      sums[item] += value;
    };
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) {
      const between = others[entry];
      add(between, similarities[entry]);
      const step = scale * similarities[entry];
      for (let next = offsets[between]; next < offsets[between + 1]; next++) {
        if (others[next] !== row) add(others[next], step * similarities[next]);
      }
    }
    for (const item of touched) {
      list.offer(item, sums[item]);
      sums[item] = 0;
    }
    return list.take();
  });
}

/**
 * Adds the rows of a matrix to a table, scaled so that with a share of 1 both count about as much.
 *
 * @param table of positive weights
 * @param rows positive weights, shape [items, items]
 * @param share weight of the rows, > 0
 * @param most maximum number of entries per row
 */
export function addRows(table: ItemNeighbours, rows: SparseMatrix, share: number, most: number): ItemNeighbours {
  const total = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);
  const scale = (share * total(table.similarities)) / Math.max(total(rows.values), Number.MIN_VALUE);
  // An empty table has no size to scale to.
  const factor = scale > 0 ? scale : share;
  const sums = new Map<number, number>();
  const list = new TopList(most);
  return collectRows(rows.rows, (row) => {
    sums.clear();
    for (let entry = table.offsets[row]; entry < table.offsets[row + 1]; entry++) sums.set(table.items[entry], table.similarities[entry]);
    for (let entry = rows.offsets[row]; entry < rows.offsets[row + 1]; entry++) {
      sums.set(rows.indices[entry], (sums.get(rows.indices[entry]) ?? 0) + factor * rows.values[entry]);
    }
    for (const [item, weight] of sums) list.offer(item, weight);
    return list.take();
  });
}

/** Concatenates rows, each sorted strongest first, to a table. */
export function collectRows(rows: number, take: (row: number) => { items: Uint32Array; scores: Float64Array }): ItemNeighbours {
  const offsets = new Uint32Array(rows + 1);
  const kept = Array.from({ length: rows }, (_, row) => {
    const top = take(row);
    offsets[row + 1] = offsets[row] + top.items.length;
    return top;
  });
  const result = { offsets, items: new Uint32Array(offsets[rows]), similarities: new Float32Array(offsets[rows]) };
  for (const [row, top] of kept.entries()) {
    result.items.set(top.items, offsets[row]);
    result.similarities.set(top.scores, offsets[row]);
  }
  return result;
}
