import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/events/event-id.js';
import { countBits } from '../../src/core/numbers/bitset.js';
import { runAtOnce } from '../../src/core/time/run-steps.js';
import { answerCall, type CallAnswer } from '../../src/engine/answer-call.js';
import type { ListContext } from '../../src/engine/list/list-context.js';
import { createListMemory, type ListMemory } from '../../src/engine/list/list-memory.js';
import { newestFirst } from '../../src/engine/rows/newest-first.js';
import { rankSegments } from '../../src/engine/sources/rank-segments.js';
import { createProfileReader } from '../../src/engine/state/profile-reader.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import type { Pack } from '../../src/types/pack.js';
import type { Scorer } from '../../src/types/scoring/scorer.js';
import { filesByRole, tinyContent } from '../fixtures/tiny-pack.js';
import { widePack } from '../fixtures/wide-pack.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const MADE_OF_QUERIES: readonly ListKind[] = ['recommend', 'related', 'boughtTogether', 'trending', 'newArrivals', 'because'];

let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  const content = tinyContent();
  // Boots are the newest; lamps are announced for later; tent-0 and tent-1 are variants of one another.
  const catalog = content.catalog.map((item, row) => ({
    ...item,
    ...(item.id.startsWith('tent') ? {} : { added: item.id.startsWith('lamp') ? NOW + DAY : NOW - (100 - row) * DAY }),
    ...(row < 2 ? { item_group_id: 'family' } : {}),
  }));
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

const event = (name: EventName, itemId: string, daysAgo = 1): ShelfEvent => {
  const time = NOW - daysAgo * DAY;
  return { id: createEventId(time), name, time, items: [{ item_id: itemId }] };
};
const contextOf = (events: readonly ShelfEvent[], of = pack): ListContext => ({
  pack: of,
  scorer,
  profile: foldEvents(emptyProfile(), events),
  now: NOW,
});
let answers = 0;
const ask = (context: ListContext, call: ListCall, memory: ListMemory = createListMemory()): Promise<CallAnswer> =>
  answerCall(context, call, call.count, memory, () => `answer-${++answers}`);
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
const list = async (events: readonly ShelfEvent[], call: ListCall): Promise<string[]> => idsOf(await ask(contextOf(events), call));

/** An event with any item of the catalogue, now and then one that it does not know. */
const anyEvent = fc
  .record({
    name: fc.constantFrom<EventName>('view_item', 'add_to_cart', 'purchase', 'dismiss', 'rate'),
    item: fc.integer({ min: 0, max: 44 }),
    hoursAgo: fc.integer({ min: 0, max: 5000 }),
  })
  .map(({ name, item, hoursAgo }) => event(name, item < 40 ? pack.idOf(item) : 'gone', hoursAgo / 24));
const anyEvents = fc.array(anyEvent, { maxLength: 12 });
const anyCall = fc
  .record({
    kind: fc.constantFrom<ListKind>(...MADE_OF_QUERIES, 'recentlyViewed', 'buyAgain'),
    item: fc.integer({ min: 0, max: 39 }),
    count: fc.integer({ min: 1, max: 50 }),
    userImpact: fc.constantFrom(0, 0.3, 1),
    among: fc.constantFrom('all' as const, 'my-tastes' as const),
  })
  .map(
    ({ kind, item, count, userImpact, among }): ListCall => ({
      kind,
      count,
      itemId: pack.idOf(item),
      itemIds: [pack.idOf(item), pack.idOf((item + 7) % 40)],
      userImpact,
      among,
    }),
  );

