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
  return (event) => {
    const { name, time, transaction_id: order } = event;
    if (order !== undefined) {
      // An order is bought once, but may be given back item by item.
      const known = `${name}\n${order}${name === 'refund' ? itemsOf(event) : ''}`;
      if (orders.has(known)) return true;
      orders.add(known);
    }
    const said = `${name}\n${event.value}\n${event.kind}\n${event.search_term}\n${event.item_list_id}\n${order}${itemsOf(event)}`;
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

function itemsOf({ items }: ValidEvent): string {
  let said = '';
  for (const { item_id: id, quantity, price } of items) said += `\n${id}\n${quantity}\n${price}`;
  return said;
}
