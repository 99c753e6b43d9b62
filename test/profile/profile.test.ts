import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../src/core/events/default-encoder.js';
import { emptyProfile, foldEvents } from '../../src/profile/fold-events.js';
import { weighHistory } from '../../src/profile/weigh-history.js';
import type { EventName, FeedbackKind, ShelfEvent } from '../../src/types/event.js';

const DAY = 86_400_000;
let serial = 0;
const event = (name: EventName, itemId: string, time: number, rest: Partial<ShelfEvent> = {}): ShelfEvent => ({
  id: `e${String(serial++).padStart(6, '0')}`,
  name,
  time,
  items: [{ item_id: itemId }],
  ...rest,
});
const rowOf = (itemId: string): number => ['a', 'b', 'c'].indexOf(itemId);

const anyEvent = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }).map((number) => `e${number}`),
    name: fc.constantFrom<EventName>('view_item', 'purchase', 'refund', 'dismiss', 'search', 'rate', 'feedback'),
    kind: fc.constantFrom<FeedbackKind>('more', 'less', 'hide', 'own'),
    order: fc.constantFrom('T1', 'T2', undefined),
    time: fc.integer({ min: 0, max: 5 }),
    item: fc.constantFrom('a', 'b', 'c'),
  })
  .map(
    ({ id, name, time, item, kind, order }): ShelfEvent => ({
      id,
      name,
      time,
      items: [{ item_id: item }],
      ...(name === 'rate' ? { value: 4 } : {}),
      ...(name === 'feedback' ? { kind } : {}),
      ...(name === 'search' ? { search_term: `for ${item}` } : {}),
      ...((name === 'purchase' || name === 'refund') && order !== undefined ? { transaction_id: order } : {}),
    }),
  );

describe('a profile', () => {
  it('is the same for any arrival of events: at once, in steps, late, or from another tab', () => {
    const shuffle = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(
        fc.uniqueArray(anyEvent, { selector: ({ id }) => id, maxLength: 30 }),
        shuffle,
        fc.integer({ min: 1, max: 7 }),
        (events, chance, step) => {
          const keyed = events.map((value) => [chance.next().value ?? 0, value] as const).sort((a, b) => a[0] - b[0]);
          const shuffled = keyed.map(([, value]) => value);
          let profile = emptyProfile();
          for (let at = 0; at < shuffled.length; at += step) profile = foldEvents(profile, shuffled.slice(at, at + step));
          expect(profile).toEqual(foldEvents(emptyProfile(), events));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has the items bought, refunded, hidden and shown again', () => {
    const profile = foldEvents(emptyProfile(), [
      event('purchase', 'a', 1, { transaction_id: 'T1' }),
      event('purchase', 'b', 2, { transaction_id: 'T2' }),
      event('refund', 'b', 3),
      event('feedback', 'c', 4, { kind: 'hide' }),
      event('dismiss', 'd', 5),
      event('feedback', 'd', 6, { kind: 'more' }),
      event('feedback', 'e', 7, { kind: 'own' }),
    ]);
    expect([...profile.bought]).toEqual(['a', 'e']);
    expect([...profile.hidden]).toEqual(['c']);
  });

  it('counts an order once, however often its page was loaded', () => {
    const profile = foldEvents(emptyProfile(), [
      event('purchase', 'a', 1, { transaction_id: 'T1' }),
      event('purchase', 'a', 9, { transaction_id: 'T1' }),
    ]);
    expect(profile.interactions.length).toBe(1);
  });

  it('refunds an order item by item', () => {
    const order = { transaction_id: 'T1' };
    const both = { ...event('purchase', 'a', 1, order), items: [{ item_id: 'a' }, { item_id: 'b' }] };
    const profile = foldEvents(emptyProfile(), [both, event('refund', 'a', 2, order), event('refund', 'b', 3, order)]);
    expect([...profile.bought]).toEqual([]);
  });
});

describe('the weight of a history', () => {
  const weigh = (events: ShelfEvent[], now: number) =>
    weighHistory(foldEvents(emptyProfile(), events), rowOf, { ...DEFAULT_ENCODER, halfLifeDays: 10, positionDecay: 0.5 }, now);

  it('halves with every half-life and with every item touched later', () => {
    const history = weigh([event('view_item', 'a', 0), event('view_item', 'b', 10 * DAY)], 10 * DAY);
    expect(history.map(({ itemId, weight }) => [itemId, weight])).toEqual([
      ['b', 1],
      ['a', 0.25],
    ]);
  });

  it('names the event with the largest weight', () => {
    expect(weigh([event('add_to_cart', 'a', 1), event('view_item', 'a', 2)], 2)[0].name).toBe('add_to_cart');
  });

  it('excludes hidden items and items outside the pack, and weighs no future event more than a current one', () => {
    const history = weigh(
      [event('view_item', 'zzz', 1), event('view_item', 'a', 1), event('dismiss', 'a', 2), event('view_item', 'b', 999 * DAY)],
      3,
    );
    expect(history[0]).toEqual({ row: 1, itemId: 'b', name: 'view_item', interest: 1, weight: 1, against: 0 });
    // Of the hidden item, only that it was dismissed.
    expect(history.slice(1).map(({ itemId, name, weight }) => [itemId, name, weight])).toEqual([['a', 'dismiss', 0]]);
  });

  it('counts "less like this" and bad ratings against an item', () => {
    const history = weigh([event('feedback', 'a', 1, { kind: 'less' }), event('rate', 'b', 1, { value: 1 })], 1);
    expect(history.every(({ weight, against }) => weight === 0 && against > 0)).toBe(true);
  });
});
