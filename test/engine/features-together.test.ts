import { afterEach, describe, expect, it } from 'vitest';
import { longTail } from '../../src/core/numbers/long-tail.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { fillSlots } from '../../src/engine/slots/fill-slots.js';
import { encodeAttribute } from '../../src/pack/encode/encode-attribute.js';
import { encodeLocale, type LocaleContent } from '../../src/pack/encode/encode-locale.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { carryFirst } from '../../src/train/packing/carry-first.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import type { ShelfEvent } from '../../src/types/event.js';
import { attributePack } from '../fixtures/attribute-pack.js';
import { servePack } from '../fixtures/pack-server.js';
import { serveScenarios } from '../fixtures/scenarios-server.js';
import { tinyContent } from '../fixtures/tiny-pack.js';
import { ask, contextOf, event, NOW } from './list-fixture.js';

const { signal } = new AbortController();
const content = tinyContent();
const { catalog } = content;
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const price = (row: number): number => catalog[row].price ?? Number.NaN;
/** Every third item, or none of the others. */
const third = (row: number, value: number): number => (row % 3 === 0 ? value : Number.NaN);
const attribute = (name: string, at: (row: number) => number) => ({
  role: 'attribute' as const,
  name,
  tensors: encodeAttribute({ type: 'number', values: Float64Array.from(catalog, (_, row) => at(row)) }),
});
const swiss: LocaleContent = {
  tag: 'de',
  items: catalog.map((_, row) => ({ price: 100 - row })),
  currency: 'CHF',
  categories: new Map([['Outdoor > tent', 'Draussen > Zelt']]),
};

/** An engine on a page in German, of a pack whose prices are there in francs. */
async function openInGerman(...attributes: readonly ReturnType<typeof attribute>[]): Promise<Engine> {
  const optional = [encodeLocale(swiss, catalog, false), ...attributes];
  const server = await servePack(await encodePack({ ...content, locale: 'en', optional }));
  const engine = createEngine(() => NOW);
  stops.push(
    () => engine.close(),
    () => server.stop(),
  );
  await engine.open({ packUrl: `${server.origin}/pack.json`, locale: 'de', backend: 'js', place: null });
  while (!(await engine.loaded()));
  return engine;
}

describe('on a page in another language', () => {
  it('the category of the item of the page is the name that rules read', async () => {
    const engine = await openInGerman();
    const call = { kind: 'trending', filter: 'category == this.category', context: { item: 'tent-3' }, count: 40 } as const;
    expect((await engine.list({ ...call, onePerGroup: false }, signal)).items).toHaveLength(10);
  });

  it('no reduction of one currency stands beside a price in another, and a note says so', async () => {
    const engine = await openInGerman(
      attribute('sale_price', (row) => third(row, price(row))),
      attribute('regular_price', (row) => third(row, price(row) / 0.8)),
    );
    const { items, trace } = await engine.list({ kind: 'onSale', count: 40 }, signal);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ discount }) => discount === undefined)).toBe(true);
    expect(trace.notes.map(({ code }) => code)).toEqual(['pack-lacks']);
  });

  it('no price in one currency makes a sale price in another a reduction', async () => {
    const engine = await openInGerman(attribute('sale_price', (row) => third(row, price(row))));
    expect((await engine.list({ kind: 'onSale', count: 40 }, signal)).items).toEqual([]);
  });

  it('a banner names a category as the page does', async () => {
    const engine = await openInGerman();
    const slots = [
      { id: 'a', kinds: ['banner'] as const },
      { id: 'b', kinds: ['category'] as const, count: 4 },
    ];
    const best = await fillSlots(await engine.context({}), { slots, banners: [{ id: 'tents', category: 'Draussen > Zelt' }] });
    expect(best.slots[0].places.map(({ id }) => id)).toEqual(['tents']);
    expect(best.slots[1].places.map(({ id }) => id)).not.toContain('Outdoor > tent');
  });
});

