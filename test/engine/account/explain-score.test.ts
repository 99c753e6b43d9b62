import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../../src/core/events/event-id.js';
import { explainScore } from '../../../src/engine/account/explain-score.js';
import type { ListContext } from '../../../src/engine/list/list-context.js';
import { makeList } from '../../../src/engine/list/make-list.js';
import { personalSource } from '../../../src/engine/list/personal-source.js';
import { serveList } from '../../../src/engine/serve-list.js';
import { decodePack } from '../../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { createJsScorer } from '../../../src/score/settle/js-scorer.js';
import type { RecommendedItem } from '../../../src/types/answer.js';
import type { EventName, ShelfEvent } from '../../../src/types/event.js';
import type { Pack } from '../../../src/types/pack.js';
import type { Candidate } from '../../../src/types/scoring/candidate.js';
import type { Scorer } from '../../../src/types/scoring/scorer.js';
import { prototypeContent } from '../../fixtures/prototype-content.js';
import { seededPack } from '../../fixtures/seeded-pack.js';
import { filesByRole, tinyPack } from '../../fixtures/tiny-pack.js';

interface Shop {
  readonly pack: Pack;
  readonly scorer: Scorer;
}
const DAY = 86_400_000;
const NOW = 100 * DAY;
let tiny: Shop;
let withPrototypes: Shop;
beforeAll(async () => {
  const pack = await tinyPack();
  tiny = { pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }) };
  const encoded = await encodePack(prototypeContent());
  const decoded = decodePack(encoded.manifest, filesByRole(encoded));
  const { encoder } = decoded.manifest;
  const settings = { ...encoder, blend: { ...encoder.blend, foldIn: 1, prototypes: 2, seen: 0.5 } };
  const other = { ...decoded, manifest: { ...decoded.manifest, encoder: settings } };
  withPrototypes = { pack: other, scorer: createJsScorer({ ...other, bias: other.popularity }) };
});

const event = (name: EventName, itemId: string, time: number, rest: Partial<ShelfEvent> = {}): ShelfEvent => ({
  id: createEventId(time),
  name,
  time,
  items: [{ item_id: itemId }],
  ...rest,
});
const contextOf = (shop: Shop, events: readonly ShelfEvent[]): ListContext => ({
  ...shop,
  profile: foldEvents(emptyProfile(), events),
  now: NOW,
});
const listOf = async (context: ListContext, count = 1000): Promise<readonly RecommendedItem[]> =>
  (await makeList(context, personalSource(context), { count })).items;
const sumOf = (terms: readonly { contribution: number }[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);

const itemId = fc.tuple(fc.constantFrom('tent', 'stove', 'boot', 'lamp', 'gone'), fc.nat(9)).map(([kind, index]) => `${kind}-${index}`);
const anyEvent = fc
  .tuple(
    fc.constantFrom<EventName>('view_item', 'add_to_cart', 'purchase', 'rate', 'feedback', 'dwell', 'dismiss', 'view_item_list', 'refund'),
    itemId,
    fc.nat(99),
    fc.constantFrom('more', 'less', 'hide', 'own'),
    fc.integer({ min: 1, max: 5 }),
  )
  .map(([name, item, day, kind, value]) =>
    event(name, item, day * DAY, {
      ...(name === 'feedback' ? { kind: kind as 'more' } : {}),
      ...(name === 'rate' || name === 'dwell' ? { value } : {}),
    }),
  );
const anyLog = fc.array(anyEvent, { maxLength: 12 });

describe('a score in full', () => {
  it('is the sum of its contributions to the last bit, and so are the reasons in a list', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, itemId, fc.boolean(), async (log, id, prototypes) => {
        const context = contextOf(prototypes ? withPrototypes : tiny, log);
        const { contributions, score } = await explainScore(context, id, {}, serveList);
        expect(sumOf(contributions)).toBe(score);
        for (const item of await listOf(context)) expect(sumOf(item.reasons)).toBe(item.score);
      }),
      { numRuns: 60 },
    );
  });

  it('is just as exact in a list whose steps changed the scores', async () => {
    const raise = (contribution: number) => ({
      name: `raise by ${contribution}`,
      apply: (candidates: readonly Candidate[]) =>
        candidates.map((one) => ({
          ...one,
          score: one.score + contribution,
          adjustments: [...one.adjustments, { step: `raise by ${contribution}`, contribution }],
        })),
    });
    await fc.assert(
      fc.asyncProperty(anyLog, fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 3 }), async (log, raises) => {
        const context = contextOf(tiny, log);
        const plan = { exclude: () => {}, reach: 40, steps: raises.map((by) => raise(by / 1000)) };
        for (const { reasons, score } of (await makeList(context, personalSource(context), { count: 40, plan })).items)
          expect(sumOf(reasons)).toBe(score);
      }),
      { numRuns: 60 },
    );
  });

  it('is the score and the place of the list', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, itemId, async (log, id) => {
        const context = contextOf(tiny, log);
        fc.pre(tiny.pack.rowOf(id) >= 0);
        const { score, rank, ranked } = await explainScore(context, id, {}, serveList);
        const list = await listOf(context);
        const place = list.findIndex((item) => item.id === id);
        expect(rank).toBe(place < 0 ? null : place + 1);
        expect(ranked).toBe(list.length);
        if (place >= 0) expect(score).toBe(list[place].score);
      }),
      { numRuns: 60 },
    );
  });

  it('divides the contribution of an item among its events, by their weights', async () => {
    const log = [event('view_item', 'boot-1', NOW), event('add_to_cart', 'boot-1', NOW), event('view_item', 'tent-1', NOW)];
    const { contributions } = await explainScore(contextOf(tiny, log), 'boot-2', {}, serveList);
    const of = (id: string): number => contributions.find((one) => one.kind === 'event' && one.eventId === id)?.contribution ?? 0;
    expect(of(log[1].id) / of(log[0].id)).toBeCloseTo(3, 9);
    expect(of(log[0].id)).toBeGreaterThan(of(log[2].id));
  });

  it('names the prototypes that counted', async () => {
    const log = [event('view_item', 'lamp-7', NOW), event('view_item', 'lamp-8', NOW)];
    const { contributions } = await explainScore(contextOf(withPrototypes, log), 'lamp-0', {}, serveList);
    expect(contributions.some(({ kind, contribution }) => kind === 'prototype' && contribution > 0)).toBe(true);
    // Only float32 rounding remains; a missing part would add to it.
    const rest = contributions.filter(({ kind }) => kind === 'rest');
    expect(Math.abs(sumOf(rest))).toBeLessThan(1e-5);
  });

  it('lists the categories and brands behind the events', async () => {
    const log = [event('view_item', 'boot-1', NOW), event('view_item', 'boot-3', NOW), event('view_item', 'tent-2', NOW)];
    const { tastes, contributions } = await explainScore(contextOf(tiny, log), 'boot-5', {}, serveList);
    expect(tastes[0]).toMatchObject({ name: expect.stringMatching(/boot|Moor/) });
    const events = sumOf(contributions.filter(({ kind }) => kind === 'event'));
    for (const kind of ['category', 'brand']) expect(sumOf(tastes.filter((taste) => taste.kind === kind))).toBeCloseTo(events, 9);
  });

  it('reports an item that is not in the pack', async () => {
    const explanation = await explainScore(contextOf(tiny, []), '<b>no</b>', {}, serveList);
    expect(explanation).toMatchObject({ id: '<b>no</b>', item: null, rank: null, contributions: [] });
    expect(explanation.notes.map(({ message }) => message).join()).toContain('<b>no</b>');
  });
});