describe('every list', () => {
  it('holds at most as many items as were asked for, none twice, and none that was hidden', async () => {
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

  it('is, once an event is forgotten, what it would be had the event never been; and comes back with it', async () => {
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
  it('are products unless others are asked for, and live streams only while they are on or about to be', async () => {
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

  it('are all products where the pack does not say', async () => {
    expect(await list([], { kind: 'recommend', count: 40, onePerGroup: false })).toHaveLength(40);
    expect(await list([], { kind: 'recommend', count: 40, types: ['live'] })).toEqual([]);
  });
});

describe('the next items', () => {
  it('never repeat, whatever was done meanwhile, and end', async () => {
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

  it('are not the same for two who ask at once', async () => {
    const memory = createListMemory();
    const { recommendationId } = await ask(contextOf([]), { kind: 'recommend', count: 3 }, memory);
    const next: ListCall = { kind: 'next', recommendationId };
    const [a, b] = await Promise.all([ask(contextOf([]), next, memory), ask(contextOf([]), next, memory)]);
    expect(new Set([...idsOf(a), ...idsOf(b)]).size).toBe(6);
  });

  it('are none, with the reason in words, where the list is not known any more', async () => {
    const memory = createListMemory();
    const { recommendationId } = await ask(contextOf([]), { kind: 'recommend' }, memory);
    for (let newer = 0; newer < 20; newer++) await ask(contextOf([]), { kind: 'recommend' }, memory);
    const { items, trace } = await ask(contextOf([]), { kind: 'next', recommendationId }, memory);
    expect(items).toEqual([]);
    expect(trace.notes.map(({ message }) => message).join()).toContain('not known any more');
  });
});

describe('items related to one', () => {
  const viewed = [event('view_item', 'boot-1'), event('add_to_cart', 'boot-2')];

  it('lean from the item to the shopper', async () => {
    const related = (userImpact: number) => list(viewed, { kind: 'related', itemId: 'lamp-4', userImpact, count: 6 });
    expect((await related(0)).every((id) => id.startsWith('lamp'))).toBe(true);
    expect((await related(1)).every((id) => id.startsWith('boot'))).toBe(true);
    const between = await related(0.5);
    expect(between.some((id) => id.startsWith('lamp')) && between.some((id) => id.startsWith('boot'))).toBe(true);
  });

  it('say which part of a score comes from the item and which from the shopper', async () => {
    const { items } = await ask(contextOf(viewed), { kind: 'related', itemId: 'lamp-4', userImpact: 0.5, count: 6 });
    const kinds = new Set(items.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)));
    expect([...kinds]).toEqual(expect.arrayContaining(['similar', 'event']));
  });
});

describe('what goes with a cart', () => {
  it('goes with all of it, names what each item goes with, and holds neither cart nor variants of it', async () => {
    const answer = await ask(contextOf([]), { kind: 'boughtTogether', itemIds: ['tent-0', 'stove-3'], count: 40 });
    const ids = idsOf(answer);
    expect(ids.some((id) => id.startsWith('tent')) && ids.some((id) => id.startsWith('stove'))).toBe(true);
    expect(ids).not.toContain('tent-0');
    expect(ids).not.toContain('tent-1');
    for (const { id, reasons } of answer.items) {
      expect(reasons).toMatchObject([{ kind: 'together', itemId: id.startsWith('tent') ? 'tent-0' : 'stove-3' }]);
    }
  });

  it('is nothing for a cart that the pack does not know', async () => {
    expect(await list([], { kind: 'boughtTogether', itemIds: ['unheard of'] })).toEqual([]);
  });
});

describe('what trends', () => {
  it('is what everybody likes, one variant of each', async () => {
    expect(await list([], { kind: 'trending', count: 3 })).toEqual(['tent-0', 'tent-2', 'tent-3']);
  });

  it('keeps to a category and those below it', async () => {
    expect(await list([], { kind: 'trending', category: 'Outdoor > boot', count: 2 })).toEqual(['boot-0', 'boot-1']);
    expect(await list([], { kind: 'trending', category: 'Outdoor', count: 40, onePerGroup: false })).toHaveLength(40);
    expect(await list([], { kind: 'trending', category: 'Out', count: 40 })).toEqual([]);
  });

  it('is among the tastes of a shopper what is liked most there', async () => {
    const looked = Array.from({ length: 8 }, (_, index) => event('view_item', `lamp-${index}`));
    const ids = await list(looked, { kind: 'trending', among: 'my-tastes', count: 20 });
    expect(ids.filter((id) => id.startsWith('lamp')).length).toBeGreaterThan(
      (await list(looked, { kind: 'trending', count: 20 })).filter((id) => id.startsWith('lamp')).length,
    );
  });
});

describe('new arrivals', () => {
  it('come newest first, without what is only announced', async () => {
    const ids = await list([], { kind: 'newArrivals', count: 40 });
    expect(ids.slice(0, 3)).toEqual(['boot-9', 'boot-8', 'boot-7']);
    expect(ids.filter((id) => id.startsWith('lamp'))).toEqual([]);
  });

  it('are the popular items where the pack knows no days, and say so', async () => {
    const undated = { ...pack, numberColumn: () => null };
    const answer = await ask(contextOf([], undated), { kind: 'newArrivals', count: 2 });
    expect(idsOf(answer)).toEqual(['tent-0', 'tent-2']);
    expect(answer.servedBy.model).toBe('trending');
    expect(answer.trace.notes.map(({ message }) => message).join()).toContain('date_added');
  });
});

describe('what is bought again', () => {
  it('is due by the interval of the shopper’s own orders', async () => {
    const orders = [
      // Every ten days, ten days ago.
      ...[40, 30, 20, 10].map((days) => event('purchase', 'stove-1', days)),
      // Every ten days, yesterday.
      ...[31, 21, 11, 1].map((days) => event('purchase', 'stove-2', days)),
      event('view_item', 'stove-3'),
    ];
    const answer = await ask(contextOf(orders), { kind: 'buyAgain' });
    expect(idsOf(answer)).toEqual(['stove-1', 'stove-2']);
    const [reason] = answer.items[0].reasons;
    expect(reason).toMatchObject({ kind: 'due', times: 4, sinceDays: 10 });
    expect(reason.kind === 'due' && reason.intervalDays).toBeCloseTo(10, 0);
  });

  it('forgets what was given back', async () => {
    expect(await list([event('purchase', 'stove-1', 40), event('refund', 'stove-1', 30)], { kind: 'buyAgain' })).toEqual([]);
  });
});

describe('a list ranked anew', () => {
  const anyIds = fc.array(fc.constantFrom('tent-1', 'boot-1', 'boot-2', 'lamp-3', 'stove-0', 'unknown-1', 'unknown-2'), { maxLength: 14 });

  it('is a permutation of what was given, in which unknown ids keep their places', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, anyIds, fc.double({ min: 0, max: 1, noNaN: true }), async (events, itemIds, strength) => {
        const ids = await list(events, { kind: 'rerank', itemIds, strength });
        expect([...ids].sort()).toEqual([...itemIds].sort());
        for (const [place, id] of itemIds.entries()) if (id.startsWith('unknown')) expect(ids[place]).toBe(id);
        if (strength === 0) expect(ids).toEqual(itemIds);
      }),
    );
  });

  it('leans to the shopper as far as is asked', async () => {
    const itemIds = ['lamp-1', 'tent-5', 'boot-3', 'boot-4'];
    const viewed = [event('view_item', 'boot-1'), event('view_item', 'boot-2')];
    expect((await list(viewed, { kind: 'rerank', itemIds, strength: 1 })).slice(0, 2).sort()).toEqual(['boot-3', 'boot-4']);
    expect(await list(viewed, { kind: 'rerank', itemIds, strength: 0 })).toEqual(itemIds);
  });

  it('has reasons that add up to every score, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { maxLength: 6 }), fc.double({ min: 0, max: 1, noNaN: true }), async (looked, strength) => {
        const viewed = looked.map((index) => event('view_item', `boot-${index}`));
        const itemIds = ['gone', ...Array.from({ length: 30 }, (_, row) => pack.idOf(row))];
        const { items } = await ask(contextOf(viewed), { kind: 'rerank', itemIds, strength });
        for (const { reasons, score } of items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
      }),
    );
  });

  it('is as it was for a shopper of whom nothing is known', async () => {
    expect(await list([], { kind: 'rerank', itemIds: ['lamp-9', 'tent-0'], strength: 1 })).toEqual(['lamp-9', 'tent-0']);
  });
});

