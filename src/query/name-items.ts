import { TopList } from '../core/numbers/top-list.js';
import type { Pack } from '../types/pack.js';
import type { TopK } from '../types/scoring/scorer.js';
import type { TableShare } from './score-neighbours.js';

/** Maximum number of items that an encoder names. */
const NAMED = 200;

type Rows = Pick<Pack, 'rows' | 'scales' | 'dimensions' | 'items'>;

/**
 * The items that a pack's encoder scores highest for a history, of those with a score above 0; of equal ones the lower row.
 *
 * @param pack rows
 * @param attended what each item of the history adds to the encoder's query
 * @returns at most 200, best first
 */
export function nameItems(pack: Rows, attended: readonly Float64Array[]): TopK {
  const query = sumOfParts(pack, attended);
  const best = new TopList(NAMED);
  for (let item = 0; item < pack.items; item++) {
    const score = rowScore(pack, item, query);
    if (score > 0 && score > best.threshold) best.offer(item, score);
  }
  return best.take();
}

/**
 * What named items get, as if it were a row of a table.
 *
 * @param items row numbers
 * @param values what each of them gets
 */
export function namedShare(items: Uint32Array, values: ArrayLike<number>): TableShare {
  return { table: { offsets: [0, items.length], items, weights: values, scales: [1] }, row: 0, share: 1 };
}

/**
 * A sum of what items of a history add.
 *
 * @param pack rows
 * @param parts each of shape [dimensions]
 * @returns shape [dimensions]
 */
export function sumOfParts({ dimensions }: Pick<Pack, 'dimensions'>, parts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const part of parts) for (let k = 0; k < dimensions; k++) sum[k] += part[k];
  return sum;
}

/**
 * The score of an item by the encoder alone: `scales[item] * (rows[item] . query)`.
 *
 * @param pack rows; their number of columns is a multiple of 4
 * @param item row number
 * @param query shape [dimensions]
 */
export function rowScore({ rows, scales, dimensions }: Rows, item: number, query: Float64Array): number {
  let sum = 0;
  for (let k = 0, at = item * dimensions; k < dimensions; k += 4, at += 4)
    sum += rows[at] * query[k] + rows[at + 1] * query[k + 1] + rows[at + 2] * query[k + 2] + rows[at + 3] * query[k + 3];
  return scales[item] * sum;
}
