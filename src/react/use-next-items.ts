import { useState } from 'react';
import type { List, Resolve } from '../binding/list.js';
import type { Identified } from '../binding/list-report.js';
import { askFollowing, createNextMaker, keyOfNext, type NextHook, type NextOptions, textOfNext } from '../binding/next-items.js';
import { useResource } from './use-resource.js';

/**
 * A list that the shopper can make longer: its items, and with each `more()` the next ones. When the list changes, as many follow the new one.
 *
 * @param list of a list hook other than `useRerank`
 * @param options how many items to add, and the `resolve` of the list if it has one
 * @example
 * const { items, status, more, report } = useNextItems(useRecommendations({ count: 8 }));
 */
export const useNextItems: NextHook = <Item extends Identified>(
  list: List<Item>,
  options: NextOptions & { readonly resolve?: Resolve<Item> | undefined } = {},
) => {
  const [maker] = useState(createNextMaker<Item>);
  const [total, setTotal] = useState(0);
  const [{ value }, store] = useResource(keyOfNext(list, total), (shelf) => askFollowing(shelf, list, total), textOfNext);
  return maker.make(store, value, { ...options, list, total }, setTotal);
};
