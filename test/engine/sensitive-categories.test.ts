import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { makeQuiz } from '../../src/engine/quiz/make-quiz.js';
import { answerSegments } from '../../src/engine/segments/answer-segments.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import { tinyContent } from '../fixtures/tiny-pack.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const ABOUT_SENSITIVE = /^lamp/;

/** The engine as in a page, over a pack in which lamps are sensitive; requests are answered from memory. */
async function openEngine(sensitive?: readonly string[]): Promise<Engine> {
  const { manifest, files } = await encodePack({ ...tinyContent(), ...(sensitive && { sensitive }) });
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
  engine = await openEngine(['Outdoor > lamp']);
});
afterEach(() => vi.unstubAllGlobals());

const event = (name: EventName, itemId: string, daysAgo: number): ShelfEvent => {
  const time = NOW - daysAgo * DAY;
  return { id: `${name} ${itemId} ${daysAgo}`, name, time, items: [{ item_id: itemId }] };
};
const ask = async (of: Engine, call: ListCall) => {
  const { items, about, servedBy, trace } = await of.list(call, new AbortController().signal);
  return { items, about, servedBy, trace: { ...trace, milliseconds: 0 } };
};
const viewedLamps = ['lamp-1', 'lamp-2', 'lamp-3'].flatMap((id, day) => [event('view_item', id, day), event('purchase', id, day)]);
const viewed = [...viewedLamps, event('view_item', 'tent-1', 5)];

const KINDS: readonly ListKind[] = [
  'recommend',
  'recentlyViewed',
  'buyAgain',
  'savedForLater',
  'onSale',
  'because',
  'trending',
  'boughtTogether',
  'related',
];
const anyEvent = (kinds: readonly string[]) =>
  fc
    .record({
      name: fc.constantFrom<EventName>('view_item', 'view_item_list', 'add_to_cart', 'purchase', 'rate'),
      kind: fc.constantFrom(...kinds),
      number: fc.nat(9),
      daysAgo: fc.nat(60),
    })
    .map(({ name, kind, number, daysAgo }) => event(name, `${kind}-${number}`, daysAgo));

describe('events with items of sensitive categories', () => {
  it('leave every list as if they had never been recorded', async () => {
    const [events, sensitive] = [
      fc.array(anyEvent(['tent', 'stove', 'boot']), { maxLength: 8 }),
      fc.array(anyEvent(['lamp']), { minLength: 1, maxLength: 8 }),
    ];
    await fc.assert(
      fc.asyncProperty(events, sensitive, fc.constantFrom(...KINDS), async (others, set, kind) => {
        const call: ListCall = {
          kind,
          count: 12,
          itemId: 'tent-3',
          itemIds: ['tent-3'],
          among: 'my-tastes',
          userImpact: 0.5,
          rotationRate: 0.5,
        };
        engine.hold(others);
        const without = await ask(engine, call);
        engine.hold([...others, ...set]);
        expect(await ask(engine, call)).toEqual(without);
      }),
      { numRuns: 60 },
    );
  });

  it('would change them if the category were not sensitive', async () => {
    const open = await openEngine();
    const lists = async (events: readonly ShelfEvent[]) => {
      open.hold(events);
      return ask(open, { kind: 'recommend', count: 12 });
    };
    expect(await lists(viewed)).not.toEqual(await lists(viewed.slice(-1)));
  });

  it('cause no reason, no recently viewed item, no item to buy again, and no segment', async () => {
    engine.hold(viewed);
    expect((await ask(engine, { kind: 'recentlyViewed' })).items.map(({ id }) => id)).toEqual(['tent-1']);
    expect((await ask(engine, { kind: 'buyAgain' })).items).toEqual([]);
    expect((await ask(engine, { kind: 'because' })).about?.itemId).toBe('tent-1');
    const { categories } = await answerSegments(await engine.context({}), { count: 10 });
    expect(categories.map(({ name }) => name).sort()).toEqual(['Outdoor > boot', 'Outdoor > stove', 'Outdoor > tent']);
    const { items } = await ask(engine, { kind: 'boughtTogether', itemIds: ['lamp-1', 'tent-2'], count: 40 });
    expect(items.length).toBeGreaterThan(0);
    for (const { reasons } of items) expect(reasons).toMatchObject([{ kind: 'similar', itemId: 'tent-2' }]);
  });

  it('stay in the shopper’s own profile, and hiding an item still hides it', async () => {
    engine.hold([...viewed, event('dismiss', 'lamp-4', 0)]);
    expect((await engine.inspect()).events).toHaveLength(8);
    const ids = (await ask(engine, { kind: 'recommend', count: 40, exclude: 'none' })).items.map(({ id }) => id);
    expect(ids).not.toContain('lamp-4');
    expect(ids).toContain('lamp-5');
  });

  it('are in no quiz', async () => {
    const { pairs } = await makeQuiz(await engine.context({}), { pairs: 6 });
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs.flatMap(({ items }) => items.filter(({ id }) => ABOUT_SENSITIVE.test(id)))).toEqual([]);
  });
});
