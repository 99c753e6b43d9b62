import type { Query } from '../types/scoring/query.js';
import { mixSparse } from './mix-sparse.js';

/**
 * The weighted sum of two queries; its scores are the weighted sums of theirs.
 *
 * @param a first query
 * @param weightA of the first
 * @param b second query, with equal dimensions
 * @param weightB of the second
 */
export function mixQueries(a: Query, weightA: number, b: Query, weightB: number): Query {
  return {
    vector: a.vector.map((value, k) => weightA * value + weightB * b.vector[k]),
    biasWeight: weightA * a.biasWeight + weightB * b.biasWeight,
    additions: mixSparse(a.additions, weightA, b.additions, weightB),
  };
}
