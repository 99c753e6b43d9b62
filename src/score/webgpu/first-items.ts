import { hasBit } from '../../core/numbers/bitset.js';
import type { Candidates } from '../settle/candidate-finder.js';

/**
 * The candidates of a query without a dense part: all scores are zero, so items rank by row number.
 *
 * @param items rows of the catalogue
 * @param excluded bitset of the items left out
 * @param keep number of candidates
 */
export function firstItems(items: number, excluded: Uint32Array, keep: number): Candidates {
  const found: number[] = [];
  for (let item = 0; item < items && found.length < keep; item++) if (!hasBit(excluded, item)) found.push(item);
  return { items: Uint32Array.from(found), scores: new Float32Array(found.length) };
}
