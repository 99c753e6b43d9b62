import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explainScore } from '../../src/engine/account/explain-score.js';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { serveList } from '../../src/engine/serve-list.js';
import { encodePack, type PackContent } from '../../src/pack/encode/encode-pack.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);

/** The engine as in a page; requests are answered from memory. */
async function openEngine(changes: Partial<PackContent> = {}): Promise<Engine> {
  const { manifest, files } = await encodePack({ ...tinyContent(), ...changes });
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  const engine = createEngine(() => NOW);
  await engine.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
  return engine;
}
let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => vi.unstubAllGlobals());

let serial = 0;
const event = (name: EventName, itemId: string, daysAgo: number): ShelfEvent => ({
  id: `e${serial++}`,
  name,
  time: NOW - daysAgo * DAY,
  items: [{ item_id: itemId }],
});
const search = (text: string, daysAgo = 0): ShelfEvent => ({
  id: `s${serial++}`,
  name: 'search',
  time: NOW - daysAgo * DAY,
  items: [],
  search_term: text,
});
const ask = async (call: Partial<ListCall> = {}, of = engine) => {
  const { items, about, servedBy, trace } = await of.list({ kind: 'recommend', count: 12, ...call }, new AbortController().signal);
  return { items, about, servedBy, trace: { ...trace, milliseconds: 0 } };
};
const sumOf = (terms: readonly { contribution: number }[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);
const viewedTents = [event('view_item', 'tent-1', 3), event('view_item', 'tent-2', 2)];

const anyEvent = fc
  .record({
    name: fc.constantFrom<EventName>('view_item', 'purchase', 'dismiss'),
    kind: fc.constantFrom('tent', 'boot'),
    number: fc.nat(9),
    daysAgo: fc.nat(60),
  })
  .map(({ name, kind, number, daysAgo }) => event(name, `${kind}-${number}`, daysAgo));
const anySearch = fc
  .record({ text: fc.constantFrom('stove', 'Moor lamp', 'number 3', 'boot fell', 'nothing like it', '…'), daysAgo: fc.nat(60) })
  .map(({ text, daysAgo }) => search(text, daysAgo));
const anyEvents = fc.array(anyEvent, { maxLength: 6 });

describe('what was searched', () => {
  it('brings items with its words into the list of a known shopper, and is their reason', async () => {
    engine.hold(viewedTents);
    const before = await ask();
    engine.hold([...viewedTents, search('moor stove')]);
    const after = await ask();
    expect(before.items.some(({ id }) => id.startsWith('stove'))).toBe(false);
    const stoves = after.items.filter(({ id }) => id.startsWith('stove'));
    expect(stoves.length).toBeGreaterThan(0);
    expect(stoves[0].reasons[0]).toMatchObject({ kind: 'search', text: 'moor stove' });
    expect(after.servedBy.model).toBe('personal');
    expect(after.trace.steps[0]).toMatchObject({ name: 'searches', in: 1 });
    expect(after.trace.notes).toEqual([]);
  });

  it('is a list of its own for a shopper of whom nothing else is known, best matches first', async () => {
    engine.hold([search('moor stove')]);
    const { items, servedBy } = await ask();
    expect(servedBy.model).toBe('personal');
    expect(items.slice(0, 5).map(({ id }) => id)).toEqual(['stove-1', 'stove-3', 'stove-5', 'stove-7', 'stove-9']);
  });

  it('adds up with all other reasons to the score, to the bit, in lists and in explanations', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.array(anySearch, { maxLength: 4 }), fc.nat(39), async (events, searches, row) => {
        engine.hold([...events, ...searches]);
        for (const { reasons, score } of (await ask({ count: 40 })).items) expect(sumOf(reasons)).toBe(score);
        const context = await engine.context({});
        const { contributions, score } = await explainScore(context, context.pack.idOf(row), {}, serveList);
        expect(sumOf(contributions)).toBe(score);
      }),
      { numRuns: 25 },
    );
  });

  it('is as if it had never been, to the bit, once it is forgotten, in whatever order events were recorded', async () => {
    const kinds = fc.constantFrom<ListKind>('recommend', 'rerank', 'related', 'because', 'recentlyViewed');
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.array(anySearch, { minLength: 1, maxLength: 4 }), kinds, async (events, searches, kind) => {
        const call: Partial<ListCall> = { kind, itemId: 'tent-3', itemIds: ['lamp-1', 'stove-3', 'tent-3'], userImpact: 0.5 };
        const [gone, ...others] = searches;
        engine.hold([...events, ...others]);
        const without = await ask(call);
        engine.hold([gone, ...events, ...others]);
        const withIt = await ask(call);
        engine.hold([...others, ...events].reverse().concat(gone));
        expect(await ask(call)).toEqual(withIt);
        await engine.forget({ eventId: gone.id });
        expect(await ask(call)).toEqual(without);
      }),
      { numRuns: 40 },
    );
  });

  it('fades: what it adds never grows as time passes', async () => {
    const shareAt = async (daysAgo: number): Promise<number> => {
      engine.hold([...viewedTents, search('moor stove', daysAgo)]);
      const { items } = await ask({ count: 40 });
      const reasons = items.flatMap(({ id, reasons }) => (id === 'stove-1' ? reasons : []));
      return sumOf(reasons.filter(({ kind }) => kind === 'search'));
    };
    const shares = [await shareAt(0), await shareAt(1), await shareAt(30), await shareAt(400)];
    expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    expect(shares[3]).toBeLessThan(shares[0] / 50);
  });

  it('is explained, and told how the item would rank without it', async () => {
    const searched = search('stove-like moor stove');
    const idle = search('stovve kettel', 1);
    engine.hold([...viewedTents, idle, searched]);
    const { contributions, withoutEvent, removal } = await explainScore(await engine.context({}), 'stove-1', { count: 15 }, serveList);
    expect(contributions[0]).toMatchObject({ kind: 'search', eventId: searched.id, text: 'stove-like moor stove', time: NOW });
    expect(withoutEvent.map(({ eventId }) => eventId)).toContain(idle.id);
    const without = withoutEvent.find(({ eventId }) => eventId === searched.id);
    await engine.forget({ eventId: searched.id });
    const { rank } = await explainScore(await engine.context({}), 'stove-1', {}, serveList);
    expect(without?.rankAfter).toBe(rank);
    expect(without?.rankBefore).toBeLessThanOrEqual(15);
    expect(removal?.eventIds).toEqual([searched.id]);
  });

  it('changes nothing while the shopper pauses, or where no item has its words', async () => {
    engine.hold(viewedTents);
    const plain = await ask();
    engine.hold([...viewedTents, search('stovve kettel')]);
    expect(await ask()).toEqual(plain);
    engine.hold([...viewedTents, search('stove')]);
    engine.pause(true);
    expect((await ask()).servedBy.model).toBe('popular');
  });

  it('changes nothing where its best matches are of a sensitive category', async () => {
    const careful = await openEngine({ sensitive: ['Outdoor > lamp'] });
    careful.hold(viewedTents);
    const plain = await ask({}, careful);
    careful.hold([...viewedTents, search('lamp'), search('moor lamp')]);
    expect(await ask({}, careful)).toEqual(plain);
  });

  it('changes nothing in a shop without texts, and a note says so', async () => {
    const catalog = tinyContent().catalog.map(({ id, price, currency }) => ({ id, price, currency }));
    const silent = await openEngine({ catalog: catalog as PackContent['catalog'] });
    silent.hold(viewedTents);
    const plain = await ask({}, silent);
    silent.hold([...viewedTents, search('stove')]);
    const { trace, ...list } = await ask({}, silent);
    expect(list).toEqual({ items: plain.items, about: plain.about, servedBy: plain.servedBy });
    expect(trace.notes.map(({ code }) => code)).toEqual(['pack-lacks']);
    expect(trace.notes[0].message).toContain('title');
  });
});

