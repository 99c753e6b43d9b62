import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/events/event-id.js';
import { createBitset, hasBit } from '../../src/core/numbers/bitset.js';
import { runAtOnce } from '../../src/core/time/run-steps.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { boostItems } from '../../src/rules/boost-items.js';
import { filterItems } from '../../src/rules/filter-items.js';
import { fitPrices } from '../../src/rules/fit-prices.js';
import { parseRule } from '../../src/rules/parse-rule.js';
import { shopColumns } from '../../src/rules/shop-columns.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import type { Candidate } from '../../src/types/scoring/candidate.js';
import { filesByRole, tinyContent } from '../fixtures/tiny-pack.js';
import { anyAmount, anyCondition } from './any-rule.js';
import { type NaiveValue, naiveRule } from './naive-rule.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const STOCK = ['in_stock', 'out of stock', 'preorder', undefined, 'https://schema.org/SoldOut'];

let pack: Pack;
beforeAll(async () => {
  const content = tinyContent();
  // Every seventh item has no price, every fifth no brand, some are sold out, some have a date.
  const catalog = content.catalog.map(({ price, brand, ...item }, row) => {
    const availability = STOCK[row % STOCK.length];
    return {
      ...item,
      ...(row % 7 === 0 ? {} : { price }),
      ...(row % 5 === 0 ? {} : { brand }),
      ...(availability === undefined ? {} : { availability }),
      ...(row % 3 === 0 ? { added: NOW - row * DAY } : {}),
    };
  });
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
});

const event = (name: EventName, itemId: string, daysAgo = 1): ShelfEvent => {
  const time = NOW - daysAgo * DAY;
  return { id: createEventId(time), name, time, items: [{ item_id: itemId }] };
};
const columnsOf = (events: readonly ShelfEvent[]) => shopColumns(pack, foldEvents(emptyProfile(), events), NOW);
const kept = (filter: string, events: readonly ShelfEvent[] = []): string[] => {
  const mask = createBitset(pack.items);
  runAtOnce(filterItems(mask, filter, columnsOf(events)));
  return Array.from({ length: pack.items }, (_, row) => row).flatMap((row) => (hasBit(mask, row) ? [] : [pack.idOf(row)]));
};
const candidates = (): Candidate[] => Array.from({ length: pack.items }, (_, row) => ({ row, score: pack.items - row, adjustments: [] }));
const anyEvents = fc
  .array(
    fc.record({
      name: fc.constantFrom<EventName>('view_item', 'add_to_cart', 'purchase', 'view_item_list', 'select_item'),
      item: fc.integer({ min: 0, max: 39 }),
      hoursAgo: fc.integer({ min: 1, max: 900 }),
    }),
    { minLength: 1, maxLength: 15 },
  )
  .map((events) => events.map(({ name, item, hoursAgo }) => event(name, pack.idOf(item), hoursAgo / 24)));

/** The columns of one item, computed one by one. */
function recordOf(row: number, events: readonly ShelfEvent[]): Record<string, NaiveValue> {
  const item = pack.itemOf(row);
  const of = (name: EventName): ShelfEvent[] => events.filter((one) => one.name === name && one.items[0].item_id === item.id);
  const views = of('view_item').map(({ time }) => (NOW - time) / DAY);
  return {
    id: item.id,
    title: item.title ?? '',
    brand: item.brand ?? '',
    category: item.product_type ?? '',
    currency: item.currency ?? '',
    price: item.price ?? null,
    age: item.added === undefined ? null : (NOW - item.added) / DAY,
    popularity: pack.popularity[row],
    inStock: !/out|Out/.test(item.availability ?? ''),
    inCart: isInCart(item.id, events),
    viewed: views.length,
    carted: of('add_to_cart').length,
    bought: of('purchase').length,
    shown: of('view_item_list').length,
    daysSinceViewed: Math.min(...views),
    events: events.length,
    usualPrice: usualOf(item.product_type, events),
  };
}

/** Whether an item was put into the cart in the last 30 days, and nothing was bought since. */
function isInCart(id: string, events: readonly ShelfEvent[]): boolean {
  const told = [...events].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)).filter(({ time }) => time >= NOW - 30 * DAY);
  const bought = told.findLastIndex(({ name }) => name === 'purchase');
  return told.slice(bought + 1).some(({ name, items }) => name === 'add_to_cart' && items[0].item_id === id);
}

function usualOf(category: string | undefined, events: readonly ShelfEvent[]): number | null {
  const ids = new Set(events.filter(({ name }) => name !== 'view_item_list').map(({ items }) => items[0].item_id));
  const items = [...ids].map((id) => pack.itemOf(pack.rowOf(id))).filter(({ price }) => price !== undefined);
  const own = items.filter((item) => item.product_type === category);
  const prices = (own.length >= 3 ? own : items).map(({ price }) => Number(price)).sort((a, b) => a - b);
  if (prices.length === 0) return null;
  return (prices[Math.floor((prices.length - 1) / 2)] + prices[Math.ceil((prices.length - 1) / 2)]) / 2;
}

