import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showPrices } from '../../../src/engine/prices/show-prices.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { PriceTaste } from '../../../src/types/known.js';
import { anyEvents, contextOf, DAY, event, NOW, pack } from '../list-fixture.js';

type Ready = Extract<PriceTaste, { state: 'ready' }>;
const taste = (events: readonly ShelfEvent[]): Ready => showPrices(contextOf(events)) as Ready;
/** Events on items, a second apart. Tents cost 10 to 19. */
const history = (...of: readonly [name: EventName, ...ids: string[]][]): ShelfEvent[] =>
  of
    .flatMap(([name, ...ids]) => ids.map((id) => [name, id] as const))
    .map(([name, id], at) => ({ ...event(name, id), time: NOW - DAY + 1000 * at }));

describe('the price band of a category', () => {
  it('is told from three items on, with the events that it rests on', () => {
    const events = history(['view_item', 'tent-0', 'tent-1', 'tent-1', 'tent-2', 'lamp-9']);
    const { bands } = taste(events);
    expect(bands).toEqual([
      {
        category: 'Outdoor > tent',
        currency: 'EUR',
        state: 'known',
        band: 'low',
        from: 10.5,
        to: 11.5,
        place: expect.closeTo(0.15, 9),
        items: 3,
        events: events.slice(0, 4).map(({ id }) => id),
      },
      {
        category: 'Outdoor > lamp',
        currency: 'EUR',
        state: 'too-few',
        band: null,
        from: null,
        to: null,
        place: null,
        items: 1,
        events: [events[4].id],
      },
    ]);
    expect(taste(history(['view_item', 'tent-7', 'tent-8', 'tent-9'])).bands[0].band).toBe('high');
  });

  it('does not count what was only shown, what is hidden, and what was sent back', () => {
    expect(taste(history(['view_item_list', 'tent-0', 'tent-1', 'tent-2'])).bands).toEqual([]);
    expect(taste(history(['view_item', 'tent-0', 'tent-1', 'tent-2'], ['dismiss', 'tent-2'])).bands[0].state).toBe('too-few');
  });
});

describe('how a shopper chooses by price', () => {
  const shown: [EventName, ...string[]] = ['view_item_list', 'tent-6', 'tent-7', 'tent-8', 'tent-9'];

  it('compares what they put in the cart or bought with what they had seen of its category', () => {
    const cheap = history(shown, ['add_to_cart', 'tent-0', 'tent-1'], ['purchase', 'tent-2']);
    const { sensitivity } = taste(cheap);
    expect(sensitivity).toMatchObject({ state: 'known', leaning: 'cheaper', choices: 3, events: cheap.slice(4).map(({ id }) => id) });
    expect(sensitivity.difference).toBeCloseTo(0.65, 9);
    const dear = history(['view_item_list', 'tent-0', 'tent-1'], ['add_to_cart', 'tent-7', 'tent-8', 'tent-9']);
    expect(taste(dear).sensitivity.leaning).toBe('dearer');
  });

  it('has not enough evidence before three choices, and where nothing was seen before them', () => {
    const few = { state: 'too-few', leaning: null, difference: null };
    expect(taste(history(shown, ['add_to_cart', 'tent-0', 'tent-1'])).sensitivity).toMatchObject({ ...few, choices: 2 });
    expect(taste(history(['add_to_cart', 'tent-0', 'tent-1', 'tent-2'], shown)).sensitivity).toMatchObject({ ...few, choices: 0 });
  });
});

it('prices are told as if a forgotten event had never been', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      const { bands, sensitivity } = taste(events);
      for (const { events: ids } of bands) {
        const without = events.filter(({ id }) => !ids.includes(id));
        const fewer = taste(without).bands;
        expect(fewer.length).toBeLessThan(bands.length);
      }
      const unchosen = taste(events.filter(({ id }) => !sensitivity.events.includes(id)));
      if (sensitivity.choices > 0) expect(unchosen.sensitivity.choices).toBeLessThan(sensitivity.choices);
    }),
  );
});

it('prices are not told of a pack that has none', () => {
  const without = { ...pack, numberColumn: () => null };
  expect(showPrices({ ...contextOf([]), pack: without })).toMatchObject({ state: 'off', note: { code: 'pack-lacks' } });
});
