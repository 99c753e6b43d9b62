import { toJson } from '../core/text/to-json.js';
import type { ShelfEvent } from '../types/event.js';

/** Two equal events within this many milliseconds are one: tags that fire twice, effects that run twice. */
const WINDOW = 250;
/** Maximum number of orders, and of recent events, remembered; the oldest are dropped first. */
const REMEMBERED = 1000;

/** Recognises duplicate events. */
export interface DuplicateFilter {
  /** Whether the event repeats a recent one, or an order reported before. A new event is remembered. */
  isDuplicate(event: ShelfEvent): boolean;
  /** Forgets matching events, so that the same ones may be reported again. */
  forget(matches: (event: ShelfEvent) => boolean): void;
}

/** Creates a filter without remembered events. */
export function createDuplicateFilter(): DuplicateFilter {
  const orders = new Map<string, ShelfEvent>();
  const recent = new Map<string, ShelfEvent>();
  const remember = (seen: Map<string, ShelfEvent>, said: string, event: ShelfEvent): void => {
    seen.set(said, event);
    if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value as string);
  };
  return {
    isDuplicate: (event) => {
      const { id: _, time, ...rest } = event;
      const { name, transaction_id: order, items } = event;
      if (order !== undefined) {
        // An order is bought once, but may be refunded item by item.
        const known = toJson([name, order, name === 'refund' && items]);
        if (orders.has(known)) return true;
        remember(orders, known, event);
      }
      const said = toJson(rest);
      // Oldest first: all that follow are within the window too.
      for (const [known, { time: at }] of recent) {
        if (Math.abs(time - at) <= WINDOW) break;
        recent.delete(known);
      }
      const repeated = recent.get(said);
      recent.delete(said);
      // Remembers the kept event, not its repetition: `forget()` matches the kept one.
      remember(recent, said, repeated === undefined ? event : { ...repeated, time });
      return repeated !== undefined;
    },
    forget: (matches) => {
      for (const seen of [orders, recent]) for (const [said, event] of seen) if (matches(event)) seen.delete(said);
    },
  };
}
