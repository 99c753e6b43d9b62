import type { ItemNeighbours } from '../models/item-cosine.js';

/** Minimum length of a trimmed list, for unpopular items. */
const SHORTEST = 4;
/** Maximum number of halvings in the search for the lengths. */
const HALVINGS = 40;

/**
 * Trims lists to a mean length, with longer lists for popular items: these are in most histories, so their lists are used most.
 *
 * @param table strongest first
 * @param popularity 0 to 1, on a logarithmic scale, from `decayedPopularity`. Shape [items]
 * @param mean mean number of entries per item, 0 or more
 */
export function trimNeighbours(table: ItemNeighbours, popularity: Float32Array, mean: number): ItemNeighbours {
  const { offsets } = table;
  const items = offsets.length - 1;
  if (offsets[items] <= mean * items) return table;
  const lengthOf = (item: number, longest: number): number =>
    Math.min(offsets[item + 1] - offsets[item], Math.max(Math.min(SHORTEST, mean), Math.round(longest * popularity[item])));
  let longest = 0;
  for (let step = offsets[items]; longest + step > longest && step > offsets[items] / 2 ** HALVINGS; step /= 2) {
    let sum = 0;
    for (let item = 0; item < items; item++) sum += lengthOf(item, longest + step);
    if (sum <= mean * items) longest += step;
  }
  const cut = new Uint32Array(items + 1);
  for (let item = 0; item < items; item++) cut[item + 1] = cut[item] + lengthOf(item, longest);
  const result = { offsets: cut, items: new Uint32Array(cut[items]), similarities: new Float32Array(cut[items]) };
  for (let item = 0; item < items; item++) {
    const end = offsets[item] + cut[item + 1] - cut[item];
    result.items.set(table.items.subarray(offsets[item], end), cut[item]);
    result.similarities.set(table.similarities.subarray(offsets[item], end), cut[item]);
  }
  return result;
}
