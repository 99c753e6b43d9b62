import type { CatalogItem } from '../types/catalog-item.js';
import type { RecommendRequest } from '../types/request.js';
import { type List, type ListOptions, useCatalogList } from './use-list.js';

/** Options of `useRecommendations()`: the request of `shelf.recommend()`, and the fallback. */
export type RecommendationsOptions<Item> = RecommendRequest & ListOptions<Item>;

/**
 * A personal list, kept up to date with the shopper's events, in this tab or another.
 *
 * @param options the request and the fallback; compared by value, so an object literal is fine
 * @returns the list; never throws, never suspends
 * @example
 * const { items, report } = useRecommendations({ scenario: 'home', fallback: bestsellers });
 */
export function useRecommendations<Item extends Partial<CatalogItem> = CatalogItem>(
  options: RecommendationsOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, RecommendRequest>(options, (request) => ['recommend', request]);
}

/**
 * `useRecommendations` for use in `<Suspense>`: mounted in the browser, it suspends until the first answer. On a server and while hydrating it
 * renders the fallback, which stays until the answer arrives.
 *
 * @param options as for `useRecommendations`
 */
export function useSuspenseRecommendations<Item extends Partial<CatalogItem> = CatalogItem>(
  options: RecommendationsOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, RecommendRequest>(options, (request) => ['recommend', request], true);
}
