import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/events/event-id.js';
import { createBitset } from '../../src/core/numbers/bitset.js';
import { runAtOnce } from '../../src/core/time/run-steps.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { boostItems } from '../../src/rules/boost-items.js';
import { filterItems } from '../../src/rules/filter-items.js';
import { shopColumns } from '../../src/rules/shop-columns.js';
import type { ShelfEvent } from '../../src/types/event.js';
import type { Pack } from '../../src/types/pack.js';
import { widePack } from '../fixtures/wide-pack.js';

const ITEMS = 200_000;
const NOW = Date.UTC(2026, 5, 1);
/** Milliseconds of the processor. Measured: 30 to 60; the bound leaves room for a busy machine. */
const BOUND = 500;

/** Milliseconds of processor time of this process: other users of the machine do not count. */
const busy = (): number => process.cpuUsage().user / 1000;

let pack: Pack;
beforeAll(async () => {
  pack = await widePack(ITEMS);
}, 60_000);

const many = (count: number, make: (at: number) => string, sign: string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(sign);
/** Rules as expensive as the limits allow, with every kind of column and operator. */
const HEAVY: Readonly<Record<string, string>> = {
  'a title said 74 times': many(74, () => 'title == "a"', ' || '),
  '74 titles': many(74, (at) => `title == "t${at}"`, ' || '),
  '74 titles of the catalogue': `title in [${many(38, (at) => `"a product with a title of its own, number ${at}"`, ',')}]`,
  'a list of titles': `title in [${many(140, (at) => `"${at}"`, ',')}]`,
  '74 groups': many(74, (at) => `group != "${at}"`, ' && '),
  '74 ids': many(74, (at) => `id == "sku-${at}"`, ' || '),
  '74 brands': many(74, (at) => `brand != "brand ${at}"`, ' && '),
  '60 categories': many(60, (at) => `category == "Outdoor > kind ${at}"`, '||'),
  'lists of prices': many(24, (at) => `price in [${at},${at + 100},${at + 200}]`, ' || '),
  '74 comparisons of prices': many(74, (at) => `price < ${at}`, ' || '),
  'ages and prices': many(30, (at) => `age+price > ${at}`, ' && '),
  'every touch': many(10, (at) => `daysSinceViewed > ${at} && viewed < 3 && daysSinceShown > ${at} && bought < 2`, ' && '),
  'the usual price': many(40, (at) => `price < ${at} * usualPrice`, ' || '),
  choices: many(20, (at) => `(inStock ? price > ${at} : age > ${at})`, ' && '),
};
const events = (count: number): ShelfEvent[] =>
  Array.from({ length: count }, (_, at) => {
    const time = NOW - at * 60_000;
    return { id: createEventId(time), name: at % 2 ? 'view_item' : 'view_item_list', time, items: [{ item_id: `sku-${at * 7}` }] };
  });

describe(`a rule within the limits takes a moment at ${ITEMS} items:`, () => {
  it.each(Object.entries(HEAVY))('%s', (_name, rule) => {
    const profile = foldEvents(emptyProfile(), events(5000));
    const mask = createBitset(pack.items);
    const run = (): number => {
      const began = busy();
      runAtOnce(filterItems(mask, rule, shopColumns(pack, profile, NOW)));
      return busy() - began;
    };
    const first = run();
    const second = run();
    expect(first).toBeLessThan(BOUND);
    expect(second).toBeLessThan(BOUND);
  });

  it('and so does a boost', () => {
    const columns = shopColumns(pack, emptyProfile(), NOW);
    const began = busy();
    const boost = many(30, (at) => `(title == "${at}" ? 1 : 0)`, '+');
    runAtOnce(boostItems(boost, columns)).apply(Array.from({ length: 1000 }, (_, row) => ({ row, score: -row, adjustments: [] })));
    expect(busy() - began).toBeLessThan(BOUND);
  });
});

it('a rule that is too expensive per item is rejected, with the position at which it exceeds the limit', () => {
  const columns = shopColumns(pack, emptyProfile(), NOW);
  const heavy = `${many(48, (at) => `price < ${at} ? ${at} : `, '')} 0`;
  expect(() => runAtOnce(boostItems(heavy, columns))).toThrow(/At character \d+ .*exceeds 100 operations per item/);
});
