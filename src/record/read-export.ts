import type { ShelfEvent } from '../types/event.js';
import { validateEvent } from './validate-event.js';

/** Ids as `createEventId` makes them; earlier ones have capital letters. */
const EVENT_ID = /^[0-9a-z]{26}$/i;

/**
 * Reads the events of a `ProfileExport`, holding each to the same rules as `track()`. What is no event is left out.
 *
 * @param data whatever was given to `profile.import()`
 */
export function readExport(data: unknown): ShelfEvent[] {
  const events = (data as { events?: unknown } | null | undefined)?.events;
  if (!Array.isArray(events)) return [];
  return events.flatMap((given: Partial<ShelfEvent> | null) => {
    const time = given?.time;
    if (typeof time !== 'number' || !Number.isFinite(time) || typeof given?.id !== 'string' || !EVENT_ID.test(given.id)) return [];
    const event = validateEvent(given.name, given, time);
    return typeof event === 'string' ? [] : [{ ...event, id: given.id }];
  });
}
