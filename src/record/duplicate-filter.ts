import type { ValidEvent } from './validate-event.js';

/** Two equal events within this many milliseconds are one: tags that fire twice, effects that run twice. */
const WINDOW = 250;

/**
 * Recognises an event that repeats one just seen, and an order that was reported before.
 *
 * @returns a function: true where the event is a duplicate
 */
export function createDuplicateFilter(): (event: ValidEvent) => boolean {
  const orders = new Set<string>();
  const recent = new Map<string, number>();
  return ({ time, ...event }) => {
    const { name, transaction_id: order, items } = event;
    if (order !== undefined) {
      // An order is bought once, but may be given back item by item.
      const known = JSON.stringify([name, order, name === 'refund' && items]);
      if (orders.has(known)) return true;
      orders.add(known);
    }
    const said = JSON.stringify(event);
    // Oldest first: the rest is young as well.
    for (const [known, at] of recent) {
      if (Math.abs(time - at) <= WINDOW) break;
      recent.delete(known);
    }
    const repeated = recent.delete(said);
    recent.set(said, time);
    return repeated;
  };
}
