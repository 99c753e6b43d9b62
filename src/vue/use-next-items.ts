import { type ComputedRef, computed, type MaybeRefOrGetter, shallowRef, toValue } from 'vue';
import type { List, Resolve } from '../binding/list.js';
import type { Identified } from '../binding/list-report.js';
import { askFollowing, createNextMaker, keyOfNext, type NextItems, type NextOptions, textOfNext } from '../binding/next-items.js';
import type { CatalogItem } from '../types/catalog-item.js';
import { useResource } from './use-resource.js';

/** `useNextItems`: of a list of the catalogue's records, or of the shop's own with the list's `resolve`. */
export interface NextComposable {
  (
    list: MaybeRefOrGetter<List<CatalogItem>>,
    options?: NextOptions & { readonly resolve?: undefined },
  ): ComputedRef<NextItems<CatalogItem>>;
  <Item extends Identified>(
    list: MaybeRefOrGetter<List<Item>>,
    options: NextOptions & { readonly resolve: Resolve<Item> },
  ): ComputedRef<NextItems<Item>>;
}

/**
 * A list that the shopper can make longer: its items, and with each `more()` the next ones. When the list changes, as many follow the new one.
 *
 * @param list of a list composable other than `useRerank`
 * @param options how many items to add, and the `resolve` of the list if it has one
 * @example
 * const rail = useNextItems(useRecommendations({ count: 8 }));
 */
export const useNextItems: NextComposable = <Item extends Identified>(
  list: MaybeRefOrGetter<List<Item>>,
  options: NextOptions & { readonly resolve?: Resolve<Item> | undefined } = {},
) => {
  const maker = createNextMaker<Item>();
  const total = shallowRef(0);
  const { value, store } = useResource((shelves) => {
    const [first, wanted] = [toValue(list), total.value];
    return shelves.resource(keyOfNext(first, wanted), (shelf) => askFollowing(shelf, first, wanted), textOfNext);
  });
  const add = (wanted: number): void => {
    total.value = wanted;
  };
  return computed(() => maker.make(store.value, value.value, { ...options, list: toValue(list), total: total.value }, add));
};
