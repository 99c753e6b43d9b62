import type { RerankRequest } from '../types/request.js';
import { type List, useList } from './use-list.js';

/**
 * The shop's own list, such as a category or a search result, reordered towards the shopper's taste. No item is removed or added: items that the
 * shelf leaves out are at the end, in the given order.
 *
 * @param items the shop's own records, each with the feed's `id`
 * @param options the request of `shelf.rerank()`
 * @returns the list, with the shop's own records as `item`
 */
export function useRerank<Item extends { readonly id: string }>(items: readonly Item[], options: RerankRequest = {}): List<Item> {
  return useList(['rerank', items.map(({ id }) => id), options], items, false, true);
}
