import type { CatalogItem } from '../types/catalog-item.js';
import type { TrendingRequest } from '../types/request.js';
import { type List, type ListOptions, useCatalogList } from './use-list.js';

/**
 * Items that are popular now.
 *
 * @param options the request and the fallback
 */
export function useTrendingItems<Item extends Partial<CatalogItem> = CatalogItem>(
  options: TrendingRequest & ListOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, TrendingRequest>(options, (request) => ['trending', request]);
}
