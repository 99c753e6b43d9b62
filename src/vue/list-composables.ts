import { type ComputedRef, getCurrentInstance, type InjectionKey, inject, type MaybeRefOrGetter, ssrContextKey, toValue } from 'vue';
import type { CatalogListOptions, List, ResolvedListOptions } from '../binding/list.js';
import type { Identified } from '../binding/list-report.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { ListRequest, NewArrivalsRequest, RecommendRequest, RelatedRequest, TrendingRequest } from '../types/request.js';
import { type ListComposable, useCatalogList } from './use-list.js';

/** Options: a value, a ref, or a getter. */
type Options = MaybeRefOrGetter<object>;

/**
 * A personal list, kept up to date with the shopper's events, in this tab or another.
 *
 * @param options the request, the fallback, and `resolve` for the shop's own records; with a ref or getter, what it reads is followed
 * @example
 * const home = useRecommendations({ scenario: 'home', fallback: bestsellers });
 */
export const useRecommendations: ListComposable<RecommendRequest> = (options?: Options) => useCatalogList('recommend', options).list;

/** Items that are popular now. For `options` see `useRecommendations`. */
export const useTrendingItems: ListComposable<TrendingRequest> = (options?: Options) => useCatalogList('trending', options).list;

/** New items, the newest first. For `options` see `useRecommendations`. */
export const useNewArrivals: ListComposable<NewArrivalsRequest> = (options?: Options) => useCatalogList('newArrivals', options).list;

/** Reduced items, in the shopper's order. For `options` see `useRecommendations`. */
export const useOnSale: ListComposable<NewArrivalsRequest> = (options?: Options) => useCatalogList('onSale', options).list;

/** Items that the shopper viewed, latest first. For `options` see `useRecommendations`. */
export const useRecentlyViewed: ListComposable<ListRequest> = (options?: Options) => useCatalogList('recentlyViewed', options).list;

/** Items that the shopper is due to buy again; none for a shopper without orders. For `options` see `useRecommendations`. */
export const useBuyAgain: ListComposable<ListRequest> = (options?: Options) => useCatalogList('buyAgain', options).list;

/** Items that the shopper put into the cart or on the wish list and has not bought since. For `options` see `useRecommendations`. */
export const useSavedForLater: ListComposable<ListRequest> = (options?: Options) => useCatalogList('savedForLater', options).list;

/** "Because you viewed X": items recommended by one item of the history; `about` of the list names it. For `options` see `useRecommendations`. */
export const useBecause: ListComposable<ListRequest> = (options?: Options) => useCatalogList('because', options).list;

/** A composable for `<Suspense>`. */
export interface SuspenseComposable<Request> {
  <Shown extends CatalogItem>(options?: MaybeRefOrGetter<Request & CatalogListOptions<Shown>>): Promise<ComputedRef<List<CatalogItem>>>;
  <Item extends Identified>(options: MaybeRefOrGetter<Request & ResolvedListOptions<Item>>): Promise<ComputedRef<List<Item>>>;
}

/**
 * `useRecommendations` for use in `<Suspense>`: mounted in the browser, it resolves with the first answer. On a server and while hydrating it
 * resolves at once, with the fallback.
 *
 * @example
 * const home = await useSuspenseRecommendations({ fallback: bestsellers });
 */
export const useSuspenseRecommendations: SuspenseComposable<RecommendRequest> = async (options?: Options) => {
  const { list, arrived } = useCatalogList('recommend', options);
  const onServer = inject<unknown>(ssrContextKey as InjectionKey<unknown>, null);
  // A component that hydrates has its element before it is set up.
  if (!onServer && !getCurrentInstance()?.vnode.el) await arrived();
  return list;
};

/** A list composable about one item. */
export interface ItemListComposable<Request> {
  <Shown extends CatalogItem>(
    itemId: MaybeRefOrGetter<string>,
    options?: MaybeRefOrGetter<Request & CatalogListOptions<Shown>>,
  ): ComputedRef<List<CatalogItem>>;
  <Item extends Identified>(
    itemId: MaybeRefOrGetter<string>,
    options: MaybeRefOrGetter<Request & ResolvedListOptions<Item>>,
  ): ComputedRef<List<Item>>;
}

/** Items similar to one item, for a product page. For `options` see `useRecommendations`. */
export const useRelatedProducts: ItemListComposable<RelatedRequest> = (itemId: MaybeRefOrGetter<string>, options?: Options) =>
  useCatalogList('related', options, () => toValue(itemId)).list;

/** A list composable about the items of a cart. */
export interface CartListComposable<Request> {
  <Shown extends CatalogItem>(
    itemIds: MaybeRefOrGetter<string | readonly string[]>,
    options?: MaybeRefOrGetter<Request & CatalogListOptions<Shown>>,
  ): ComputedRef<List<CatalogItem>>;
  <Item extends Identified>(
    itemIds: MaybeRefOrGetter<string | readonly string[]>,
    options: MaybeRefOrGetter<Request & ResolvedListOptions<Item>>,
  ): ComputedRef<List<Item>>;
}

/** Items bought together with a product, or with the items of the cart. For `options` see `useRecommendations`. */
export const useFrequentlyBoughtTogether: CartListComposable<ListRequest> = (
  itemIds: MaybeRefOrGetter<string | readonly string[]>,
  options?: Options,
) => useCatalogList('boughtTogether', options, () => [toValue(itemIds)].flat()).list;
