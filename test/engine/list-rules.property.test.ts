import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerCall, type CallAnswer } from '../../src/engine/answer-call.js';
import { createListMemory, type ListMemory } from '../../src/engine/list-memory.js';
import { createProfileReader } from '../../src/engine/profile-reader.js';
import { decodePack } from '../../src/pack/decode-pack.js';
import { encodePack } from '../../src/pack/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { createJsScorer } from '../../src/score/js-scorer.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import type { Pack } from '../../src/types/pack.js';
import type { Profile } from '../../src/types/profile.js';
import type { Scenario } from '../../src/types/request.js';
import type { Scorer } from '../../src/types/scorer.js';
import { filesByRole, tinyContent } from '../fixtures/tiny-pack.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);
const SOLD_OUT = ['stove-9', 'lamp-0'];

let pack: Pack;
let scorer: Scorer;
beforeAll(async () => {
  const content = tinyContent();
  const catalog = content.catalog.map((item, row) => ({
    ...item,
    ...(item.id.startsWith('lamp') ? {} : { item_group_id: `group ${Math.floor(row / 3)}` }),
    ...(SOLD_OUT.includes(item.id) ? { availability: 'out_of_stock' } : {}),
  }));
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
  scorer = createJsScorer({ ...pack, bias: pack.popularity });
});

const KINDS: readonly ListKind[] = [
  'recommend',
  'related',
  'boughtTogether',
  'trending',
  'newArrivals',
  'because',
  'recentlyViewed',
  'buyAgain',
];
const SCENARIOS: readonly Scenario[] = ['home', 'product', 'cart', 'category', 'empty-search', 'order-confirmed', 'landing'];
const KNOWN = ['tent', 'stove', 'boot', 'lamp'].flatMap((kind) => Array.from({ length: 10 }, (_, number) => `${kind}-${number}`));

/** A few ids more often than others, so that rules and events meet. */
const anyId = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('tent-0', 'boot-1', 'boot-2', 'lamp-0') },
  fc.constantFrom(...KNOWN, 'gone'),
);
const anyShare = fc.constantFrom(0, 0.2, 0.5, 1);
let events = 0;
const anyEvent = fc
  .record({
    name: fc.constantFrom<EventName>('view_item', 'view_item_list', 'add_to_cart', 'purchase', 'dismiss', 'rate'),
    itemId: anyId,
    daysAgo: fc.nat(60),
  })
  .map(
    ({ name, itemId, daysAgo }): ShelfEvent => ({ id: `event-${++events}`, name, time: NOW - daysAgo * DAY, items: [{ item_id: itemId }] }),
  );
const anyEvents = fc.array(anyEvent, { maxLength: 10 });
const anyRules = fc.record(
  {
    exclude: fc.constantFrom('none' as const, 'bought' as const, 'seen' as const),
    excludeSeen: fc.array(
      fc.record({
        event: fc.constantFrom<EventName>('view_item', 'view_item_list'),
        days: fc.integer({ min: 1, max: 60 }),
        times: fc.constantFrom(1, 2),
      }),
      { maxLength: 2 },
    ),
    onePerGroup: fc.boolean(),
    maxPer: fc.record({ brand: fc.integer({ min: 1, max: 6 }), product_type: fc.integer({ min: 1, max: 4 }) }, { requiredKeys: [] }),
    pins: fc.array(fc.record({ id: anyId, place: fc.nat(6) }), { maxLength: 3 }),
    promoted: fc.record({ ids: fc.array(anyId, { maxLength: 5 }), share: anyShare }),
    minRelevance: anyShare,
    diversity: anyShare,
    calibration: anyShare,
    rotationRate: anyShare,
    exploration: anyShare,
    seed: fc.nat(3),
  },
  { requiredKeys: [] },
);
const anyCall = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    scenario: fc.constantFrom(...SCENARIOS),
    count: fc.integer({ min: 1, max: 30 }),
    itemId: anyId.filter((id) => id !== 'gone'),
    itemIds: fc.array(anyId, { maxLength: 3 }),
    category: fc.constantFrom('Outdoor', 'Outdoor > boot'),
    userImpact: anyShare,
    rules: anyRules,
  })
  .map(({ rules, kind, category, ...call }): ListCall => ({ ...call, ...rules, kind, ...(kind === 'newArrivals' ? {} : { category }) }));

let answers = 0;
const ask = (profile: Profile, call: ListCall, memory: ListMemory = createListMemory()): Promise<CallAnswer> =>
  answerCall({ pack, scorer, profile, now: NOW }, call, call.count, memory, () => `answer-${++answers}`);
const profileOf = (log: readonly ShelfEvent[]): Profile => foldEvents(emptyProfile(), log);
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
/** Runs a promise against any log and any call. */
const always = (holds: (log: readonly ShelfEvent[], call: ListCall) => Promise<void>, numRuns = 150): Promise<void> =>
  fc.assert(fc.asyncProperty(anyEvents, anyCall, holds), { numRuns });

