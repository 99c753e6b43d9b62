import { describe, expect, it } from 'vitest';
import { cartOf, reportedItems } from '../../../src/elements/request/page-items.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';

let number = 0;
const event = (name: EventName, ids: readonly string[], more: { time?: number; quantity?: number } = {}): ShelfEvent => ({
  id: `${++number}`,
  name,
  time: more.time ?? Date.now(),
  items: ids.map((item_id) => ({ item_id, ...(more.quantity === undefined ? {} : { quantity: more.quantity }) })),
});

describe('the cart', () => {
  it('contains what was added and not removed', () => {
    expect(cartOf([event('add_to_cart', ['a', 'b']), event('view_item', ['c']), event('remove_from_cart', ['a'])])).toEqual(['b']);
  });

  it('keeps an item while a piece of it is left', () => {
    const added = event('add_to_cart', ['a'], { quantity: 2 });
    const removed = event('remove_from_cart', ['a'], { quantity: 1 });
    expect(cartOf([added, removed])).toEqual(['a']);
    expect(cartOf([added, removed, removed])).toEqual([]);
  });

  it('is what the page shows as the cart, if it shows it', () => {
    expect(cartOf([event('add_to_cart', ['a']), event('view_cart', ['b', 'c'])])).toEqual(['b', 'c']);
    expect(cartOf([event('add_to_cart', ['a']), event('view_cart', [])])).toEqual(['a']);
  });

  it('is empty after an order, and after a month', () => {
    expect(cartOf([event('add_to_cart', ['a']), event('purchase', ['a'])])).toEqual([]);
    expect(cartOf([event('add_to_cart', ['a'], { time: Date.now() - 40 * 86_400_000 })])).toEqual([]);
  });
});

it('the product of a page is the latest that it has reported itself, not one of an earlier page', () => {
  const earlier = event('view_item', ['a'], { time: performance.timeOrigin - 1000 });
  expect(reportedItems([earlier], 'view_item')).toEqual([]);
  expect(reportedItems([earlier, event('view_item', ['b']), event('view_item', ['c']), event('add_to_cart', ['d'])], 'view_item')).toEqual([
    'c',
  ]);
});
