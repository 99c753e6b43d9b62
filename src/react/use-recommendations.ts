import type { CatalogItem } from '../types/catalog-item.js';
import type { RecommendRequest } from '../types/request.js';
import { type List, type ListOptions, useCatalogList } from './use-list.js';

/** `useRecommendations()`'s options: the request of `shelf.recommend()`, and the fallback. */
export type RecommendationsOptions<Item> = RecommendRequest & ListOptions<Item>;

/**
 * A personal list, kept up to date with what the shopper does, in this tab or another.
 *
 * @param options the request and the fallback; compared by what they say, so they may be written in place
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
 * As `useRecommendations`, for a page that has a `<Suspense>` around it: mounted in the browser, it suspends until the first answer.
 * On a server and while hydrating it renders the fallback, and what is on the page stays there until the answer is here.
 *
 * @param options as for `useRecommendations`
 */
export function useSuspenseRecommendations<Item extends Partial<CatalogItem> = CatalogItem>(
  options: RecommendationsOptions<Item> = {},
): List<CatalogItem & Item> {
  return useCatalogList<Item, RecommendRequest>(options, (request) => ['recommend', request], true);
}
