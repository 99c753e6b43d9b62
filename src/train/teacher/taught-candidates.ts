import { TopList } from '../../core/numbers/top-list.js';
import { createMatrix, type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';

/**
 * A teacher's scores as probabilities: of each row a softmax of the logarithms of its scores, divided by the temperature.
 *
 * @param rows scores above 0, shape [items, items]
 * @param temperature > 0
 * @returns rows that add up to 1, where they have entries
 */
export function softmaxRows(rows: SparseMatrix, temperature: number): SparseMatrix {
  const { offsets } = rows;
  const values = Float32Array.from(rows.values);
  for (let row = 0; row < rows.rows; row++) {
    let most = 0;
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) most = Math.max(most, rows.values[entry]);
    let sum = 0;
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) {
      values[entry] = (rows.values[entry] / most) ** (1 / temperature);
      sum += values[entry];
    }
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) values[entry] /= sum;
  }
  return { ...rows, values };
}

/**
 * Adds a teacher's rows to the right side of the regressions: each target's products with its candidates, plus the weight times what the
 * teacher says of them. Sources that only the teacher names become candidates.
 *
 * @param candidates products of targets (rows) with sources (columns), shape [items, items]
 * @param taught from sources (rows) to targets (columns), from `softmaxRows`
 * @param weight of the teacher, > 0
 * @param most maximum number of candidates per target, the strongest
 * @see Choi, Lee, Kim, Lee: LINK, SIGIR 2025: B = (G + beta I)^-1 (S'T + beta T_M)
 */
export function taughtCandidates(candidates: SparseMatrix, taught: SparseMatrix, weight: number, most: number): SparseMatrix {
  const items = candidates.rows;
  const byTarget = transpose(taught);
  const result = createMatrix(items, items, candidates.indices.length + byTarget.indices.length);
  const sums = new Float64Array(items);
  const list = new TopList(most);
  let entries = 0;
  for (let target = 0; target < items; target++) {
    const sources: number[] = [];
    const add = ({ offsets, indices, values }: SparseMatrix, factor: number): void => {
      for (let entry = offsets[target]; entry < offsets[target + 1]; entry++) {
        const source = indices[entry];
        if (sums[source] === 0) sources.push(source);
        sums[source] += factor * values[entry];
      }
    };
    add(candidates, 1);
    add(byTarget, weight);
    for (const source of sources) if (sums[source] > 0) list.offer(source, sums[source]);
    for (const source of list.take().items.sort()) {
      result.indices[entries] = source;
      result.values[entries++] = sums[source];
    }
    for (const source of sources) sums[source] = 0;
    result.offsets[target + 1] = entries;
  }
  return { ...result, indices: result.indices.subarray(0, entries), values: result.values.subarray(0, entries) };
}
