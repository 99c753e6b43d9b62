import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import type { Answer } from '../../../src/types/answer.js';
import type { ListCall, ListKind } from '../../../src/types/list-call.js';
import { tinyContent } from '../../fixtures/tiny-pack.js';
import { anyEvents, event, NOW } from '../list-fixture.js';

let [engine, fresh]: Engine[] = [];
beforeEach(async () => {
  const { manifest, files } = await encodePack(tinyContent());
  const placements = { placements: { home: { list: 'recommend', campaigns: [] } } };
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const name = String(url).split('/').at(-1) ?? '';
    if (name === 'scenarios.json') return new Response(JSON.stringify(placements));
    return new Response(name === 'pack.json' ? JSON.stringify(manifest) : files.get(name));
  });
  [engine, fresh] = [createEngine(() => NOW), createEngine(() => NOW)];
  for (const one of [engine, fresh]) await one.open({ packUrl: 'https://shop.example/pack/pack.json', backend: 'js', place: null });
});
afterEach(() => vi.unstubAllGlobals());

const KINDS: readonly ListKind[] = [
  'recommend',
  'related',
  'boughtTogether',
  'trending',
  'newArrivals',
  'onSale',
  'recentlyViewed',
  'buyAgain',
  'savedForLater',
  'rerank',
  'because',
];
const OWN: readonly ListKind[] = ['recentlyViewed', 'buyAgain', 'savedForLater', 'because'];
const anyCall = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    count: fc.integer({ min: 1, max: 40 }),
    userImpact: fc.constantFrom(0, 0.5),
    diversity: fc.constantFrom(0, 0.5),
    calibration: fc.constantFrom(0, 0.5),
    rotationRate: fc.constantFrom(0, 1),
    among: fc.constantFrom('all' as const, 'my-tastes' as const),
    category: fc.constantFrom('Outdoor > tent', undefined),
  })
  .map(({ category, ...call }) => ({ ...call, ...(category && { category }), itemId: 'tent-3', itemIds: ['tent-1', 'boot-2', 'lamp-3'] }));
const listOf = (of: Engine, call: ListCall): Promise<Answer> => of.list(call, new AbortController().signal);
/** What of a list is the same, whoever asks. */
const bare = ({ items, servedBy, about, trace: { notes, milliseconds: _, ...trace } }: Answer) => ({
  items,
  servedBy,
  about,
  trace,
  notes: notes.filter(({ message }) => !message.startsWith('neutral:')),
});

describe('a neutral list', () => {
  it('is that of a shelf that knows nothing, to the bit, whatever is known here; and the own list stays what it was', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(anyEvents, anyCall, async (events, call) => {
        engine.hold(events);
        const own = bare(await listOf(engine, call));
        const expected = bare(await listOf(fresh, call));
        expect(bare(await listOf(engine, { ...call, neutral: true }))).toEqual(expected);
        expect(bare(await listOf(engine, call))).toEqual(own);
        if (JSON.stringify(own.items) !== JSON.stringify(expected.items)) changed++;
      }),
      { numRuns: 60 },
    );
    expect(changed).toBeGreaterThan(10);
  });

  it.each(KINDS)('says so in %s, and where it can have nothing', async (kind) => {
    engine.hold([event('view_item', 'tent-1')]);
    const { trace } = await listOf(engine, { kind, itemId: 'tent-3', itemIds: ['tent-1'], neutral: true });
    const said = trace.notes.find(({ message }) => message.startsWith('neutral:'));
    expect(said?.code).toBe(OWN.includes(kind) ? 'nothing-known' : 'neutral');
  });

  it('is continued as it began', async () => {
    engine.hold([event('view_item', 'boot-1'), event('dismiss', 'tent-1')]);
    const call = { kind: 'recommend', count: 5 } as const;
    const neutral = await listOf(engine, { ...call, neutral: true });
    const plain = await listOf(fresh, call);
    const next = (of: Engine, { recommendationId }: Answer) => listOf(of, { kind: 'next', recommendationId });
    expect((await next(engine, neutral)).items).toEqual((await next(fresh, plain)).items);
  });

  it('explains the score that nobody has', async () => {
    engine.hold([event('view_item', 'boot-1')]);
    const { profile } = await engine.context({ neutral: true });
    expect(profile.interactions).toEqual([]);
    expect((await engine.context({})).profile.interactions).toHaveLength(1);
  });

  it('of a placement keeps nothing from the lists of others', async () => {
    const call = { kind: 'recommend', count: 5, placement: 'home' } as const;
    const before = await listOf(fresh, call);
    await listOf(engine, { ...call, neutral: true });
    expect((await listOf(engine, { ...call, placement: 'home' })).items).toEqual(before.items);
  });

  it('is refused a value that is none', async () => {
    engine.hold([event('view_item', 'boot-1')]);
    const { trace } = await listOf(engine, { kind: 'recommend', neutral: 'yes' as never });
    expect(trace.notes).toMatchObject([{ code: 'bad-argument' }]);
    expect(trace.events).toBe(1);
  });
});
