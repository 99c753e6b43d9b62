import type { CatalogItem } from '../types/catalog-item.js';
import type { RelatedRequest } from '../types/request.js';
import { type List, type ListOptions, useCatalogList } from './use-list.js';

/** Options of `useRelatedProducts()`: the request of `shelf.related()`, and the fallback. */
export type RelatedProductsOptions<Item> = RelatedRequest & ListOptions<Item>;

/**
 * Items similar to one item, for a product page.
 *
 * @param itemId id of the page's product
 * @param options the request and the fallback
 */
export function useRelatedProducts<Item extends Partial<CatalogItem> = CatalogItem>(
  itemId: string,
  options: RelatedProductsOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, RelatedRequest>(options, (request) => ['related', itemId, request]);
}
