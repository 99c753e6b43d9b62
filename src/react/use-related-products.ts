import type { ItemListHook, ListOptions } from '../binding/list.js';
import type { Identified } from '../binding/list-report.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { RelatedRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/** Options of `useRelatedProducts()`: the request of `shelf.related()`, the fallback, and `resolve`. */
export type RelatedProductsOptions<Item extends Identified = CatalogItem> = RelatedRequest & ListOptions<Item>;

/**
 * Items similar to one item, for a product page.
 *
 * @param itemId id of the page's product
 * @param options the request, the fallback, and `resolve` for the shop's own records
 */
export const useRelatedProducts: ItemListHook<RelatedRequest> = (itemId: string, options?: object) =>
  useCatalogList('related', options, itemId);
