import type { ShelfEvent } from '../../types/event.js';
import { isEventName, isShortText, isTime, validateEvent, validateItems } from './validate-event.js';

/** Form of event names, GA4's and those of later versions. */
const LATER_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** A record of an event, of this version or a later one. */
export interface ReadEvent {
  /** The fields of this version; all recorded fields for an event of a later version. */
  readonly event: ShelfEvent;
  /** Whether its name is unknown to this version. Such an event is kept for the later version, and not used. */
  readonly later: boolean;
}

/**
 * Validates a stored record. Every stored event passes through here before use: a record may decrypt without an error and still be invalid.
 *
 * An event is valid if `track()` could have made it: an id, a time from 1970 to 9999 (clocks may be wrong), and nothing that `validateEvent`
 * would reject or cut. Later versions may add names and fields, but keep the form of ids, times and items.
 *
 * @param id its key
 * @param record any value
 * @returns null if it is not an event
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
 * Reads a stored or received list of events. Invalid events, duplicates and events of later versions are left out.
 *
 * @param list any value
 */
export function readEvents(list: unknown): ShelfEvent[] {
  const known = new Map<string, ShelfEvent>();
  for (const entry of Array.isArray(list) ? list : []) {
    const read = readEvent(entry?.id, entry);
    if (read !== null && !read.later && !known.has(read.event.id)) known.set(read.event.id, read.event);
  }
  return [...known.values()];
}
