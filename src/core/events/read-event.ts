import type { ShelfEvent } from '../../types/event.js';
import { isEventName, isShortText, isTime, validateEvent, validateItems } from './validate-event.js';

/** Names as GA4 takes them, and as later versions will give them. */
const LATER_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** What a record is: an event, or one of a version later than this one. */
export interface ReadEvent {
  /** Holds what this version knows; of a later one's, all that was recorded. */
  readonly event: ShelfEvent;
  /** Is its name one that this version does not know? Then it is kept for the version that knows it, and used for nothing here. */
  readonly later: boolean;
}

/**
 * Decides whether what was kept, in whatever place, is an event. Everything that was written somewhere goes through here before it is
 * used: a record may have been decrypted without an error and still be nothing that this library writes.
 *
 * An event is what `track()` makes: an id, a moment from 1970 to 9999 (clocks may be wrong), and the rules of
 * `validateEvent`, with nothing left to be cut. Later versions may add names and fields, and keep the form of ids, times and items.
 *
 * @param id under which it was kept
 * @param record whatever was kept
 * @returns null where it is none
 */
export function readEvent(id: unknown, record: unknown): ReadEvent | null {
  if (!isShortText(id) || typeof record !== 'object' || record === null) return null;
  const { name, time, items } = record as { readonly [Key in keyof ShelfEvent]?: unknown };
  if (!isTime(time) || !Array.isArray(items)) return null;
  let whole = true;
  const cut = (): void => {
    whole = false;
  };
  if (isEventName(name)) {
    const valid = validateEvent(name, record, time, cut);
    return typeof valid === 'string' || !whole ? null : { event: { ...valid, id }, later: false };
  }
  if (typeof name !== 'string' || !LATER_NAME.test(name) || validateItems(items) === null) return null;
  return { event: { ...(record as ShelfEvent), id }, later: true };
}

/**
 * The events in a list that was kept or sent: what is none, of a later version, or there a second time, is left out.
 *
 * @param list whatever was kept
 */
export function readEvents(list: unknown): ShelfEvent[] {
  const known = new Map<string, ShelfEvent>();
  for (const entry of Array.isArray(list) ? list : []) {
    const read = readEvent(entry?.id, entry);
    if (read !== null && !read.later && !known.has(read.event.id)) known.set(read.event.id, read.event);
  }
  return [...known.values()];
}
