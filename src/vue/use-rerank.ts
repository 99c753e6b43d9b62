import { type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue';
import type { List, OrderOptions } from '../binding/list.js';
import type { Identified } from '../binding/list-report.js';
import { rerankParts } from '../binding/rerank-parts.js';
import type { RerankRequest } from '../types/request.js';
import { useList } from './use-list.js';

/**
 * The shop's own list, such as a category or a search result, reordered towards the shopper's taste. No item is removed or added: items that the
 * shelf leaves out are at the end, in the given order. When the list grows, what is shown stays where it is, and only new items are ranked,
 * behind it; another `resetKey`, or another request, orders everything anew.
 *
 * @param items the shop's own records, each with the feed's `id`
 * @param options the request of `shelf.rerank()`, and `resetKey`
 */
export function useRerank<Item extends Identified>(
  items: MaybeRefOrGetter<readonly Item[]>,
  options: MaybeRefOrGetter<RerankRequest & OrderOptions> = {},
): ComputedRef<List<Item>> {
  return useList(() => rerankParts(toValue(items), toValue(options))).list;
}
