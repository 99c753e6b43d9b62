import { toJson } from '../core/text/to-json.js';
import { warnOnce } from '../core/text/warn-once.js';
import type { Answer } from '../types/answer.js';
import { createKeptOrder } from './kept-order.js';
import type { List, ListItem, Resolve } from './list.js';
import { createListReport, type Identified } from './list-report.js';
import { type ShelfCall, textOfParts } from './shelf-call.js';
import type { ShelfStore } from './shelf-store.js';

/** What a list is made of, besides an answer. */
export interface ListParts<Item> {
  readonly call: ShelfCall;
  /** See `ListOptions`. */
  readonly fallback?: readonly Item[] | undefined;
  readonly resolve?: Resolve<Item> | undefined;
  /** `useRerank`: the list is the fallback, reordered. Another value, or another request, has an order of its own. */
  readonly order?: string;
}

/** Makes the lists of one component. */
export interface ListMaker<Item> {
  /**
   * Makes the list of an answer; the same object while nothing in it changes.
   *
   * @param answer undefined until it arrives, null if there is none
   */
  readonly make: (store: ShelfStore, answer: Answer | null | undefined, parts: ListParts<Item>) => List<Item>;
}

/** The call that a list is of, for making it longer. */
export const callOfList = new WeakMap<object, ShelfCall>();

type Entry<Item> = Omit<ListItem<Item>, 'place'>;

const NOTHING: readonly never[] = [];
const FALLBACK: Answer['servedBy'] = { model: 'fallback', backend: 'none' };
const entryOf = <Item extends Identified>(item: Item): Entry<Item> => ({ id: item.id, score: 0, reasons: NOTHING, item });

/** The part of an answer that is compared: all but its id and its time. */
export const textOfAnswer = ({ servedBy, items, about }: Answer): string => toJson([servedBy, items, about]);

/** An answer's items with records from elsewhere; those without one are left out. */
function withRecords<Item>(items: Answer['items'], resolve: Resolve<Item>): Entry<Item>[] {
  return items.flatMap(({ item: _, ...entry }) => {
    const item = resolve(entry.id);
    return item == null ? [] : { ...entry, item };
  });
}

/** The shop's function, which may throw; what it does not know is said once. */
function guarded<Item>(resolve: Resolve<Item>): Resolve<Item> {
  return (id) => {
    let why: unknown = '';
    let item: Item | null | undefined;
    try {
      item = resolve(id);
    } catch (error) {
      why = ` (${error})`;
    }
    if (item == null)
      warnOnce('resolve', 'unresolved-item', `resolve() gives no record of the item ${id}, so it is left out of the list${why}.`);
    return item;
  };
}

/** An answer's items: the catalogue's records, or those of `resolve`. */
export const entriesOfAnswer = <Item>(items: Answer['items'], resolve: Resolve<Item> | undefined): readonly Entry<Item>[] =>
  // Without `resolve` the type of the items is the catalogue's.
  resolve ? withRecords(items, guarded(resolve)) : (items as unknown as readonly Entry<Item>[]);

/** Creates a maker of lists. */
export function createListMaker<Item extends Identified>(): ListMaker<Item> {
  /** By answer, so that a render which is thrown away costs no list its identity. */
  const made = new WeakMap<object, { readonly store: ShelfStore; readonly list: List<Item>; readonly seen: Set<string> }>();
  const [loading, none] = [{}, {}];
  const { arrange } = createKeptOrder();

  const entriesOf = (
    answer: Answer | null | undefined,
    { call, fallback = NOTHING, resolve, order }: ListParts<Item>,
    era: number,
  ): readonly Entry<Item>[] => {
    if (order === undefined) return answer ? entriesOfAnswer(answer.items, resolve) : fallback.map(entryOf);
    const own = new Map(fallback.map((item) => [item.id, item]));
    const ranked = withRecords(answer?.items ?? NOTHING, (id) => own.get(id));
    for (const { id } of ranked) own.delete(id);
    // Items that the answer leaves out are at the end.
    return arrange(
      [...ranked, ...[...own.values()].map(entryOf)],
      fallback.map(({ id }) => id),
      textOfParts([order, call.request, era]),
      !!answer,
    );
  };

  return {
    make: (store, given, parts) => {
      // The shelf's fallback may consist of ids only; the hook's has records.
      const answer = given?.servedBy.model === 'fallback' && parts.fallback?.length ? null : given;
      const entries = entriesOf(answer, parts, store.era());
      // The order of the shop, for a group of an experiment: the fallback is its list, and what happens to it is recorded.
      const control = answer === null && given?.trace.placement?.arm !== undefined ? given : null;
      const key = answer ?? control ?? (answer === null ? none : loading);
      const last = made.get(key);
      const isSame = ({ item, id }: Entry<Item>, place: number): boolean =>
        last?.list.items[place]?.item === item && last.list.items[place].id === id;
      if (last?.store === store && last.list.items.length === entries.length && entries.every(isSame)) return last.list;
      const items = Object.freeze(entries.map((entry, place) => ({ ...entry, place })));
      const servedBy = answer?.servedBy ?? FALLBACK;
      const { recommendationId } = answer ?? control ?? { recommendationId: '' };
      const seen = last?.seen ?? new Set<string>();
      const list: List<Item> = Object.freeze({
        items,
        status: answer === undefined ? 'loading' : servedBy.model === 'fallback' ? servedBy.model : 'ready',
        servedBy,
        recommendationId,
        ...(answer?.about && { about: answer.about }),
        report: createListReport(store, items, recommendationId, seen),
      });
      callOfList.set(list, parts.call);
      made.set(key, { store, list, seen });
      return list;
    },
  };
}
