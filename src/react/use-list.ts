import { useDeferredValue, useState } from 'react';
import type { List, ListOptions } from '../binding/list.js';
import { createListMaker, type ListParts, textOfAnswer } from '../binding/list-maker.js';
import type { Identified } from '../binding/list-report.js';
import { askShelf, type ShelfCall } from '../binding/shelf-call.js';
import { sizedRequest } from '../binding/sized-request.js';
import type { Answer } from '../types/answer.js';
import { useCall } from './use-call.js';

/** How often in a row a component may suspend in vain: its call may change whenever it is tried again, and it would never be on the page. */
const MAX_WAITS = 3;
let waits = 0;

/**
 * The list of a call, kept up to date.
 *
 * @param parts the call, and what else the list is made of; equal calls share an answer
 * @param suspends whether to suspend until the first answer; never on a server, nor in place of content on the page
 */
export function useList<Item extends Identified>(parts: ListParts<Item>, suspends = false): List<Item> {
  const [maker] = useState(createListMaker<Item>);
  const { call, key, snapshot, store, resource } = useCall<Answer>(parts.call, askShelf, textOfAnswer);
  // An external store's update cannot be a transition. So urgent renders use the previous list, and the new one follows at a transition's
  // priority, without a fallback in between.
  const deferred = useDeferredValue(snapshot);
  // Never show another list's items.
  const shown = deferred.key && deferred.key !== key ? snapshot : deferred;
  if (suspends && shown.key) {
    if (shown.value !== undefined) waits = 0;
    // A thrown promise suspends in React 18 and 19. What a component remembers is lost with it, so the tries are counted for all together.
    else if (waits < MAX_WAITS)
      throw resource.load().then(() => {
        waits++;
      });
  }
  return maker.make(store, shown.value, { ...parts, call });
}

/**
 * The list of a call whose default count is the fallback's length.
 *
 * @param name of the shelf's method
 * @param options of the hook: the request, the fallback and `resolve`
 * @param about what the call is about
 * @param suspends as for `useList`
 */
export function useCatalogList(
  name: ShelfCall['name'],
  { fallback, resolve, ...request }: ListOptions = {},
  about?: ShelfCall['about'],
  suspends?: boolean,
): List<never> {
  return useList<never>(
    { call: { name, about, request: sizedRequest(request, fallback) }, fallback, resolve } as unknown as ListParts<never>,
    suspends,
  );
}
