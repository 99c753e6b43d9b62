import type { CatalogItem } from '../types/catalog-item.js';
import type { ListRequest } from '../types/request.js';
import { type List, type ListOptions, useCatalogList } from './use-list.js';

/**
 * Items bought together with a product, or with the items of the cart.
 *
 * @param itemIds one id or several
 * @param options the request and the fallback
 */
export function useFrequentlyBoughtTogether<Item extends Partial<CatalogItem> = CatalogItem>(
  itemIds: string | readonly string[],
  options: ListRequest & ListOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, ListRequest>(options, (request) => ['boughtTogether', [itemIds].flat(), request]);
}
