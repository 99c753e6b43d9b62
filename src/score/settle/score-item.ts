import type { Query } from '../../types/scoring/query.js';
import type { ScorerRows } from '../../types/scoring/scorer.js';

/**
 * The score of one item without its additions, in float64. Every backend's candidates are scored again with this function, so
 * all backends agree to the bit.
 *
 * @param rows the catalogue
 * @param query the shopper
 * @param item row number
 */
export function scoreItem(rows: ScorerRows, query: Query, item: number): number {
  const { dimensions } = rows;
  const values = rows.rows;
  const vector = query.vector;
  const start = item * dimensions;
  // Four sums let the processor overlap the multiplications; the order of addition is part of the definition.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = 0; k < dimensions; k += 4) {
    a += values[start + k] * vector[k];
    b += values[start + k + 1] * vector[k + 1];
    c += values[start + k + 2] * vector[k + 2];
    d += values[start + k + 3] * vector[k + 3];
  }
  return (a + b + (c + d)) * rows.scales[item] + query.biasWeight * rows.bias[item];
}