describe('the score without an event', () => {
  it('is the score of the list once the event is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, itemId, fc.boolean(), async (log, id, prototypes) => {
        const shop = prototypes ? withPrototypes : tiny;
        const { withoutEvent } = await explainScore(contextOf(shop, log), id, {}, serveList);
        if (shop.pack.rowOf(id) >= 0) expect(withoutEvent.length).toBe(log.length);
        for (const { eventId, rankAfter } of withoutEvent) {
          const list = await listOf(
            contextOf(
              shop,
              log.filter((one) => one.id !== eventId),
            ),
          );
          const place = list.findIndex((item) => item.id === id);
          expect(rankAfter).toBe(place < 0 ? null : place + 1);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the smallest set of events without which an item is off the list', () => {
  const isOff = async (log: readonly ShelfEvent[], without: readonly string[], id: string, count: number): Promise<boolean> => {
    const kept = log.filter((one) => !without.includes(one.id));
    return !(await listOf(contextOf(tiny, kept), count)).some((item) => item.id === id);
  };

  it('removes the item, has no superfluous event, and if called smallest, no smaller set does', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 7 }), itemId, async (log, id) => {
        const count = 6;
        const { removal, rank } = await explainScore(contextOf(tiny, log), id, { count }, serveList);
        const off = (without: readonly string[]): Promise<boolean> => isOff(log, without, id, count);
        if (removal === null) {
          if (rank !== null && rank <= count) expect(await off(log.map((one) => one.id))).toBe(false);
          return;
        }
        found++;
        expect(await off(removal.eventIds)).toBe(true);
        for (const spared of removal.eventIds) {
          const fewer = removal.eventIds.filter((one) => one !== spared);
          expect(await off(fewer)).toBe(false);
        }
        const smaller = removal.eventIds.length < 3 ? [] : log.flatMap((a) => log.map((b) => [a.id, b.id]));
        if (removal.smallest) for (const set of smaller) expect(await off(set)).toBe(false);
      }),
      { numRuns: 150 },
    );
    // Drawn anew each time: some logs have such an item.
    expect(found).toBeGreaterThan(1);
  });

  it('is one event if one is enough', async () => {
    const log = [event('purchase', 'boot-1', NOW), event('view_item', 'lamp-2', NOW - DAY)];
    const { removal } = await explainScore(contextOf(tiny, log), 'boot-2', { count: 9 }, serveList);
    expect(removal).toEqual({ eventIds: [log[0].id], smallest: true });
  });
});

describe('an explanation of many events in a large catalogue', () => {
  it('yields to the page meanwhile, and ends early if it is cancelled', async () => {
    const encoded = await seededPack(10_000, 32);
    const pack = decodePack(encoded.manifest, filesByRole(encoded));
    const events = Array.from({ length: 60 }, (_, at) => event('view_item', `sku-${at}`, NOW - at * 1000));
    const context = contextOf({ pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }) }, events);
    let turns = 0;
    let going = true;
    const turn = (): void => {
      turns++;
      if (going) setTimeout(turn);
    };
    setTimeout(turn);
    const { withoutEvent } = await explainScore(context, 'sku-100', {}, serveList);
    going = false;
    expect(withoutEvent).toHaveLength(60);
    expect(turns).toBeGreaterThan(1);

    const controller = new AbortController();
    setTimeout(() => controller.abort());
    await expect(explainScore(context, 'sku-100', {}, serveList, controller.signal)).rejects.toThrow('aborted');
  });
});
