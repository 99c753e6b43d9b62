import type { RerankRequest } from '../types/request.js';
import { type List, useList } from './use-list.js';

/**
 * The shop's own list in an order nearer to the shopper's taste: a category, a search result. No item is lost and none comes in:
 * those that the shelf leaves out stand at the end, in the shop's order.
 *
 * @param items the shop's own records, each with the `id` of the feed, in the shop's order
 * @param options how far to go
 * @returns the list, with the shop's own records as `item`
 */
export function useRerank<Item extends { readonly id: string }>(items: readonly Item[], options: RerankRequest = {}): List<Item> {
  return useList(['rerank', items.map(({ id }) => id), options], items, false, true);
}
