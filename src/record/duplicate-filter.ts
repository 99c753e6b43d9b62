import { toJson } from '../core/text/to-json.js';
import type { ShelfEvent } from '../types/event.js';

/** Two equal events within this many milliseconds are one: tags that fire twice, effects that run twice. */
const WINDOW = 250;
/** Orders, and events just seen, that are remembered, at most; the oldest are forgotten first. */
const REMEMBERED = 1000;

/** Recognises events that repeat others. */
export interface DuplicateFilter {
  /** Does it repeat one just seen, or an order that was reported before? It is remembered if not. */
  isDuplicate(event: ShelfEvent): boolean;
  /** Lets go of what is remembered: the same may be reported again. */
  forget(matches: (event: ShelfEvent) => boolean): void;
}

/** Makes a filter that has seen nothing yet. */
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
        // An order is bought once, but may be given back item by item.
        const known = toJson([name, order, name === 'refund' && items]);
        if (orders.has(known)) return true;
        remember(orders, known, event);
      }
      const said = toJson(rest);
      // Oldest first: the rest is young as well.
      for (const [known, { time: at }] of recent) {
        if (Math.abs(time - at) <= WINDOW) break;
        recent.delete(known);
      }
      const repeated = recent.get(said);
      recent.delete(said);
      // Of a repetition, the one that is kept is what may be forgotten.
      remember(recent, said, repeated === undefined ? event : { ...repeated, time });
      return repeated !== undefined;
    },
    forget: (matches) => {
      for (const seen of [orders, recent]) for (const [said, event] of seen) if (matches(event)) seen.delete(said);
    },
  };
}
