import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerSegments } from '../../../src/engine/segments/answer-segments.js';
import { emptyProfile, foldEvents } from '../../../src/profile/fold-events.js';
import { heedWishes } from '../../../src/profile/heed-wishes.js';
import type { ShelfEvent } from '../../../src/types/event.js';
import type { Prototypes } from '../../../src/types/pack.js';
import type { Membership } from '../../../src/types/results/memberships.js';
import type { SegmentsRequest } from '../../../src/types/results/segments.js';
import { anyEvents, contextOf, DAY, event, NOW, pack } from '../list-fixture.js';

const answer = (events: readonly ShelfEvent[], request: SegmentsRequest = {}, of = pack) => answerSegments(contextOf(events, of), request);
const namesOf = (members: readonly Membership[] = []): string[] => members.map(({ name }) => name);
const views = (...ids: readonly string[]): ShelfEvent[] => ids.map((id, place) => event('view_item', id, 1 - place / 100));
const membersOf = async (events: readonly ShelfEvent[], request: SegmentsRequest = {}) =>
  (await answer(events, { memberOf: true, ...request })).memberOf ?? [];

describe('segments', () => {
  it('are categories and brands in the order of the shopper’s interest, and everybody’s before', async () => {
    const [everybody, shopper] = [await answer([]), await answer([event('view_item', 'lamp-1'), event('view_item', 'lamp-3')])];
    expect(everybody.model).toBe('popular');
    expect(everybody.categories[0]).toMatchObject({ name: 'Outdoor > tent', own: 0 });
    expect(shopper.model).toBe('personal');
    expect(shopper.categories[0]).toMatchObject({ name: 'Outdoor > lamp', items: 10 });
    expect(shopper.brands[0].name).toBe('Moor');
    expect(shopper.categories.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 12);
    expect(shopper.categories.filter(({ own }) => own > 0).map(({ name }) => name)).toEqual(['Outdoor > lamp']);
  });

  it('of an item are its category with those above it, its brand, and the groups that like it, with shares', async () => {
    const { categories, brands, prototypes } = await answer(views('lamp-1'), { itemId: 'lamp-3' });
    expect(categories.map(({ name, items }) => [name, items])).toEqual([
      ['Outdoor > lamp', 10],
      ['Outdoor', 40],
    ]);
    expect(categories[1].score).toBeCloseTo(1, 12);
    expect(brands.map(({ name, items }) => [name, items])).toEqual([['Moor', 20]]);
    expect(prototypes).toEqual([]);
    const likes = {
      offsets: Uint32Array.of(0, 2, 3),
      items: Uint32Array.of(1, 33, 33),
      weights: Uint8Array.of(9, 2, 6),
      scales: Float32Array.of(1, 1),
    };
    const groups: Prototypes = {
      dimensions: 8,
      rows: new Int8Array(16),
      scales: new Float32Array(2),
      shoppers: Uint32Array.of(50, 70),
      likes,
    };
    expect((await answer([], { itemId: 'lamp-3' }, { ...pack, prototypes: groups })).prototypes).toEqual([
      { prototype: 1, pack: 1, shoppers: 70, share: 0.75 },
      { prototype: 0, pack: 1, shoppers: 50, share: 0.25 },
    ]);
  });

  it('of an item that the pack does not know are an error that names it', async () => {
    await expect(answer([], { itemId: 'sofa' })).rejects.toThrow(/itemId: the item "sofa"/);
  });
});

describe('what a shopper is of', () => {
  it('needs three events of their own: popularity and one view make nobody a member', async () => {
    expect(await membersOf([])).toEqual([]);
    expect(await membersOf(views('tent-0'))).toEqual([]);
    expect(namesOf(await membersOf(views('tent-0', 'tent-1', 'tent-2')))).toEqual(['Outdoor', 'Outdoor > tent']);
  });

  it('tells share, events, and since when', async () => {
    const events = views('tent-0', 'tent-1', 'tent-2');
    const [member] = (await membersOf(events)).filter(({ name }) => name === 'Outdoor > tent');
    const { categories } = await answer(events);
    expect(member).toEqual({ kind: 'category', name: 'Outdoor > tent', share: categories[0].own, events: 3, since: events[2].time });
  });

  it('stays between the two shares, where a newcomer does not enter', async () => {
    const tents = views('tent-0', 'tent-2', 'tent-4');
    const between = views('lamp-1', 'stove-1', 'lamp-3').map((one, place) => ({ ...one, time: NOW - 1000 + place }));
    const rule = { share: 0.5, leave: 0.1 };
    const order = async (events: readonly ShelfEvent[]) => namesOf(await membersOf(events, { memberOf: rule }));
    expect(await order([...tents, ...between])).toContain('Outdoor > tent');
    // The same events in another order: the share was never high enough.
    const mixed = [...between.map((one, place) => ({ ...one, time: NOW - 5 * DAY + place })), ...tents.slice(0, 1)];
    expect(await order(mixed)).not.toContain('Outdoor > tent');
    expect(await order([...tents, ...between].map((one) => ({ ...one, time: one.time - 400 * DAY })))).toEqual([]);
  });

  it('has left what faded away between two visits', async () => {
    const old = views('tent-0', 'tent-2', 'tent-4').map((one) => ({ ...one, time: one.time - 400 * DAY }));
    const [member] = await membersOf([...old, ...views('tent-1', 'tent-3', 'tent-5')], { memberOf: { events: 1 } });
    expect(NOW - member.since).toBeLessThan(2 * DAY);
  });

  it('is always liked by the share at least, and what is liked enough is always a member', async () => {
    const rule = { share: 0.3, leave: 0.2, events: 2 };
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        const { memberOf = [], categories, brands } = await answer(events, { memberOf: rule, count: 100 });
        for (const { share, events: count } of memberOf) expect([share >= rule.leave, count >= rule.events]).toEqual([true, true]);
        const members = new Set(namesOf(memberOf));
        for (const { name, own } of [...categories, ...brands]) {
          if (own < rule.leave) expect(members).not.toContain(name);
          if (members.has(name)) expect(memberOf.find((one) => one.name === name)?.share).toBe(own);
        }
      }),
    );
  });

  it('is the same after an event is forgotten as if it had never been, whenever events arrive', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(11), async (events, place) => {
        const without = events.filter((_, at) => at !== place);
        const folded = foldEvents(foldEvents(emptyProfile(), without.slice(2)), without.slice(0, 2));
        const late = await answerSegments({ ...contextOf([]), profile: heedWishes(folded, pack) }, { memberOf: { events: 1 } });
        expect(late).toEqual(await answer(without, { memberOf: { events: 1 } }));
      }),
    );
  });

  it('takes a rule within its ranges, and says which part is none', async () => {
    const refused = async (memberOf: unknown) => expect(answer([], { memberOf } as SegmentsRequest)).rejects;
    await (await refused({ share: 2 })).toThrow(/memberOf: share 2 is no number above 0 to 1/);
    await (await refused({ share: 0.2, leave: 0.5 })).toThrow(/leave 0.5 is no number above 0 to 0.2/);
    await (await refused({ events: 0 })).toThrow(/events 0 is no number from 1/);
    await (await refused({ shares: 0.2 })).toThrow(/shares is unknown/);
    await (await refused('yes')).toThrow(/yes is no rule/);
    expect((await answer([], { memberOf: false })).memberOf).toBeUndefined();
  });
});
