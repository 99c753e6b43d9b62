import type { ShelfEvent } from '../../types/event.js';
import type { Forget, NotedForget } from '../../types/known.js';
import { bareItemId } from './same-name.js';

/**
 * Creates the note of a request to forget.
 *
 * @param what to forget
 * @param salt a new id from `createEventId`
 */
export function noteForget(what: Forget, salt: string): NotedForget {
  return 'eventId' in what ? { eventId: what.eventId } : { salt, hash: hashOf(salt, bareItemId(what.itemId)) };
}

/**
 * Whether an event matches the note. Events recorded after the note do not: the salt is an id of its time, and ids sort by time. A time in the
 * future comes from a wrong clock.
 */
export function isNoted(noted: NotedForget, { id, time, items }: Pick<ShelfEvent, 'id' | 'time' | 'items'>): boolean {
  if ('eventId' in noted) return noted.eventId === id;
  if (id > noted.salt && time <= Date.now()) return false;
  // Earlier versions noted the id as it was written.
  return items.some(({ item_id: itemId }) => [bareItemId(itemId), itemId].some((id) => hashOf(noted.salt, id) === noted.hash));
}

/** FNV-1a in 64 bits over UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(salt: string, text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const letter of salt + text) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(36);
}
