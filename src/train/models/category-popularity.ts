import { TopList } from '../../core/numbers/top-list.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { itemCategories } from '../feed/item-categories.js';
import type { ItemNeighbours } from './item-cosine.js';
import { collectRows } from './strongest-neighbours.js';

/**
 * Popularity by category, as a table of followers: each item is followed by the most popular items of its category, so a history with
 * several categories gives a mixture. Items without a category form one; so does a catalogue without categories.
 *
 * @param catalog in row order
 * @param popularity 0 or more; shape [items]
 * @param followers maximum number per item
 */
export function categoryPopularity(catalog: readonly CatalogItem[], popularity: Float32Array, followers: number): ItemNeighbours {
  const categories = itemCategories(catalog) ?? new Int32Array(catalog.length);
  const lists = new Map<number, TopList>();
  for (const [item, category] of categories.entries()) {
    const list = lists.get(category) ?? new TopList(followers);
    lists.set(category, list);
    if (popularity[item] > 0) list.offer(item, popularity[item]);
  }
  const tops = new Map(Array.from(lists, ([category, list]) => [category, list.take()]));
  const none = { items: new Uint32Array(0), scores: new Float64Array(0) };
  return collectRows(catalog.length, (item) => tops.get(categories[item]) ?? none);
}