describe('the search that a page is about', () => {
  it('speaks for known shoppers as one just made, on landing pages and after an empty search', async () => {
    engine.hold([...viewedTents, search('moor stove')]);
    const searched = (await ask()).items;
    engine.hold(viewedTents);
    for (const scenario of ['landing', 'empty-search'] as const) {
      const { items, servedBy } = await ask({ scenario, query: 'moor stove', diversity: 0 });
      expect(servedBy.model).toBe('personal');
      expect(items).toEqual(searched);
    }
  });

  it('counts once where it was recorded too', async () => {
    engine.hold([...viewedTents, search('moor stove')]);
    expect((await ask({ scenario: 'landing', query: 'Moor STOVE' })).items.map(({ id, score }) => [id, score])).toEqual(
      (await ask()).items.map(({ id, score }) => [id, score]),
    );
  });

  it('makes the list of the landing page for strangers, as before', async () => {
    expect((await ask({ scenario: 'landing', query: 'moor stove' })).servedBy.model).toBe('landing');
  });

  it('does not reorder the results of that search', async () => {
    engine.hold(viewedTents);
    const itemIds = ['lamp-1', 'stove-3', 'tent-3'];
    const plain = await ask({ scenario: 'search', itemIds });
    expect((await ask({ scenario: 'search', itemIds, query: 'stove' })).items).toEqual(plain.items);
  });
});
