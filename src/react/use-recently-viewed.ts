import type { CatalogItem } from '../types/catalog-item.js';
import type { ListRequest } from '../types/request.js';
import { type List, type ListOptions, useCatalogList } from './use-list.js';

/**
 * Items that the shopper viewed, latest first.
 *
 * @param options the request and the fallback
 */
export function useRecentlyViewed<Item extends Partial<CatalogItem> = CatalogItem>(
  options: ListRequest & ListOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, ListRequest>(options, (request) => ['recentlyViewed', request]);
}
