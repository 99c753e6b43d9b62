import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEventId } from '../../src/core/events/event-id.js';
import { answerCall, type CallAnswer } from '../../src/engine/answer-call.js';
import { createListMemory, type ListMemory } from '../../src/engine/list/list-memory.js';
import { createProfileReader } from '../../src/engine/state/profile-reader.js';
import { decodePack } from '../../src/pack/decode/decode-pack.js';
import { encodePack } from '../../src/pack/encode/encode-pack.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { heedWishes } from '../../src/profile/heed-wishes.js';
import { createJsScorer } from '../../src/score/settle/js-scorer.js';
import type { EventName, ShelfEvent } from '../../src/types/event.js';
import type { ListCall, ListKind } from '../../src/types/list-call.js';
import type { Pack } from '../../src/types/pack.js';
import type { Profile } from '../../src/types/profile.js';
import { filesByRole, tinyContent } from '../fixtures/tiny-pack.js';
import { anyWish } from './list-fixture.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 5, 1);
const ITEMS = 40;

let pack: Pack;
beforeAll(async () => {
  const content = tinyContent();
  const catalog = content.catalog.map((item, row) => ({
    ...item,
    ...(row % 3 === 0 ? {} : { item_group_id: `group ${row >> 2}` }),
    ...(row % 11 === 5 ? { availability: 'out_of_stock' } : {}),
  }));
  const encoded = await encodePack({ ...content, catalog });
  pack = decodePack(encoded.manifest, filesByRole(encoded));
});

const anyId = fc.integer({ min: 0, max: ITEMS }).map((row) => (row < ITEMS ? pack.idOf(row) : 'gone'));
const anyEvent = fc
  .record({
    name: fc.constantFrom<EventName>('view_item', 'view_item_list', 'add_to_cart', 'purchase', 'dismiss', 'rate'),
    id: anyId,
    time: fc.integer({ min: NOW - 5000 * HOUR, max: NOW }),
  })
  .map(
    ({ name, id, time }): ShelfEvent => ({
      id: createEventId(time),
      name,
      time,
      items: [{ item_id: id }],
      ...(name === 'rate' && { value: 1 }),
    }),
  );
const anyEvents = fc.array(fc.oneof({ arbitrary: anyEvent, weight: 8 }, { arbitrary: anyWish, weight: 1 }), { maxLength: 15 });
const share = fc.constantFrom(0, 0.2, 0.5, 1);
const anyCall: fc.Arbitrary<ListCall> = fc.record(
  {
    kind: fc.constantFrom<ListKind>(
      'recommend',
      'related',
      'boughtTogether',
      'trending',
      'newArrivals',
      'recentlyViewed',
      'buyAgain',
      'savedForLater',
      'onSale',
      'because',
    ),
    count: fc.integer({ min: 1, max: 45 }),
    itemId: fc.integer({ min: 0, max: ITEMS - 1 }).map((row) => pack.idOf(row)),
    itemIds: fc.array(anyId, { maxLength: 4 }),
    exclude: fc.constantFrom('none' as const, 'bought' as const, 'seen' as const),
    seed: fc.integer({ min: 0, max: 99 }),
    diversity: share,
    calibration: share,
    rotationRate: share,
    exploration: share,
    userImpact: share,
    minDistinctness: share,
    onePerGroup: fc.boolean(),
    maxPer: fc.constantFrom({ brand: 3 }, { product_type: 2 }, { product_type: 3, brand: 4 }),
    pins: fc.array(fc.record({ id: anyId, place: fc.integer({ min: 0, max: 12 }) }), { maxLength: 4 }),
    promoted: fc.record({ ids: fc.array(anyId, { maxLength: 5 }), share }),
    excludeSeen: fc.constantFrom([{ event: 'view_item' as const, days: 90 }], [{ event: 'view_item_list' as const, times: 2 }]),
  },
  { requiredKeys: ['kind', 'count', 'itemId'] },
);

const profileOf = (events: readonly ShelfEvent[]): Profile => heedWishes(foldEvents(emptyProfile(), events), pack);
let answers = 0;
const ask = (profile: Profile, call: ListCall, memory: ListMemory = createListMemory()): Promise<CallAnswer> =>
  answerCall(
    { pack, scorer: createJsScorer({ ...pack, bias: pack.popularity }), profile, now: NOW },
    call,
    call.count,
    memory,
    () => `${++answers}`,
  );
const idsOf = ({ items }: CallAnswer): string[] => items.map(({ id }) => id);
const itemOf = (id: string) => pack.itemOf(pack.rowOf(id));
const whatever = (test: (events: readonly ShelfEvent[], call: ListCall) => Promise<void>, numRuns = 150): Promise<void> =>
  fc.assert(fc.asyncProperty(anyEvents, anyCall, test), { numRuns });

