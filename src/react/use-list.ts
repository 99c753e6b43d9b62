import { useDeferredValue, useMemo } from 'react';
import type { Answer, RecommendedItem } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Shelf } from '../types/shelf.js';
import { createListReport, type ListReport } from './list-report.js';
import type { ShelfListCall } from './shelf-list-call.js';
import { useResource } from './use-resource.js';

/** An item of a list, ready to render. */
export interface ListItem<Item> extends Omit<RecommendedItem, 'item'> {
  /** Position, from 0. Used as React `key`, a list can change without layout shifts. */
  readonly place: number;
  readonly item: Item;
}

/** Result of every list hook. Immutable, and the same object until it changes. */
export interface List<Item> {
  readonly items: readonly ListItem<Item>[];
  /**
   * `loading`: the fallback, until the answer arrives, on a server, and while hydrating. `ready`: the shelf's answer. `fallback`: the fallback,
   * since the shelf has no better list.
   */
  readonly status: 'loading' | 'ready' | 'fallback';
  /** Model that made the list. */
  readonly servedBy: Answer['servedBy'];
  /** Id of the answer, for `item_list_id` of your own events; '' for the fallback. */
  readonly recommendationId: string;
  /** Reports actions on this list. */
  readonly report: ListReport;
}

/** Options of every list hook but `useRerank`, besides its request. */
export interface ListOptions<Item> {
  /**
   * The shop's own list: shown on the server, while hydrating, until the answer arrives, and without one. The default `count` is its length, so
   * that the page keeps its height.
   */
  readonly fallback?: readonly (CatalogItem & Item)[];
}

type Entry<Item> = Omit<ListItem<Item>, 'place'>;

const NOTHING: readonly never[] = [];
const FALLBACK: Answer['servedBy'] = { model: 'fallback', backend: 'none' };

const ask = (shelf: Shelf, [name, ...parameters]: ShelfListCall): Promise<Answer> | undefined =>
  // TypeScript does not relate a name and its parameters once they are separated from their tuple.
  (shelf[name] as ((...given: readonly unknown[]) => Promise<Answer>) | undefined)?.apply(shelf, parameters);
/** The part of an answer that is compared: all but its id and its time. */
const textOf = ({ servedBy, items }: Answer): string => JSON.stringify([servedBy, items]);
const entryOf = <Item extends { readonly id: string }>(item: Item): Entry<Item> => ({ id: item.id, score: 0, reasons: NOTHING, item });

/** The items in the answer's order; those not in it are at the end. */
function reorder<Item extends { readonly id: string }>(items: readonly Item[], answer: Answer): Entry<Item>[] {
  const left = new Map(items.map((item) => [item.id, entryOf(item)]));
  const ranked = answer.items.flatMap(({ item: _, ...entry }) => {
    const own = left.get(entry.id);
    left.delete(entry.id);
    return own === undefined ? [] : { ...own, ...entry };
  });
  return [...ranked, ...left.values()];
}

/**
 * The list of a call, kept up to date.
 *
 * @param call equal calls share an answer
 * @param fallback see `ListOptions`
 * @param suspends whether to suspend until the first answer; never on a server, nor in place of content on the page
 * @param reorders whether the list is the fallback, reordered: without items removed or added
 */
export function useList<Item extends { readonly id: string }>(
  call: ShelfListCall,
  fallback: readonly Item[] = NOTHING,
  suspends = false,
  reorders = false,
): List<Item> {
  const key = JSON.stringify(call);
  const [snapshot, store, resource] = useResource(key, (shelf) => ask(shelf, call), textOf);
  // An external store's update cannot be a transition. So urgent renders use the previous list, and the new one follows at a transition's
  // priority, without a fallback in between.
  const deferred = useDeferredValue(snapshot);
  // Never show another list's items.
  const shown = deferred.key && deferred.key !== key ? snapshot : deferred;
  // A thrown promise suspends in React 18 and 19.
  if (suspends && shown.key && shown.value === undefined) throw resource.load();

  // The shelf's fallback may consist of ids only; the hook's has records.
  const answer = shown.value?.servedBy.model === 'fallback' && fallback.length > 0 ? null : shown.value;
  /** A new array on every render changes nothing while it is not shown. */
  const needed = !answer || reorders ? fallback : null;
  return useMemo(() => {
    // The catalogue's records, typed as the shop's own.
    const entries = (!answer ? needed?.map(entryOf) : needed ? reorder(needed, answer) : answer.items) as Entry<Item>[];
    const items = Object.freeze(entries.map((entry, place) => ({ ...entry, place })));
    const servedBy = answer?.servedBy ?? FALLBACK;
    const recommendationId = answer?.recommendationId ?? '';
    return Object.freeze({
      items,
      status: answer === undefined ? 'loading' : servedBy.model === 'fallback' ? servedBy.model : 'ready',
      servedBy,
      recommendationId,
      report: createListReport(store, items, recommendationId),
    });
  }, [store, answer, needed]);
}

/**
 * `useList` with the fallback's length as the default count.
 *
 * @param options of the hook
 * @param callOf creates the call from the request, which is the options without the fallback
 * @param suspends as for `useList`
 */
export function useCatalogList<Item extends Partial<CatalogItem>, Request extends { readonly count?: number }>(
  { fallback, ...request }: ListOptions<Item> & Request,
  callOf: (request: Omit<ListOptions<Item> & Request, 'fallback'>) => ShelfListCall,
  suspends?: boolean,
): List<CatalogItem & Item> {
  const sized = fallback?.length ? { count: fallback.length, ...request } : request;
  return useList(callOf(sized), fallback, suspends);
}