describe('a rule that names the item of the page', () => {
  it.each(['id in [this.id, "boot-1"]', '"wool" in title && this.brand in brand', 'this.brand in title'])(
    'is one on pages without an item too: %s',
    async (filter) => {
      const { trace } = await ask(contextOf([]), { kind: 'trending', filter, count: 40 });
      expect(trace.notes.map(({ code }) => code)).toEqual(['context-unknown']);
    },
  );

  it('is left out with the whole of its list', async () => {
    const filter = 'id in [this.id, "boot-1"] && brand == this.brand';
    expect((await ask(contextOf([]), { kind: 'trending', filter, count: 40 })).items.length).toBeGreaterThan(20);
  });

  it('applies in the places of a page', async () => {
    const request = {
      slots: [{ id: 'a', kinds: ['item'] as const, count: 20 }],
      filter: 'category == this.category',
      context: { item: 'tent-3' },
    };
    const [{ places }] = (await fillSlots(contextOf([]), request)).slots;
    expect(places.length).toBeGreaterThan(0);
    expect(places.every(({ id }) => id.startsWith('tent'))).toBe(true);
  });

  it('fails no list where a column of that item cannot be fetched', async () => {
    const server = await servePack(await attributePack());
    server.answer = async (request, response) => {
      if (!request.url?.includes('attribute-')) return false;
      response.writeHead(404).end();
      return true;
    };
    const engine = createEngine(() => NOW);
    stops.push(
      () => engine.close(),
      () => server.stop(),
    );
    await engine.open({ packUrl: `${server.origin}/pack.json`, backend: 'js', place: null });
    const call = { kind: 'recommend', boost: 'margin > this.margin ? 0.2 : 0', context: { item: 'tent-3' }, count: 4 } as const;
    const { items, trace } = await engine.list(call, signal);
    expect(items).toHaveLength(4);
    expect(trace.notes).not.toEqual([]);
  });
});

describe('a floor for the long tail', () => {
  it('waits for the whole catalogue, since the first items are its most popular', async () => {
    const encoded = await encodePack(tinyContent(40));
    const server = await servePack(await carryFirst(encoded, openEncoded(encoded)));
    let letGo = (): void => {};
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    server.answer = async (request) => {
      if (request.url?.includes('rows-')) await gone;
      return false;
    };
    const engine = createEngine();
    stops.push(
      () => engine.close(),
      () => server.stop(),
    );
    await engine.open({ packUrl: `${server.origin}/pack/pack.json`, backend: 'js', place: null });
    const call = { kind: 'recommend', count: 10, exposureFloor: 0.5 } as const;
    const early = engine.list(call, signal);
    setTimeout(letGo, 300);
    const ids = (await early).items.map(({ id }) => id);
    while (!(await engine.loaded()));
    expect(ids).toEqual((await engine.list(call, signal)).items.map(({ id }) => id));
  });

  it('is kept within other limits, or it is said that it is not', async () => {
    const known = contextOf([event('view_item', 'tent-0')]);
    const call = { kind: 'recommend', count: 8, exposureFloor: 0.5, maxPer: { product_type: 2 }, onePerGroup: false } as const;
    const { items, trace } = await ask(known, call);
    const isTail = longTail(known.pack.popularity);
    let tail = 0;
    const isKept = items.every(({ id }, at) => {
      tail += Number(isTail(known.pack.rowOf(id)));
      return tail >= Math.floor((at + 1) * 0.5);
    });
    expect(isKept || trace.notes.some(({ code }) => code === 'floor-unmet')).toBe(true);
  });
});

it('a campaign with reduced items has everybody fetch what it needs', async () => {
  const optional = [attribute('sale_price', price), attribute('regular_price', (row) => price(row) * 2)];
  const campaigns = [{ name: 'campers', audience: { category: 'Outdoor > tent', share: 0.4 }, list: 'onSale' as const }];
  const server = await serveScenarios({ top: { campaigns } }, await encodePack({ ...content, optional }));
  stops.push(() => server.stop());
  const visit = async (events: readonly ShelfEvent[]): Promise<[string | undefined, string[]]> => {
    server.asked.length = 0;
    const engine = createEngine();
    await engine.open({ packUrl: server.packUrl, backend: 'js', place: null });
    engine.hold(events);
    const answer = await engine.list({ kind: 'recommend', placement: 'top' }, signal);
    const files = (): string[] => server.asked.filter((path) => path.includes('attribute-')).sort();
    // Who is of no campaign does not wait for them.
    await expect.poll(files).toHaveLength(2);
    engine.close();
    return [answer.trace.placement?.campaign, files()];
  };
  const seen = [1, 2, 3].map((n) => ({ ...event('view_item', `tent-${n}`), time: Date.now() - n * 1000, id: `e${n}` }));
  const [[campaign, files], [, others]] = [await visit(seen), await visit([])];
  expect(campaign).toBe('campers');
  expect(others).toEqual(files);
});
