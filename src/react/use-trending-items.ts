import type { CatalogItem } from '../types/catalog-item.js';
import type { ListRequest } from '../types/request.js';
import type { TrendingOptions } from './react-shelf.js';
import { useCatalogList } from './use-catalog-list.js';
import type { List, ListOptions } from './use-list.js';

/**
 * What more shoppers than usual turn to.
 *
 * @param options the request and the fallback
 */
export function useTrendingItems<Item extends Partial<CatalogItem> = CatalogItem>(
  options: ListRequest & TrendingOptions & ListOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, ListRequest & TrendingOptions>('trending', [], options, (shelf, request) => shelf.trending?.(request));
}
