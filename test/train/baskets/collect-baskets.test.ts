import { describe, expect, it } from 'vitest';
import { collectBaskets } from '../../../src/train/baskets/collect-baskets.js';
import { TRAINED_EVENTS } from '../../../src/train/log/events/event-rules.js';
import type { Interactions } from '../../../src/train/log/interactions.js';
import { interactionsOf } from '../tools/interactions-of.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);

/** The events of one shopper: `[item, minutes, name, order]`. */
function logOf(events: readonly (readonly [number, number, 'view_item' | 'add_to_cart' | 'purchase', number?])[]): Interactions {
  const log = interactionsOf(
    [events.map(([item]) => item)],
    10,
    events.map(([, minutes]) => START + minutes * MINUTE),
  );
  return {
    ...log,
    names: Uint8Array.from(events, ([, , name]) => TRAINED_EVENTS.indexOf(name)),
    orders: Uint32Array.from(events, ([, , , order = 0]) => order),
  };
}

const basketsOf = (log: Interactions): number[][] => {
  const { offsets, items } = collectBaskets(log);
  return Array.from({ length: offsets.length - 1 }, (_, basket) => [...items.subarray(offsets[basket], offsets[basket + 1])]);
};

describe('a basket', () => {
  it('is the purchases of one order, each item once, however long they take', () => {
    const log = logOf([
      [1, 0, 'purchase', 1],
      [2, 90, 'purchase', 1],
      [2, 91, 'purchase', 1],
      [3, 92, 'purchase', 2],
      [4, 92, 'purchase', 2],
    ]);
    expect(basketsOf(log)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('is the purchases of one visit where they have no order, and a visit ends after half an hour', () => {
    const log = logOf([
      [1, 0, 'purchase'],
      [2, 29, 'purchase'],
      [3, 60, 'purchase'],
      [4, 61, 'purchase'],
    ]);
    expect(basketsOf(log)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('is the cart of a visit in which nothing was bought, and not also the cart of an order', () => {
    const cart = [
      [1, 0, 'add_to_cart'],
      [2, 1, 'add_to_cart'],
      [3, 2, 'view_item'],
    ] as const;
    expect(basketsOf(logOf(cart))).toEqual([[1, 2]]);
    expect(basketsOf(logOf([...cart, [1, 5, 'purchase', 7], [4, 5, 'purchase', 7]]))).toEqual([[1, 4]]);
  });

  it('needs two items, and a clock: positions in a history have no visits', () => {
    expect(basketsOf(logOf([[1, 0, 'purchase', 1]]))).toEqual([]);
    const log = logOf([
      [1, 0, 'purchase'],
      [2, 1, 'purchase'],
    ]);
    expect(basketsOf({ ...log, times: Float64Array.from([1000, 2000]) })).toEqual([]);
  });
});
