import { useDeferredValue, useMemo } from 'react';
import type { Answer, RecommendedItem } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Shelf } from '../types/shelf.js';
import { createListReport, type ListReport } from './list-report.js';
import type { ShelfListCall } from './shelf-list-call.js';
import { useResource } from './use-resource.js';

/** One place of a list, ready to be rendered. */
export interface ListItem<Item> extends Omit<RecommendedItem, 'item'> {
  /** Number of the place, from 0. As a React `key` it lets a list change without anything moving on the page. */
  readonly place: number;
  readonly item: Item;
}

/** What every list hook gives. Immutable, and the same object until something of it changes. */
export interface List<Item> {
  readonly items: readonly ListItem<Item>[];
  /**
   * `loading`: the fallback, since there is no answer yet; so on every server and while hydrating. `ready`: the shelf's answer.
   * `fallback`: the fallback, since the shelf has no better list.
   */
  readonly status: 'loading' | 'ready' | 'fallback';
  /** What made the list. */
  readonly servedBy: Answer['servedBy'];
  /** The answer's, for `item_list_id` in events of your own; empty where the hook's fallback is shown. */
  readonly recommendationId: string;
  /** Bound to this list and the places of its items. */
  readonly report: ListReport;
}

/** What every list hook but `useRerank` takes, besides its request. */
export interface ListOptions<Item> {
  /**
   * What stands there on the server, while the page hydrates, until the answer is here, and where there is none: the shop's own
   * list. Unless `count` is given, the answer is asked to be as long, so that the page keeps its height.
   */
  readonly fallback?: readonly (CatalogItem & Item)[];
}

type Entry<Item> = Omit<ListItem<Item>, 'place'>;

const NOTHING: readonly never[] = [];
const FALLBACK: Answer['servedBy'] = { model: 'fallback', backend: 'none' };

const ask = (shelf: Shelf, [name, ...parameters]: ShelfListCall): Promise<Answer> | undefined =>
  // What the union of tuples promises pair by pair cannot be said of a name and its parameters apart.
  (shelf[name] as ((...given: readonly unknown[]) => Promise<Answer>) | undefined)?.apply(shelf, parameters);
/** What of an answer is looked at; its own id and the time it took are not. */
const textOf = ({ servedBy, items }: Answer): string => JSON.stringify([servedBy, items]);
const entryOf = <Item extends { readonly id: string }>(item: Item): Entry<Item> => ({ id: item.id, score: 0, reasons: NOTHING, item });

/** The items as the answer orders them; those it does not name stand at the end. */
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
 * The list that a call gives, kept up to date.
 *
 * @param call the list's identity: equal calls share an answer
 * @param fallback see `ListOptions`
 * @param suspends until the first answer? Never on a server, nor in place of what is on the page
 * @param reorders is the fallback what is to be ordered? Then no item of it is lost, and none comes in
 */
export function useList<Item extends { readonly id: string }>(
  call: ShelfListCall,
  fallback: readonly Item[] = NOTHING,
  suspends = false,
  reorders = false,
): List<Item> {
  const key = JSON.stringify(call);
  const [snapshot, store, resource] = useResource(key, (shelf) => ask(shelf, call), textOf);
  // What comes from outside React cannot be a transition. So what is urgent renders with the list of before, and the new one
  // follows at a transition's priority; nothing is shown in place of it meanwhile.
  const deferred = useDeferredValue(snapshot);
  // But another list's items are never shown as this one's.
  const shown = deferred.key && deferred.key !== key ? snapshot : deferred;
  // A promise that is thrown suspends in React 18 and 19 alike.
  if (suspends && shown.key && shown.value === undefined) throw resource.load();

  // The shelf's own fallback may be ids alone: the hook's is better.
  const answer = shown.value?.servedBy.model === 'fallback' && fallback.length > 0 ? null : shown.value;
  /** Another array on every render changes nothing where it is not shown. */
  const needed = !answer || reorders ? fallback : null;
  return useMemo(() => {
    // The catalogue's records, with what the shop says of its own feed.
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
 * `useList` for hooks whose answer is as long as their fallback, unless they say otherwise.
 *
 * @param options the hook's
 * @param callOf puts the request, which is the options without the fallback, into its call
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
