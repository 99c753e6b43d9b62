import { TopList } from '../../score/settle/top-k.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { itemCategories } from '../feed/item-categories.js';
import type { ItemNeighbours } from './item-cosine.js';
import { collectRows } from './strongest-neighbours.js';

/**
 * Popularity by category, as a table of followers: whoever touched an item is shown what is most liked in its category, and
 * whoever looked at several categories gets a mixture by what the history says of each. Items without a category make up one
 * of their own; so does the whole catalogue where the feed has none.
 *
 * @param catalog in row order
 * @param popularity 0 or more; shape [items]
 * @param followers kept per item
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