describe('a list with any rules of the shop', () => {
  it('has at most as many items as asked for, none twice, and reasons that add up', () =>
    always(async (log, call) => {
      const answer = await ask(profileOf(log), call);
      expect(answer.items.length).toBeLessThanOrEqual(call.count ?? 0);
      expect(new Set(idsOf(answer)).size).toBe(answer.items.length);
      for (const { score, reasons } of answer.items) {
        const sum = reasons.reduce((total, { contribution }) => total + contribution, 0);
        expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(score)));
      }
    }));

  it('holds nothing that was hidden or, save in the shopper’s own history, is sold out', () =>
    always(async (log, call) => {
      const profile = profileOf(log);
      const ids = idsOf(await ask(profile, call));
      expect(ids.filter((id) => profile.hidden.has(id))).toEqual([]);
      if (call.kind !== 'recentlyViewed' && call.kind !== 'buyAgain') expect(ids.filter((id) => SOLD_OUT.includes(id))).toEqual([]);
    }));

  it('holds of what is excluded only what the shop has pinned', () =>
    always(async (log, call) => {
      const profile = profileOf(log);
      const { items } = await ask(profile, call);
      const pinned = new Set(call.pins?.map(({ id }) => id));
      const own = items.filter(({ id }) => !pinned.has(id)).map(({ id }) => id);
      for (const { event, days, times } of call.excludeSeen ?? []) {
        const met = own.filter((id) => {
          const often = log.filter(
            ({ name, time, items: [{ item_id }] }) => name === event && item_id === id && NOW - time <= (days ?? 0) * DAY,
          );
          return often.length >= (times ?? 1);
        });
        expect(met).toEqual([]);
      }
      if (call.kind !== 'recentlyViewed' && call.kind !== 'buyAgain' && call.exclude !== 'none')
        expect(own.filter((id) => profile.bought.has(id))).toEqual([]);
    }));

  it('keeps within its limits, but for what the shop has pinned, and marks what the shop put in', () =>
    always(async (log, call) => {
      const { items } = await ask(profileOf(log), call);
      const pinned = new Set(call.pins?.map(({ id }) => id));
      for (const [column, most] of Object.entries(call.maxPer ?? {})) {
        const held = new Map<unknown, number>();
        for (const { id, item } of items) {
          if (pinned.has(id)) continue;
          const value = item[column as 'brand'];
          held.set(value, (held.get(value) ?? 0) + 1);
        }
        for (const [, count] of held) expect(count).toBeLessThanOrEqual(most as number);
      }
      const ofTheShop = new Set([...pinned, ...(call.promoted?.ids ?? [])]);
      expect(items.filter(({ id, promoted }) => promoted && !ofTheShop.has(id))).toEqual([]);
      expect(items.filter(({ id, promoted }) => call.promoted?.ids.includes(id) && !promoted)).toEqual([]);
    }));

  it('has pins at their places, wherever enough other items stand before them and nothing forbids them', () =>
    always(async (log, call) => {
      const { items, trace } = await ask(profileOf(log), call);
      const refused = trace.notes.filter((note) => note.startsWith('pins: ')).join(' ');
      const kept = (call.pins ?? []).filter(({ id }) => !refused.includes(`"${id}"`));
      const others = items.length - items.filter(({ reasons: [first] }) => first?.kind === 'step' && first.step === 'pin').length;
      for (const { id, place } of kept) {
        const before = others + kept.filter((pin) => pin.place < place).length;
        if (before >= place) expect(items[place]).toMatchObject({ id, promoted: true });
        // Where too few stand before it, it comes as late as it can.
        else expect(items.find((item) => item.id === id)?.promoted).toBe(true);
      }
    }));

  it('is the same for the same log, clock and seed, also once an event was forgotten and came back', () =>
    always(async (log, call) => {
      const answer = ({ recommendationId: _, ...rest }: CallAnswer) => rest;
      const whole = answer(await ask(profileOf(log), call));
      expect(answer(await ask(profileOf([...log].reverse()), call))).toEqual(whole);
      if (log.length === 0) return;
      const reader = createProfileReader();
      reader.hold(log);
      await reader.forget({ eventId: log[0].id });
      const forgotten = await reader.read([]);
      expect(forgotten).toEqual(profileOf(log.slice(1)));
      expect(answer(await ask(forgotten, call))).toEqual(answer(await ask(profileOf(log.slice(1)), call)));
      reader.observe(log[0]);
      expect(answer(await ask(await reader.read([]), call))).toEqual(whole);
    }, 80));

  it('never repeats an item with the next ones, and ends', () =>
    always(async (log, call) => {
      const memory = createListMemory();
      const profile = profileOf(log);
      const first = await ask(profile, call, memory);
      const given = idsOf(first);
      for (let page = 0; page < 50; page++) {
        const more = await ask(profile, { kind: 'next', recommendationId: first.recommendationId }, memory);
        if (more.items.length === 0) break;
        given.push(...idsOf(more));
      }
      expect(new Set(given).size).toBe(given.length);
      expect(given.filter((id) => profile.hidden.has(id))).toEqual([]);
    }, 40));

  it('is a permutation where a list is ranked anew', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, fc.array(anyId, { maxLength: 20 }), anyShare, async (log, itemIds, strength) => {
        const ids = idsOf(await ask(profileOf(log), { kind: 'rerank', itemIds, strength }));
        expect([...ids].sort()).toEqual([...itemIds].sort());
      }),
    ));
});
