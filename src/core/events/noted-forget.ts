import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedConditions, NotedForget } from '../../types/known.js';
import { readCategory } from '../catalog/category-levels.js';
import { bareItemId } from './same-name.js';

/** What tells whether an event is meant. */
type NotedEvent = Pick<ShelfEvent, 'id' | 'name' | 'time' | 'items' | 'taste_kind' | 'taste_name'>;

/** A request by category or brand: only a pack tells which items it is about. */
export type NotedByCatalog = Extract<NotedForget, { readonly where: NotedConditions }>;

/**
 * Creates the note of a request to forget.
 *
 * @param what to forget
 * @param salt a new id from `createEventId`
 */
export function noteForget(what: Forget, salt: string): NotedForget {
  const { eventId, itemId, category, brand, name, ...span } = what;
  const single = Object.keys(what).length === 1;
  if (single && eventId !== undefined) return { eventId };
  if (single && itemId !== undefined) return { salt, hash: saltedHash(salt, bareItemId(itemId)) };
  return {
    salt,
    where: {
      ...span,
      ...(eventId !== undefined && { eventId }),
      ...(itemId !== undefined && { item: saltedHash(salt, bareItemId(itemId)) }),
      ...(category !== undefined && { category: saltedHash(salt, readCategory(category)) }),
      ...(brand !== undefined && { brand: saltedHash(salt, brand.trim()) }),
      ...(name !== undefined && { name: saltedHash(salt, name) }),
    },
  };
}

/** Whether only a pack tells which events the request is about. */
export function isByCatalog(noted: Forget | NotedForget): noted is NotedByCatalog {
  return 'where' in noted && (noted.where.category ?? noted.where.brand) !== undefined;
}

/**
 * Whether an event matches the note. Events recorded after the note do not: the salt is an id of its time, and ids sort by time. A time in the
 * future comes from a wrong clock.
 *
 * @param isMeant whether an item is of the category and brand of the request. Default: it may be
 * @param isNamed whether a category or brand, by its name in the catalogue, is of the request. Default: it may be
 */
export function isNoted(
  noted: NotedForget,
  { id, name, time, items, taste_kind: kind, taste_name: taste = '' }: NotedEvent,
  isMeant: (itemId: string) => boolean = () => true,
  isNamed: (kind: 'category' | 'brand', name: string) => boolean = () => true,
): boolean {
  if ('eventId' in noted) return noted.eventId === id;
  if ('eventIds' in noted) return noted.eventIds.includes(id);
  const { salt } = noted;
  if (id > salt && time <= Date.now()) return false;
  // Earlier versions noted the id as it was written.
  const isItem = (itemId: string, hash: string | undefined): boolean =>
    hash === undefined || [bareItemId(itemId), itemId].some((id) => saltedHash(salt, id) === hash);
  if ('hash' in noted) return items.some(({ item_id: itemId }) => isItem(itemId, noted.hash));
  const { where } = noted;
  if (time < (where.from ?? time) || time > (where.to ?? time) || id !== (where.eventId ?? id)) return false;
  if (where.name !== undefined && where.name !== saltedHash(salt, name)) return false;
  if (where.item === undefined && !isByCatalog(noted)) return true;
  // A wish is about one thing alone.
  if (kind === 'category' || kind === 'brand')
    return where.item === undefined && where[kind === 'brand' ? 'category' : 'brand'] === undefined && isNamed(kind, taste);
  return items.some(({ item_id: itemId }) => isItem(itemId, where.item) && isMeant(itemId));
}

/**
 * The hash of a text in a note. FNV-1a in 64 bits over UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/
 *
 * @param salt of the note
 * @param text such as an item's id
 */
export function saltedHash(salt: string, text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const letter of salt + text) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(36);
}
