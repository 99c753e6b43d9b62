import { DEFAULT_COUNT } from '../core/default-count.js';
import type { Answer } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Shelf } from '../types/shelf.js';
import type { List, ListItem, Resolve } from './list.js';
import { callOfList, entriesOfAnswer } from './list-maker.js';
import { createListReport, type Identified } from './list-report.js';
import { askShelf, textOfParts } from './shelf-call.js';
import type { ShelfStore } from './shelf-store.js';

/** Result of `useNextItems()`. Immutable, and the same object until it changes. */
export interface NextItems<Item> extends Pick<List<Item>, 'items' | 'report'> {
  /** `complete`: the list has no more items, or cannot be continued. `loading`: the first list, or the next items, are on their way. */
  readonly status: 'loading' | 'ready' | 'complete';
  /** Adds the next items, `count` of them. Does nothing while `status` is not `ready`. */
  readonly more: () => void;
}

/** Options of `useNextItems()`. */
export interface NextOptions {
  /** Number of items that `more()` adds, 1 to 1000. Default: as many as the list had at first. */
  readonly count?: number | undefined;
}

/** `useNextItems`: of a list of the catalogue's records, or of the shop's own with the list's `resolve`. */
export interface NextHook {
  (list: List<CatalogItem>, options?: NextOptions & { readonly resolve?: undefined }): NextItems<CatalogItem>;
  <Item extends Identified>(list: List<Item>, options: NextOptions & { readonly resolve: Resolve<Item> }): NextItems<Item>;
}

/** The items after a list. */
export interface Following {
  readonly items: Answer['items'];
  /** Whether there are no more. */
  readonly ended: boolean;
}

/** The latest lists that a shelf can continue. */
const MAX_LISTS = 20;
const NONE: Following = { items: [], ended: false };
const following = new WeakMap<Shelf, Map<string, Promise<Following>>>();

/**
 * The first items after a list. The shelf gives each item once, so those it gave are kept: asking again for as many asks the shelf nothing. A
 * list that the shelf has forgotten, since others were made after it, is made anew, longer.
 *
 * @param total number of items after the list
 */
export function askFollowing(shelf: Shelf, list: List<unknown>, total: number): Promise<Following> {
  const lists = following.get(shelf) ?? new Map<string, Promise<Following>>();
  following.set(shelf, lists);
  const id = list.recommendationId;
  const asked = (lists.get(id) ?? Promise.resolve(NONE)).then(async (had) => {
    const missing = total - had.items.length;
    if (had.ended || missing <= 0) return had;
    const { items, trace } = await shelf.next(id, missing);
    const call = callOfList.get(list);
    if (call && trace.notes.some(({ code }) => code === 'list-gone')) {
      const count = list.items.length + total;
      const longer = await askShelf<Answer>(shelf, { ...call, request: { ...call.request, count } });
      if (longer)
        return {
          items: longer.items.filter((item) => !list.items.some((shown) => shown.id === item.id)),
          ended: longer.items.length < count,
        };
    }
    return { items: [...had.items, ...items], ended: items.length < missing };
  });
  lists.set(
    id,
    asked.catch(() => NONE),
  );
  for (const old of lists.keys()) if (lists.size > MAX_LISTS) lists.delete(old);
  return asked;
}

/** Makes the longer lists of one component. */
export interface NextMaker<Item> {
  /**
   * Makes the longer list; the same object while nothing in it changes.
   *
   * @param next what follows the list; undefined until it arrives, null if there is none
   * @param parts the list, the number of items wanted after it, and `resolve`
   * @param add asks for a number of items after the list
   */
  readonly make: (
    store: ShelfStore,
    next: Following | null | undefined,
    parts: NextParts<Item>,
    add: (total: number) => void,
  ) => NextItems<Item>;
}

/** What a longer list is made of. */
interface NextParts<Item> extends NextOptions {
  readonly list: List<Item>;
  /** Number of items wanted after the list. */
  readonly total: number;
  readonly resolve?: Resolve<Item> | undefined;
}

/** Key of the resource of the items after a list. */
export const keyOfNext = (list: List<unknown>, total: number): string => textOfParts(['next', list.recommendationId, total]);
/** The part of them that is compared. */
export const textOfNext = ({ items, ended }: Following): string => textOfParts([items, ended]);

/** Creates a maker of longer lists. */
export function createNextMaker<Item extends Identified>(): NextMaker<Item> {
  let last: { readonly parts: NextParts<Item>; readonly made: NextItems<Item> } | undefined;
  /** Shown while those of a newer list are on their way, so that the page keeps its height. */
  let before: Answer['items'] = [];
  let seen = new Set<string>();
  let era = 0;
  return {
    make: (store, next, parts, add) => {
      // They may be somebody else's.
      if (store.era() !== era) before = [];
      era = store.era();
      const { list, total, resolve, count = list.items.length || DEFAULT_COUNT } = parts;
      if (next) before = next.items;
      if (last?.parts.list.recommendationId !== list.recommendationId) seen = new Set();
      const ids = new Set(list.items.map(({ id }) => id));
      const others = entriesOfAnswer(
        before.filter(({ id }) => !ids.has(id)),
        resolve,
      );
      const items: ListItem<Item>[] = [...list.items, ...others.map((entry, at) => ({ ...entry, place: list.items.length + at }))];
      const waits = list.status === 'loading' || (next === undefined && total > 0);
      const ended = !list.recommendationId || next === null || next?.ended;
      const status = waits ? 'loading' : ended ? 'complete' : 'ready';
      const old = last?.made;
      const isSame =
        last?.parts.list === list &&
        last.parts.total === total &&
        last.parts.count === parts.count &&
        old?.status === status &&
        old.items.length === items.length &&
        items.every(({ item }, place) => item === old.items[place].item);
      const made =
        isSame && old
          ? old
          : Object.freeze({
              items,
              status,
              report: createListReport(store, items, list.recommendationId, seen),
              more: () => {
                if (status === 'ready') add(total + count);
              },
            } satisfies NextItems<Item>);
      last = { parts, made };
      return made;
    },
  };
}
