import type { Answer, ListSubject, RecommendedItem } from '../types/answer.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Identified, ListReport } from './list-report.js';

/** An item of a list, ready to render. */
export interface ListItem<Item> extends Omit<RecommendedItem, 'item'> {
  /** Position, from 0. Used as `key`, a list can change without layout shifts. */
  readonly place: number;
  /** The catalogue's record, or the shop's own: see `ListOptions`. */
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
  /** `useBecause` only: the item of the history that the list is about. */
  readonly about?: ListSubject;
  /** Reports actions on this list. */
  readonly report: ListReport;
}

/**
 * The shop's own record of an item; undefined or null if it has none: the item is left out, and the console says so once, code
 * `unresolved-item`.
 */
export type Resolve<Item> = (id: string) => Item | null | undefined;

/** Options of a list of the catalogue's records. An answer has the columns of the pack, and no other field of the fallback's records. */
export interface CatalogListOptions<Shown extends CatalogItem = CatalogItem> {
  /**
   * The shop's own list: shown on the server, while hydrating, until the answer arrives, and without one. The default `count` is its length, so
   * that the page keeps its height; a `placement` has its own.
   */
  readonly fallback?: readonly Shown[] | undefined;
  readonly resolve?: undefined;
}

/** Options of a list of the shop's own records. */
export interface ResolvedListOptions<Item extends Identified> {
  /** As in `CatalogListOptions`. */
  readonly fallback?: readonly Item[] | undefined;
  /** Gives the shop's own record of each item of an answer. Called whenever the list is made: it must be fast, and always give the same record. */
  readonly resolve: Resolve<Item>;
}

/** Options of every list hook but `useRerank`, besides its request. */
export type ListOptions<Item extends Identified = CatalogItem> = CatalogListOptions<Item & CatalogItem> | ResolvedListOptions<Item>;

/** Options of `useRerank`, besides its request. */
export interface OrderOptions {
  /** Another value asks for a whole new order, such as the search query or the category. Default: none. */
  readonly resetKey?: string | number | undefined;
}

/** A list hook: of the catalogue's records, or of the shop's own with `resolve`. */
export interface ListHook<Request> {
  <Shown extends CatalogItem>(options?: Request & CatalogListOptions<Shown>): List<CatalogItem>;
  <Item extends Identified>(options: Request & ResolvedListOptions<Item>): List<Item>;
}

/** A list hook about one item. */
export interface ItemListHook<Request> {
  <Shown extends CatalogItem>(itemId: string, options?: Request & CatalogListOptions<Shown>): List<CatalogItem>;
  <Item extends Identified>(itemId: string, options: Request & ResolvedListOptions<Item>): List<Item>;
}

/** A list hook about the items of a cart. */
export interface CartListHook<Request> {
  <Shown extends CatalogItem>(itemIds: string | readonly string[], options?: Request & CatalogListOptions<Shown>): List<CatalogItem>;
  <Item extends Identified>(itemIds: string | readonly string[], options: Request & ResolvedListOptions<Item>): List<Item>;
}
