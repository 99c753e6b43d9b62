import type { Query } from '../types/scoring/query.js';

/**
 * The sum of two queries, each times its worth: what it gives an item is that sum of what the two give it.
 *
 * @param a one query
 * @param worthA of the first
 * @param b another, of as many dimensions
 * @param worthB of the second
 */
export function mixQueries(a: Query, worthA: number, b: Query, worthB: number): Query {
  const sums = new Map<number, number>();
  for (const [{ additions }, worth] of [
    [a, worthA],
    [b, worthB],
  ] as const) {
    for (const [place, row] of additions.items.entries()) sums.set(row, (sums.get(row) ?? 0) + worth * additions.values[place]);
  }
  const items = Uint32Array.from(sums.keys()).sort();
  return {
    vector: a.vector.map((value, k) => worthA * value + worthB * b.vector[k]),
    biasWeight: worthA * a.biasWeight + worthB * b.biasWeight,
    additions: { items, values: Float32Array.from(items, (row) => sums.get(row) ?? 0) },
  };
}
