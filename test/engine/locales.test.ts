import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerCall } from '../../src/engine/answer-call.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { createListMemory } from '../../src/engine/list/list-memory.js';
import { answerSegments } from '../../src/engine/segments/answer-segments.js';
import { fillSlots } from '../../src/engine/slots/fill-slots.js';
import { matchWords } from '../../src/engine/words/match-words.js';
import { encodeLocale, type LocaleContent } from '../../src/pack/encode/encode-locale.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { withLocale } from '../../src/pack/locales/with-locale.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import { carryFirst } from '../../src/train/packing/carry-first.js';
import { openEncoded } from '../../src/train/packing/make-pack.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall } from '../../src/types/list-call.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

const NOW = Date.UTC(2026, 5, 1);
const { signal } = new AbortController();
const content = tinyContent();
const { catalog } = content;
const GERMAN: Readonly<Record<string, string>> = { tent: 'Zelt', stove: 'Kocher', boot: 'Stiefel', lamp: 'Lampe' };
const inGerman = (id = ''): string => GERMAN[id.split('-')[0]];
const swiss: LocaleContent = {
  tag: 'de-CH',
  // Dear tents become cheap: what filters by price must read the locale's prices.
  items: catalog.map(({ id }, row) => ({ title: `${inGerman(id)} Nummer ${row}`, price: 100 - row })),
  currency: 'CHF',
  categories: new Map(Object.keys(GERMAN).map((kind) => [`Outdoor > ${kind}`, `Draussen > ${GERMAN[kind]}`])),
};
const french: LocaleContent = {
  tag: 'fr',
  items: catalog.map((_, row) => (row < 10 ? { title: `Tente ${row}` } : {})),
  currency: null,
  categories: new Map(),
};
const dutch: LocaleContent = {
  tag: 'nl',
  items: catalog.map(() => ({})),
  currency: null,
  categories: new Map([['Outdoor > lamp', 'Buiten > Lamp']]),
};
const plain = await encodePack({
  ...content,
  locale: 'en',
  optional: [swiss, french, dutch].map((one) => encodeLocale(one, catalog, false)),
});
const encoded = await carryFirst(plain, openEncoded(plain));

/** An engine as in a page of a language, and the files that it asked for. */
async function openEngine(locale: string): Promise<{ engine: Engine; asked: string[] }> {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    asked.push(name);
    return new Response(name === 'pack.json' ? JSON.stringify(encoded.manifest) : encoded.files.get(name));
  });
  const engine = createEngine(() => NOW);
  await engine.open({ packUrl: 'https://shop.example/pack/pack.json', locale, backend: 'js', place: null });
  while (!(await engine.loaded()));
  return { engine, asked };
}
const event = (name: EventName, itemId: string): ShelfEvent => ({
  id: `${name} ${itemId}`,
  name,
  time: NOW - 1000,
  items: [{ item_id: itemId }],
});
const list = (engine: Engine, call: ListCall) => engine.list({ count: 40, ...call }, signal);

afterEach(() => vi.unstubAllGlobals());