describe('a filter', () => {
  it('keeps exactly the items for which it is true', () => {
    fc.assert(
      fc.property(anyCondition, anyEvents, (filter, events) => {
        fc.pre(usualOf('', events) !== null);
        const tree = parseRule(filter, columnsOf(events), 'truth');
        const expected = Array.from({ length: pack.items }, (_, row) => row).filter(
          (row) => naiveRule(tree, recordOf(row, events)) === true,
        );
        expect(kept(filter, events)).toEqual(expected.map(pack.idOf));
      }),
      { numRuns: 200 },
    );
  });

  it('for an unknown shopper ignores conditions on habits, and applies the others', () => {
    expect(kept('price < 1.2 * usualPrice')).toHaveLength(pack.items);
    expect(kept('!(price > usualPrice)')).toHaveLength(pack.items);
    expect(kept('price < 15 && price < usualPrice')).toEqual(kept('price < 15'));
    expect(kept('brand == "Fell" || price < usualPrice')).toEqual(kept('brand == "Fell"'));
    expect(kept('price < 15 && price < usualPrice', [event('view_item', 'tent-3')])).toEqual(kept('price < 13'));
  });

  it('tells what is in the cart, what was left in it, and what was wished for; what was taken back counts as never done', () => {
    const events = [
      event('add_to_cart', 'tent-1', 5),
      event('purchase', 'tent-1', 4),
      event('add_to_cart', 'boot-1', 3),
      event('add_to_wishlist', 'lamp-1', 3),
      event('add_to_cart', 'boot-2', 2),
      event('remove_from_cart', 'boot-2', 1),
    ];
    expect(kept('inCart', events)).toEqual(['boot-1']);
    expect(kept('carted > 0 && bought == 0', events)).toEqual(['boot-1']);
    expect(kept('wished > 0 and not inCart', events)).toEqual(['lamp-1']);
    expect(kept('bought > 0', events)).toEqual(['tent-1']);
    expect(kept('bought + carted > 0', [...events, event('refund', 'tent-1', 0.5)])).toEqual(['boot-1']);
    expect(kept('daysSinceBought < 99', [...events, event('refund', 'tent-1', 0.5)])).toEqual([]);
    expect(kept('inCart', [event('add_to_cart', 'boot-1', 31)])).toEqual([]);
  });

  it('treats hostile texts as texts', () => {
    for (const text of ['__proto__', 'constructor', '"); alert(1); ("', '$&', '\\', '\u0000']) {
      expect(kept(`brand == ${JSON.stringify(text.replaceAll('\u0000', '0'))}`)).toEqual([]);
    }
  });

  it('distinguishes subcategories from categories whose name only begins the same', () => {
    expect(kept('category in ["Outdoor > tent"]')).toHaveLength(10);
    expect(kept('category in ["Outdoor"]')).toHaveLength(40);
    expect(kept('category in ["Outdoor > te"]')).toEqual([]);
  });
});

describe('a boost', () => {
  const boosted = (boost: string, events: readonly ShelfEvent[] = []) =>
    runAtOnce(boostItems(boost, columnsOf(events))).apply(candidates());

  it('adds the value of its expression for each item, in widths of the list, and reports that', () => {
    fc.assert(
      fc.property(anyAmount, anyEvents, (boost, events) => {
        fc.pre(usualOf('', events) !== null);
        const tree = parseRule(boost, columnsOf(events), 'number');
        for (const { row, score, adjustments } of boosted(boost, events)) {
          const given = Math.min(Math.max(Number(naiveRule(tree, recordOf(row, events)) ?? 0), -10), 10);
          expect(score).toBeCloseTo(pack.items - row + given * (pack.items - 1), 8);
          expect(adjustments).toHaveLength(given === 0 ? 0 : 1);
        }
      }),
    );
  });

  it('of 1 lifts the weakest candidate to the score of the best one', () => {
    const last = pack.idOf(pack.items - 1);
    const lifted = boosted(`id == "${last}" ? 1 : 0`).slice(0, 2);
    expect(lifted.map(({ score }) => score)).toEqual([pack.items, pack.items]);
    expect(lifted.map(({ row }) => pack.idOf(row))).toContain(last);
  });

  it('ignores unknown habits', () => {
    expect(boosted('price < usualPrice ? 0.2 : 0')).toEqual(candidates());
  });
});

describe('the price band', () => {
  const fitted = (events: readonly ShelfEvent[], fit: number) => fitPrices(pack, foldEvents(emptyProfile(), events), fit);

  it('is none while fewer than three prices are known', () => {
    expect(fitted([event('view_item', 'tent-1'), event('view_item', 'tent-2')], 1)).toBeNull();
  });

  it('lowers items more, the further their price is from it, and leaves those without a price unchanged', () => {
    const events = ['tent-1', 'stove-1', 'boot-2'].map((id) => event('view_item', id));
    const taken = new Map(
      fitted(events, 1)
        ?.apply(candidates())
        .map(({ row, adjustments }) => [pack.idOf(row), (adjustments[0]?.contribution ?? 0) / (pack.items - row - 1)]),
    );
    const falls = ['lamp-1', 'lamp-3', 'lamp-4', 'lamp-6', 'lamp-8'].map((id) => taken.get(id) ?? Number.NaN);
    expect(falls).toEqual([...falls].sort((a, b) => b - a));
    expect(falls[0]).toBeGreaterThan(-0.05);
    expect(falls[4]).toBeLessThan(-0.5);
    expect(taken.get(pack.idOf(28))).toBe(0);
  });
});
