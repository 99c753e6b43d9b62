import { bareObject } from '../../core/text/bare-object.js';
import type { Shelf } from '../../types/shelf.js';

/** Maximum number of items of one answer. */
const MAX_ITEMS = 1000;

/**
 * The titles of items, viewed or not, hidden or sold out.
 *
 * @param shelf has the catalogue
 * @param ids of items, with repeats
 * @returns by id; without those that are not in the pack, or all if it cannot be read
 */
export async function itemTitles(shelf: Shelf, ids: readonly string[]): Promise<Map<string, string>> {
  const distinct = [...new Set(ids)].slice(0, MAX_ITEMS);
  if (distinct.length === 0) return new Map();
  try {
    // The one list that leaves none out.
    const { items } = await shelf.rerank(distinct, bareObject({ count: distinct.length, strength: 0 }));
    return new Map(items.flatMap(({ id, item }) => (item.title === undefined ? [] : [[id, item.title]])));
  } catch {
    // A title is an embellishment.
    return new Map();
  }
}
