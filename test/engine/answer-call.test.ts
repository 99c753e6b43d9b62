import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createListMemory } from '../../src/engine/list/list-memory.js';
import { createProfileReader } from '../../src/engine/state/profile-reader.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import type { ListCall } from '../../src/types/list-call.js';
import { filesByRole, tinyContent } from '../fixtures/tiny-pack.js';
import { anyCall, anyEvent, anyEvents, ask, contextOf, DAY, event, idsOf, list, NOW, pack, scorer } from './list-fixture.js';

describe('every list', () => {
  it('contains at most the requested number of items, none twice, and no hidden one', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyCall, async (events, call) => {
        const ids = await list(events, call);
        expect(ids.length).toBeLessThanOrEqual(call.count ?? 0);
        expect(new Set(ids).size).toBe(ids.length);
        const { hidden } = foldEvents(emptyProfile(), events);
        expect(ids.filter((id) => hidden.has(id))).toEqual([]);
      }),
    );
  });

  it('has reasons that add up to the score', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyCall, async (events, call) => {
        for (const { score, reasons } of (await ask(contextOf(events), call)).items) {
          const sum = reasons.reduce((total, { contribution }) => total + contribution, 0);
          expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(score)));
        }
      }),
    );
  });

  it('is, after an event is forgotten, as if it had never been recorded; and is restored with it', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyEvent, anyCall, async (events, extra, call) => {
        const reader = createProfileReader();
        const answered = async () => {
          const { items, trace } = await ask({ pack, scorer, profile: await reader.read([]), now: NOW }, call);
          return { items, trace };
        };
        reader.hold(events);
        const without = await answered();
        reader.observe(extra);
        const whole = await answered();
        await reader.forget({ eventId: extra.id });
        expect(await answered()).toEqual(without);
        // Added back, it comes last, whenever it happened.
        reader.observe(extra);
        expect(await answered()).toEqual(whole);
      }),
    );
  });
});

describe('kinds of items', () => {
  it('are products unless others are requested, and live streams only while they are on or about to start', async () => {
    const type: Record<string, string> = { boot: 'article', lamp: 'live' };
    const content = tinyContent();
    const catalog = content.catalog.map((item, row) => ({
      ...item,
      type: type[item.id.split('-')[0]] ?? 'product',
      // lamp-0 starts in a week, lamp-1 in an hour, lamp-2 is on, lamp-3 is over, the others do not say.
      ...(row === 30 ? { starts: NOW + 7 * DAY } : {}),
      ...(row === 31 ? { starts: NOW + DAY / 24 } : {}),
      ...(row === 32 ? { starts: NOW - 1000, ends: NOW + 1000 } : {}),
      ...(row === 33 ? { ends: NOW } : {}),
    }));
    const encoded = await encodePack({ ...content, catalog });
    const context = contextOf([], decodePack(encoded.manifest, filesByRole(encoded)));
    const kinds = async (types?: ListCall['types']): Promise<string[]> =>
      idsOf(await ask(context, { kind: 'recommend', count: 40, ...(types && { types }) }));
    expect((await kinds()).every((id) => /^(tent|stove)/.test(id))).toBe(true);
    expect((await kinds(['article'])).every((id) => id.startsWith('boot'))).toBe(true);
    expect((await kinds(['live'])).sort()).toEqual([1, 2, 4, 5, 6, 7, 8, 9].map((number) => `lamp-${number}`));
  });

  it('are all products if the pack has no types', async () => {
    expect(await list([], { kind: 'recommend', count: 40, onePerGroup: false })).toHaveLength(40);
    expect(await list([], { kind: 'recommend', count: 40, types: ['live'] })).toEqual([]);
  });
});

describe('the next items', () => {
  it('never repeat, whatever is recorded meanwhile, and end', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyEvents, anyCall, fc.integer({ min: 1, max: 9 }), async (events, later, call, count) => {
        const memory = createListMemory();
        const first = await ask(contextOf(events), { ...call, count }, memory);
        const given = idsOf(first);
        const next: ListCall = { kind: 'next', recommendationId: first.recommendationId, count };
        for (let page = 0; page < 45; page++) {
          const more = await ask(contextOf([...events, ...later]), next, memory);
          expect(more.recommendationId).toBe(first.recommendationId);
          if (more.items.length === 0) break;
          given.push(...idsOf(more));
        }
        expect(new Set(given).size).toBe(given.length);
        expect(new Set(given)).toEqual(new Set(await list(events, { ...call, count: 1000 })));
      }),
      { numRuns: 40 },
    );
  });

  it('differ for two calls at once', async () => {
    const memory = createListMemory();
    const { recommendationId } = await ask(contextOf([]), { kind: 'recommend', count: 3 }, memory);
    const next: ListCall = { kind: 'next', recommendationId };
    const [a, b] = await Promise.all([ask(contextOf([]), next, memory), ask(contextOf([]), next, memory)]);
    expect(new Set([...idsOf(a), ...idsOf(b)]).size).toBe(6);
  });

  it('are none, with a message, if the list is not known any more', async () => {
    const memory = createListMemory();
    const { recommendationId } = await ask(contextOf([]), { kind: 'recommend' }, memory);
    for (let newer = 0; newer < 20; newer++) await ask(contextOf([]), { kind: 'recommend' }, memory);
    const { items, trace } = await ask(contextOf([]), { kind: 'next', recommendationId }, memory);
    expect(items).toEqual([]);
    expect(trace.notes.map(({ message }) => message).join()).toContain('not known any more');
  });
});

describe('a list with variety', () => {
  const seen = [event('view_item', 'boot-1'), event('view_item', 'boot-2'), event('view_item_list', 'boot-3', 0)];
  const wishes = { diversity: 0.7, calibration: 0.2, rotationRate: 0.5, exploration: 0.25, seed: 7 } as const;

  it('differs, names each step in its trace, and its reasons still add up to the scores', async () => {
    const plain = await ask(contextOf(seen), { kind: 'recommend', count: 8 });
    const varied = await ask(contextOf(seen), { kind: 'recommend', count: 8, ...wishes });
    expect(idsOf(varied)).not.toEqual(idsOf(plain));
    expect(varied.trace.steps.map(({ name }) => name)).toEqual([
      'exclude',
      'score',
      'rotation',
      'one per group',
      'diversity calibration',
      'explore',
      'cut',
    ]);
    for (const { reasons, score } of varied.items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
  });

  it('is the same for the same seed, and contains no item twice, and no hidden one', async () => {
    const events = [...seen, event('dismiss', 'boot-4')];
    const once = await list(events, { kind: 'recommend', count: 20, ...wishes });
    expect(await list(events, { kind: 'recommend', count: 20, ...wishes })).toEqual(once);
    expect(new Set(once).size).toBe(20);
    expect(once).not.toContain('boot-4');
  });
});
