import type { CatalogItem } from '../types/catalog-item.js';
import type { ListRequest } from '../types/request.js';
import type { RelatedOptions } from './react-shelf.js';
import { useCatalogList } from './use-catalog-list.js';
import type { List, ListOptions } from './use-list.js';

/** `useRelatedProducts()`'s options: the request of `shelf.related()`, and the fallback. */
export type RelatedProductsOptions<Item> = ListRequest & RelatedOptions & ListOptions<Item>;

/**
 * Items like one item, for a product page.
 *
 * @param itemId of the page's product
 * @param options the request and the fallback
 */
export function useRelatedProducts<Item extends Partial<CatalogItem> = CatalogItem>(
  itemId: string,
  options: RelatedProductsOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, ListRequest & RelatedOptions>('related', [itemId], options, (shelf, request) =>
    shelf.related(itemId, request),
  );
}

/**
 * As `useRelatedProducts`; suspends as `useSuspenseRecommendations` does.
 *
 * @param itemId of the page's product
 * @param options the request and the fallback
 */
export function useSuspenseRelatedProducts<Item extends Partial<CatalogItem> = CatalogItem>(
  itemId: string,
  options: RelatedProductsOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, ListRequest & RelatedOptions>(
    'related',
    [itemId],
    options,
    (shelf, request) => shelf.related(itemId, request),
    true,
  );
}
