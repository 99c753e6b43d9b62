import type { ShelfEvent } from '../types/event.js';

/** Two equal events within this many milliseconds are one: tags that fire twice, effects that run twice. */
const WINDOW = 250;

/**
 * Recognises an event that repeats one just seen, and an order that was reported before.
 *
 * @returns a function: true where the event is a duplicate
 */
export function createDuplicateFilter(): (event: ShelfEvent) => boolean {
  const orders = new Set<string>();
  const recent = new Map<string, number>();
  return (event) => {
    if (event.transaction_id !== undefined) {
      // An order is bought once, but may be given back item by item.
      const items = event.name === 'refund' ? event.items.map((item) => item.item_id) : [];
      const order = JSON.stringify([event.name, event.transaction_id, items]);
      if (orders.has(order)) return true;
      orders.add(order);
    }
    const { id: _id, time, ...said } = event;
    const signature = JSON.stringify(said);
    // Oldest first: the rest is young as well.
    for (const [known, at] of recent) {
      if (Math.abs(time - at) <= WINDOW) break;
      recent.delete(known);
    }
    const repeated = recent.delete(signature);
    recent.set(signature, time);
    return repeated;
  };
}
