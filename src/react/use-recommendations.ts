import type { ListHook, ListOptions } from '../binding/list.js';
import type { Identified } from '../binding/list-report.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { RecommendRequest } from '../types/request.js';
import { useCatalogList } from './use-list.js';

/** Options of `useRecommendations()`: the request of `shelf.recommend()`, the fallback, and `resolve`. */
export type RecommendationsOptions<Item extends Identified = CatalogItem> = RecommendRequest & ListOptions<Item>;

/**
 * A personal list, kept up to date with the shopper's events, in this tab or another.
 *
 * @param options the request, the fallback, and `resolve`; the request is compared by value, so an object literal is fine
 * @returns the list; never throws, never suspends
 * @example
 * const { items, report } = useRecommendations({ scenario: 'home', fallback: bestsellers });
 */
export const useRecommendations: ListHook<RecommendRequest> = (options?: object) => useCatalogList('recommend', options);

/**
 * `useRecommendations` for use in `<Suspense>`: mounted in the browser, it suspends until the first answer. On a server and while hydrating it
 * renders the fallback, which stays until the answer arrives.
 *
 * @param options as for `useRecommendations`
 */
export const useSuspenseRecommendations: ListHook<RecommendRequest> = (options?: object) =>
  useCatalogList('recommend', options, undefined, true);