describe('lists of a page in a language', () => {
  it("have the titles, prices and names of categories of its locale, and only that locale's file is fetched", async () => {
    const { engine, asked } = await openEngine('de-CH');
    const { items } = await list(engine, { kind: 'recommend', count: 1 });
    expect(items[0].item).toMatchObject({
      title: 'Zelt Nummer 0',
      price: 100,
      currency: 'CHF',
      product_type: 'Draussen > Zelt',
      brand: 'Fell',
    });
    const locales = asked.filter((name) => name.startsWith('locale-'));
    const [own] = encoded.manifest.optional as { name: string; path: string }[];
    expect([own.name, locales]).toEqual(['de-CH', [own.path]]);
    expect(engine.health().pack?.locale).toBe('de-CH');
    expect(engine.health().notes.map(({ code }) => code)).not.toContain('locale-unknown');
  });

  it("are the catalogue's own where the page is in its language, and fetch nothing more", async () => {
    const { engine, asked } = await openEngine('en-US');
    const { items } = await list(engine, { kind: 'recommend', count: 1 });
    expect(items[0].item).toMatchObject({ title: catalog[0].title, price: 10, currency: 'EUR', product_type: 'Outdoor > tent' });
    expect(asked.filter((name) => name.startsWith('locale-'))).toEqual([]);
    expect(engine.health().pack).not.toHaveProperty('locale');
    expect(engine.health().notes).toEqual([]);
  });

  it('say once which locales there are, where the page asks for another', async () => {
    const { engine } = await openEngine('it');
    expect(engine.health().notes.filter(({ code }) => code === 'locale-unknown')).toMatchObject([
      { message: expect.stringContaining('en, de-CH, fr, nl') },
    ]);
  });

  it('are of the same items, scores and reasons in every locale', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom<EventName>('view_item', 'purchase', 'dismiss'), fc.integer({ min: 0, max: 39 })), {
          maxLength: 4,
        }),
        fc.constantFrom<ListCall>({ kind: 'recommend' }, { kind: 'trending' }, { kind: 'related', itemId: 'tent-1' }, { kind: 'because' }),
        async (events, call) => {
          const lists = [];
          for (const language of ['en', 'de-CH', 'fr']) {
            const { engine } = await openEngine(language);
            engine.hold(events.map(([name, row]) => event(name, catalog[row].id)));
            const { items } = await list(engine, call);
            lists.push(items.map(({ id, score, reasons }) => ({ id, score, reasons })));
          }
          expect(lists[1]).toEqual(lists[0]);
          expect(lists[2]).toEqual(lists[0]);
        },
      ),
      { numRuns: 6 },
    );
  });

  it("filter and boost by the locale's prices, never by those of another currency", async () => {
    const swissIds = (
      await list((await openEngine('de-CH')).engine, { kind: 'recommend', filter: 'price < 65 && currency == "CHF"' })
    ).items.map(({ id }) => id);
    expect(swissIds.sort()).toEqual(
      catalog
        .slice(36)
        .map(({ id }) => id)
        .sort(),
    );
    const own = (await list((await openEngine('en')).engine, { kind: 'recommend', filter: 'price < 11 && currency == "EUR"' })).items;
    expect(own.map(({ item }) => item.price)).toEqual([10, 10, 10, 10]);
    const none = await list((await openEngine('de-CH')).engine, { kind: 'recommend', filter: 'currency == "EUR"' });
    expect(none.items).toEqual([]);
  });

  it('read categories by the names of the catalogue and of the locale alike, in calls; rules keep those of the catalogue', async () => {
    const { engine } = await openEngine('de-CH');
    const stoves = catalog
      .filter(({ id }) => id.startsWith('stove'))
      .map(({ id }) => id)
      .sort();
    for (const call of [{ category: 'Outdoor > stove' }, { category: 'Draussen>Kocher' }, { filter: 'category == "Outdoor > stove"' }])
      expect((await list(engine, { kind: 'trending', ...call })).items.map(({ id }) => id).sort(), JSON.stringify(call)).toEqual(stoves);
    engine.hold([event('view_item', 'lamp-1')]);
    const { items } = await list(engine, { kind: 'trending', among: 'my-tastes', count: 1 });
    expect(items[0].reasons).toContainEqual(expect.objectContaining({ kind: 'taste', value: expect.stringMatching(/^Draussen > /) }));
  });

  it('tell segments and places of a page by the names of the catalogue in every locale, with what the page calls them beside', async () => {
    const events = ['lamp-1', 'lamp-3', 'lamp-5'].map((id) => event('view_item', id));
    const slots = [{ id: 'menu', kinds: ['category', 'brand'] as const, count: 6 }];
    type Named = { readonly name: string; readonly label?: string };
    const answerIn = async (language: string): Promise<Named[]> => {
      const { engine } = await openEngine(language);
      engine.hold(events);
      const context = await engine.context({});
      const all = [await answerSegments(context, { memberOf: true }), await answerSegments(context, { itemId: 'boot-2' })];
      const { slots: filled } = await fillSlots(context, { slots });
      return [
        ...all.flatMap(({ categories, brands, memberOf = [] }) => [...categories, ...brands, ...memberOf]),
        ...filled.flatMap(({ places }) => places.map(({ kind, id, label }) => ({ kind, name: id, ...(label && { label }) }))),
      ];
    };
    const [own, german, partly] = await Promise.all(['en', 'de-CH', 'nl'].map(answerIn));
    expect(own.filter((one) => 'label' in one)).toEqual([]);
    for (const translated of [german, partly]) expect(translated.map(({ label, ...one }) => one)).toEqual(own);
    const labelsOf = (all: readonly Named[]): Record<string, string> =>
      Object.fromEntries(all.flatMap(({ name, label }) => (label === undefined ? [] : [[name, label]])));
    const words = Object.entries(GERMAN).map(([kind, word]) => [`Outdoor > ${kind}`, `Draussen > ${word}`]);
    expect(labelsOf(german)).toEqual(Object.fromEntries([['Outdoor', 'Draussen'], ...words]));
    // A locale that names one category of them: the sums over "Outdoor" are the same.
    expect(labelsOf(partly)).toEqual({ Outdoor: 'Buiten', 'Outdoor > lamp': 'Buiten > Lamp' });
  });

  it('meet the words of the locale, in titles and in names of categories', async () => {
    const { pack } = await withLocale(openEncoded(encoded), 'de-CH');
    const rowsOf = (word: string): number => {
      const steps = matchWords(pack, [word]);
      let step = steps.next();
      while (!step.done) step = steps.next();
      const bits = step.value.get(word) ?? new Uint32Array();
      return [...catalog.keys()].filter((row) => (bits[row >> 5] >>> (row & 31)) & 1).length;
    };
    expect(['stiefel', 'draussen', 'nummer', 'outdoor', 'stove', 'fell'].map(rowsOf)).toEqual([10, 40, 40, 0, 0, 20]);
  });
});

describe('two packs with the same ids', () => {
  it('serve one profile: what was viewed counts in both, and what only one has counts again there', async () => {
    const other = {
      ...content,
      number: 7,
      catalog: catalog.map((item) => (item.id === 'tent-1' ? { ...item, id: 'zelt-1' } : { ...item, title: inGerman(item.id) })),
    };
    const packs = [openEncoded(await encodePack(content)), openEncoded(await encodePack(other))];
    const profile = foldEvents(emptyProfile(), [event('view_item', 'tent-1'), event('view_item', 'tent-3')]);
    const [own, german] = await Promise.all(
      packs.map((pack) => {
        const scorer = createJsScorer({ ...pack, bias: pack.popularity });
        return answerCall({ pack, scorer, profile, now: NOW }, { kind: 'recommend', count: 3 }, 3, createListMemory(), () => 'list');
      }),
    );
    expect([own.trace.knownItems, german.trace.knownItems]).toEqual([2, 1]);
    expect(german.servedBy.model).toBe('personal');
    expect(german.items[0].item.title).toBe('Zelt');
    expect(german.items[0].reasons).toContainEqual(expect.objectContaining({ kind: 'event', itemId: 'tent-3' }));
  });
});
