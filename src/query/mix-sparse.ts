import type { SparseVector } from '../types/scoring/query.js';

/**
 * The weighted sum of two sparse vectors.
 *
 * @param a first vector
 * @param weightA of the first
 * @param b second vector
 * @param weightB of the second
 */
export function mixSparse(a: SparseVector, weightA: number, b: SparseVector, weightB: number): SparseVector {
  const items: number[] = [];
  const values: number[] = [];
  for (let [atA, atB] = [0, 0]; atA < a.items.length || atB < b.items.length; ) {
    const item = Math.min(a.items[atA] ?? Number.POSITIVE_INFINITY, b.items[atB] ?? Number.POSITIVE_INFINITY);
    let value = 0;
    if (a.items[atA] === item) value += weightA * a.values[atA++];
    if (b.items[atB] === item) value += weightB * b.values[atB++];
    items.push(item);
    values.push(value);
  }
  return { items: Uint32Array.from(items), values: Float32Array.from(values) };
}
