import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { encodeAttribute } from '../../../src/pack/encode/encode-attribute.js';
import { encodeLocale } from '../../../src/pack/encode/encode-locale.js';
import { encodePack, type OptionalContent } from '../../../src/pack/encode/encode-pack.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ListCall } from '../../../src/types/list-call.js';
import { type PackServer, servePack } from '../../fixtures/pack-server.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { anyEvents, NOW } from '../list-fixture.js';

/** Every third item is reduced by a fifth: what a build writes, and what packs of others may have. */
const isReduced = (row: number): boolean => row % 3 === 0;
const content = tinyContent();
const priceAt = (row: number): number => content.catalog[row].price ?? Number.NaN;
const attribute = (name: string, valueAt: (row: number) => number) => ({
  role: 'attribute' as const,
  name,
  tensors: encodeAttribute({ type: 'number', values: Float64Array.from(content.catalog, (_, row) => valueAt(row)) }),
});
const where = (value: (row: number) => number) => (row: number) => (isReduced(row) ? value(row) : Number.NaN);
const BUILT = [
  attribute('sale_price', where(priceAt)),
  attribute(
    'regular_price',
    where((row) => priceAt(row) / 0.8),
  ),
];
const OTHERS = [
  attribute(
    'sale_price',
    where((row) => priceAt(row) * 0.8),
  ),
];

const opened: { readonly engine: Engine; readonly server: PackServer }[] = [];
const open = async (optional: readonly OptionalContent[], locale?: string): Promise<Engine> => {
  const server = await servePack(await encodePack({ ...content, optional: [...optional] }));
  const engine = createEngine(() => NOW);
  await engine.open({ packUrl: `${server.origin}/pack.json`, backend: 'js', place: null, ...(locale && { locale }) });
  while (!(await engine.loaded()));
  opened.push({ engine, server });
  return engine;
};
afterAll(async () => {
  for (const { engine, server } of opened) {
    engine.close();
    await server.stop();
  }
});
const ask = (engine: Engine, call: Partial<ListCall>): Promise<Answer> =>
  engine.list({ kind: 'onSale', count: 40, ...call }, new AbortController().signal);
const idsOf = ({ items }: Answer): string[] => items.map(({ id }) => id);

describe('the list of reduced items', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open(BUILT);
  });

  it('has those of recommend() that are reduced, in its order and with its scores, whatever the shopper did', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        engine.hold(events);
        const [sale, own] = [await ask(engine, {}), await ask(engine, { kind: 'recommend', filter: 'price < regular_price' })];
        expect(sale.items.map(({ id, score }) => [id, score])).toEqual(own.items.map(({ id, score }) => [id, score]));
        expect(sale.servedBy.model).toBe(own.servedBy.model);
        for (const { score, reasons } of sale.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
      }),
      { numRuns: 30 },
    );
  });

  it('tells the price without the reduction, and what part is taken off', async () => {
    engine.hold([]);
    const { items, trace } = await ask(engine, {});
    expect(items).toHaveLength(14);
    expect(trace.notes).toEqual([]);
    for (const { item, discount } of items) {
      expect(discount?.regularPrice).toBeCloseTo((item.price ?? 0) / 0.8, 9);
      expect(discount?.share).toBeCloseTo(0.2, 9);
    }
    expect((await ask(engine, { kind: 'recommend' })).items[0]).not.toHaveProperty('discount');
  });

  it('is of one category, and continues', async () => {
    const tents = await ask(engine, { category: 'Outdoor > tent', count: 2 });
    const more = await ask(engine, { kind: 'next', recommendationId: tents.recommendationId });
    expect([...idsOf(tents), ...idsOf(more)].sort()).toEqual(['tent-0', 'tent-3', 'tent-6', 'tent-9']);
  });
});

describe('on a page of a locale', () => {
  /** Prices of the locale: the catalogue's, but for tents. */
  const priced = (tag: string, currency: string) =>
    encodeLocale(
      {
        tag,
        items: content.catalog.map(({ id }, row) => ({ price: id.startsWith('tent') ? 0.9 * priceAt(row) : priceAt(row) })),
        currency,
        categories: new Map(),
      },
      content.catalog,
      false,
    );

  it.each([
    ['of the same currency the discount is told where the price is the catalogue’s', BUILT, 'EUR', 4],
    ['of another currency no discount is told', BUILT, 'CHF', 14],
    ['a sale price alone is compared with the catalogue’s price', OTHERS, 'EUR', 4],
  ])('%s, of the same items', async (_what, optional, currency, untold) => {
    const own = await ask(await open(optional), {});
    const { items, trace } = await ask(await open([...optional, priced('de-AT', currency)], 'de-AT'), {});
    expect(items.map(({ id }) => id)).toEqual(idsOf(own));
    expect(trace.notes).toEqual([
      { code: 'pack-lacks', message: expect.stringContaining(`${untold} of 14 reduced items have no discount`) },
    ]);
    for (const { id, discount } of items)
      expect(discount).toEqual(currency === 'EUR' && !id.startsWith('tent') ? own.items.find((one) => one.id === id)?.discount : undefined);
  });
});

describe('where a pack tells less', () => {
  it('a sale price below the price is a reduction too', async () => {
    const { items } = await ask(await open(OTHERS), {});
    expect(items).toHaveLength(14);
    for (const { item, discount } of items) expect([discount?.regularPrice, discount?.share.toFixed(3)]).toEqual([item.price, '0.200']);
  });

  it.each([
    ['no sale prices', [], 'Give the feed a column "sale_price"'],
    ['no prices without the reduction', BUILT.slice(0, 1), 'Build it with this version'],
  ])('with %s the list is empty and says what is missing', async (_what, optional, message) => {
    const { items, trace } = await ask(await open(optional), {});
    expect(items).toEqual([]);
    expect(trace.notes.map(({ code }) => code)).toEqual(['pack-lacks']);
    expect(trace.notes[0].message).toContain(message);
  });
});