describe('a list, for any call,', () => {
  it('has at most the requested number of items, none twice, and reasons that add up to each score', () =>
    whatever(async (events, call) => {
      const { items } = await ask(profileOf(events), call);
      expect(items.length).toBeLessThanOrEqual(call.count ?? 0);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      for (const { score, reasons } of items) expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
    }));

  it('never contains hidden items; nor bought ones or ones seen too often, unless they are pinned', () =>
    whatever(async (events, call) => {
      const profile = profileOf(events);
      const pinned = new Set(call.pins?.map(({ id }) => id));
      const ids = idsOf(await ask(profile, call));
      expect(ids.filter((id) => profile.hidden.has(id))).toEqual([]);
      // Two kinds of lists are made of the history, whatever other lists exclude.
      if (call.kind === 'buyAgain' || call.kind === 'savedForLater') return;
      const free = ids.filter((id) => !pinned.has(id));
      if (call.exclude !== 'none') expect(call.kind === 'recentlyViewed' ? [] : free.filter((id) => profile.bought.has(id))).toEqual([]);
      for (const { event, days = 1e9, times = 1 } of call.excludeSeen ?? []) {
        const met = (id: string) =>
          events.filter(({ name, items, time }) => name === event && items[0].item_id === id && time >= NOW - days * 24 * HOUR).length;
        expect(free.filter((id) => met(id) >= times)).toEqual([]);
      }
    }));

  it('contains each pin that no note names, marked, at its place or at the end of a shorter list', () =>
    whatever(async (events, call) => {
      const { items, trace } = await ask(profileOf(events), call);
      const refused = trace.notes.filter(({ message }) => message.startsWith('pins:'));
      const standing = (call.pins ?? []).filter(
        ({ id, place }) => items[Math.min(place, items.length - 1)]?.id === id || items[place]?.id === id,
      );
      const marked = items.filter(({ reasons }) => reasons.some((reason) => reason.kind === 'step' && reason.step === 'pin'));
      expect(marked.length + refused.length).toBe(call.pins?.length ?? 0);
      expect(marked.every(({ promoted }) => promoted)).toBe(true);
      if (items.length === call.count) expect(standing.length).toBeGreaterThanOrEqual(marked.length);
    }));

  it('has one variant per group and obeys the limits, including pinned items', () =>
    whatever(async (events, call) => {
      const items = (await ask(profileOf(events), call)).items;
      const pinned = new Set(call.pins?.map(({ id }) => id));
      const most = (column: 'item_group_id' | 'brand' | 'product_type', limit: number) => {
        for (const { id } of items) {
          const value = itemOf(id)[column];
          const alike = items.filter((other) => value !== undefined && itemOf(other.id)[column] === value);
          // Pins stay regardless of the limits.
          if (alike.some((other) => !pinned.has(other.id)))
            expect(alike.length).toBeLessThanOrEqual(Math.max(limit, alike.filter((other) => pinned.has(other.id)).length));
        }
      };
      if (call.onePerGroup ?? !['recentlyViewed', 'buyAgain', 'savedForLater'].includes(call.kind)) most('item_group_id', 1);
      for (const [column, limit] of Object.entries(call.maxPer ?? {})) most(column as 'brand', limit);
    }));

  it('marks every pinned or promoted item, and no other', () =>
    whatever(async (events, call) => {
      const { items } = await ask(profileOf(events), call);
      const shops = new Set([...(call.pins ?? []).map(({ id }) => id), ...(call.promoted?.ids ?? [])]);
      for (const { id, promoted } of items) if (promoted) expect(shops).toContain(id);
      const ids = new Set(call.promoted?.ids);
      const soldOut = (id: string) => itemOf(id).availability === 'out_of_stock';
      for (const { id, promoted } of items) if (ids.has(id) && !soldOut(id)) expect(promoted).toBe(true);
    }));

  it('is the same for the same events, clock and seed', () =>
    whatever(async (events, call) => {
      const [once, again] = [await ask(profileOf(events), call), await ask(profileOf([...events].reverse()), call)];
      expect({ ...again, recommendationId: '' }).toEqual({ ...once, recommendationId: '' });
    }, 80));

  it('continues without repeating an item, and ends', () =>
    whatever(async (events, call) => {
      const memory = createListMemory();
      const first = await ask(profileOf(events), { ...call, count: Math.min(call.count ?? 1, 7) }, memory);
      const given = idsOf(first);
      for (let page = 0; page <= ITEMS; page++) {
        const ids = idsOf(await ask(profileOf(events), { kind: 'next', recommendationId: first.recommendationId, count: 7 }, memory));
        if (ids.length === 0) break;
        expect(page).toBeLessThan(ITEMS);
        given.push(...ids);
      }
      expect(new Set(given).size).toBe(given.length);
    }, 60));

  it('is, after an event is forgotten, to the bit as if it had never been recorded; and is restored with it', () =>
    fc.assert(
      fc.asyncProperty(anyEvents, anyEvent, anyCall, async (events, extra, call) => {
        const reader = createProfileReader();
        const answered = async () => ({ ...(await ask(await reader.read([]), call)), recommendationId: '' });
        reader.hold(events);
        const without = await answered();
        reader.observe(extra);
        const whole = await answered();
        await reader.forget({ eventId: extra.id });
        expect(await answered()).toEqual(without);
        expect((await reader.read([])).recorded).toEqual(profileOf(events).recorded);
        reader.observe(extra);
        expect(await answered()).toEqual(whole);
      }),
      { numRuns: 80 },
    ));
});
