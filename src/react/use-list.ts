import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import type { Answer, RecommendedItem } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import { createListReport, type ListReport } from './list-report.js';
import { useShelfStore } from './onshelf-provider.js';
import type { ReactShelf } from './react-shelf.js';
import { SERVER_SNAPSHOT } from './resource.js';

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
  /** The answer's, for `item_list_id` in events of your own; undefined where the fallback is shown. */
  readonly recommendationId: string | undefined;
  /** Bound to this list and the places of its items. */
  readonly report: ListReport;
}

/** What every list hook but `useRerank` takes. */
export interface ListOptions<Item> {
  /**
   * What stands there on the server, while the page hydrates, until the answer is here, and where there is none: the shop's own
   * list. Unless `count` is given, the answer is asked to be as long, so that the page keeps its height.
   */
  readonly fallback?: readonly (CatalogItem & Item)[];
}

/** How a list is asked for and laid out. */
export interface ListPlan<Item> {
  /** The shelf's call and what it is given: the list's identity. */
  readonly call: readonly [method: string, ...parameters: unknown[]];
  readonly ask: (shelf: ReactShelf) => Promise<Answer> | undefined;
  readonly fallback: readonly Item[];
  /** The items of an answer; null: the fallback is better. */
  readonly arrange: (answer: Answer) => readonly Omit<ListItem<Item>, 'place'>[] | null;
  /** Suspend until the first answer? Never on a server, nor in place of what is on the page. */
  readonly suspend?: boolean;
}

const FALLBACK: Answer['servedBy'] = Object.freeze({ model: 'fallback', backend: 'none' });
const readServer = (): typeof SERVER_SNAPSHOT => SERVER_SNAPSHOT;
/** What of an answer is looked at; the time it took is not. */
const textOf = ({ servedBy, items }: Answer): string =>
  JSON.stringify([servedBy, items.map(({ id, score, reasons }) => [id, score, reasons])]);

/** The list of a plan, kept up to date. */
export function useList<Item extends { readonly id: string }>(plan: ListPlan<Item>): List<Item> {
  const store = useShelfStore();
  const key = JSON.stringify(plan.call);
  const resource = store.resource<Answer>(key, { ask: plan.ask, textOf });
  const snapshot = useSyncExternalStore(resource.subscribe, resource.read, readServer);
  // What comes from outside React cannot be a transition. So what is urgent renders with the list of before, and the new one
  // follows at a transition's priority; nothing is shown in place of it meanwhile.
  const deferred = useDeferredValue(snapshot);
  // But another list's items are never shown as this one's.
  const shown = deferred.key === key || deferred.key === null ? deferred : snapshot;
  // A promise that is thrown suspends in React 18 and 19 alike.
  if (plan.suspend && shown.status === 'loading' && shown.key !== null) throw resource.load();

  const answer = shown.value;
  const arranged = useMemo(() => answer && plan.arrange(answer), [answer, plan.arrange]);
  const fallback = arranged === null ? plan.fallback : null;
  return useMemo(() => {
    const listed = arranged ?? fallback?.map((item) => ({ id: item.id, score: 0, reasons: [], item })) ?? [];
    const items = Object.freeze(listed.map((entry, place) => Object.freeze({ ...entry, place })));
    const served = arranged !== null && answer !== null;
    const listId = served ? answer.recommendationId : undefined;
    return Object.freeze({
      items,
      status: served && answer.servedBy.model !== 'fallback' ? 'ready' : shown.status === 'loading' ? 'loading' : 'fallback',
      servedBy: served ? answer.servedBy : FALLBACK,
      recommendationId: listId,
      report: createListReport(
        store,
        items.map(({ id }) => id),
        resource.shown,
        listId,
      ),
    });
  }, [store, resource, shown, answer, arranged, fallback]);
}
