import type { Query } from '../types/scoring/query.js';

/**
 * The weighted sum of two queries; its scores are the weighted sums of theirs.
 *
 * @param a first query
 * @param weightA of the first
 * @param b second query, with equal dimensions
 * @param weightB of the second
 */
export function mixQueries(a: Query, weightA: number, b: Query, weightB: number): Query {
  const sums = new Map<number, number>();
  for (const [{ additions }, weight] of [
    [a, weightA],
    [b, weightB],
  ] as const) {
    for (const [place, row] of additions.items.entries()) sums.set(row, (sums.get(row) ?? 0) + weight * additions.values[place]);
  }
  const items = Uint32Array.from(sums.keys()).sort();
  return {
    vector: a.vector.map((value, k) => weightA * value + weightB * b.vector[k]),
    biasWeight: weightA * a.biasWeight + weightB * b.biasWeight,
    additions: { items, values: Float32Array.from(items, (row) => sums.get(row) ?? 0) },
  };
}