describe('because of one item', () => {
  it('names what says most, and lists what that speaks for', async () => {
    const answer = await ask(contextOf([event('view_item', 'lamp-1', 3), event('add_to_cart', 'boot-5', 2)]), {
      kind: 'because',
      count: 5,
    });
    expect(answer.about).toEqual({ itemId: 'boot-5', name: 'add_to_cart' });
    expect(idsOf(answer).every((id) => id.startsWith('boot') && id !== 'boot-5')).toBe(true);
  });

  it('is empty where nothing is known', async () => {
    expect(await list([], { kind: 'because' })).toEqual([]);
  });

  it('is chosen by what the shopper is offered: nothing of another type', async () => {
    const context = contextOf([event('view_item', 'boot-1')]);
    const asked: Uint32Array[] = [];
    const scorer = {
      ...context.scorer,
      score: (...given: Parameters<typeof context.scorer.score>) => {
        asked.push(given[2]);
        return context.scorer.score(...given);
      },
    };
    await ask({ ...context, scorer }, { kind: 'because', types: ['article'] });
    expect(countBits(asked[0])).toBe(pack.items);
  });
});

describe('a list that is asked to vary', () => {
  const seen = [event('view_item', 'boot-1'), event('view_item', 'boot-2'), event('view_item_list', 'boot-3', 0)];
  const wishes = { diversity: 0.7, calibration: 0.2, rotationRate: 0.5, exploration: 0.25, seed: 7 } as const;

  it('is another one, names each step in its trace, and its reasons still add up to the scores', async () => {
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

  it('is the same one for the same seed, and holds no item twice, nor one that was hidden', async () => {
    const events = [...seen, event('dismiss', 'boot-4')];
    const once = await list(events, { kind: 'recommend', count: 20, ...wishes });
    expect(await list(events, { kind: 'recommend', count: 20, ...wishes })).toEqual(once);
    expect(new Set(once).size).toBe(20);
    expect(once).not.toContain('boot-4');
  });
});

describe('segments', () => {
  it('are categories and brands in the order of the shopper’s interest, and everybody’s before', () => {
    const order = (events: readonly ShelfEvent[]) => rankSegments(pack, foldEvents(emptyProfile(), events), NOW, 12);
    const [everybody, shopper] = [order([]), order([event('view_item', 'lamp-1'), event('view_item', 'lamp-3')])];
    expect(everybody.model).toBe('popular');
    expect(everybody.categories[0].name).toBe('Outdoor > tent');
    expect(shopper.model).toBe('personal');
    expect(shopper.categories[0]).toMatchObject({ name: 'Outdoor > lamp', items: 10 });
    expect(shopper.brands[0].name).toBe('Moor');
    expect(shopper.categories.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 12);
  });
});

it('the newest items of a large catalogue come in order of their days, then of how they are liked', async () => {
  const wide = await widePack(13_000);
  const added = wide.numberColumn('added') as Float64Array;
  const plain = [...added.keys()].sort((a, b) => added[b] - added[a] || wide.popularity[b] - wide.popularity[a] || a - b);
  expect([...runAtOnce(newestFirst(wide))]).toEqual(plain);
});
