import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ENCODER } from '../../src/core/events/default-encoder.js';
import { cartOf } from '../../src/elements/request/page-items.js';
import { emptyProfile, foldEvents, restoreProfile } from '../../src/profile/fold-events.js';
import { weighHistory } from '../../src/profile/weigh-history.js';
import type { EventItem, EventName, ShelfEvent } from '../../src/types/event.js';
import type { HistoryItem } from '../../src/types/history.js';
import type { Profile } from '../../src/types/profile.js';

const ITEMS = ['a', 'b', 'c', 'd'];
const NOW = Date.now();
let serial = 0;
/** An event of some items: `tent`, or `tent*3` for three pieces. Each is later than the one before. */
const event = (name: EventName, items: readonly string[], order?: string): ShelfEvent => {
  const number = ++serial;
  const parsed = items.map((item): EventItem => {
    const [item_id, quantity] = item.split('*');
    return quantity === undefined ? { item_id } : { item_id, quantity: Number(quantity) };
  });
  return {
    id: `e${String(number).padStart(7, '0')}`,
    name,
    time: NOW - 1e7 + number,
    items: parsed,
    ...(order && { transaction_id: order }),
  };
};
const profileOf = (...events: readonly ShelfEvent[]): Profile => foldEvents(emptyProfile(), events);
const weigh = (profile: Profile): HistoryItem[] => weighHistory(profile, (id) => ITEMS.indexOf(id), DEFAULT_ENCODER, NOW);
const bought = (...events: readonly ShelfEvent[]): string[] => [...profileOf(...events).bought];
const piecesOf = (profile: Profile, of: EventName): number[] =>
  profile.interactions.filter(({ name }) => name === of).map(({ amount }) => amount);

describe('a refund', () => {
  const order = event('purchase', ['a*3', 'b'], 'T1');

  it('takes back an item of an order, or the whole order by its number', () => {
    expect(bought(order, event('refund', ['a'], '#t1'))).toEqual(['b']);
    expect(bought(order, event('refund', [], 'T1'))).toEqual([]);
  });

  it('of some pieces leaves the others bought, and never takes back more than there are', () => {
    const some = profileOf(order, event('refund', ['a*2'], 'T1'));
    expect([[...some.bought], piecesOf(some, 'purchase'), piecesOf(some, 'refund')]).toEqual([['a', 'b'], [1, 1], [2]]);
    expect(weigh(some)).toEqual(weigh(profileOf({ ...order, items: [{ item_id: 'a' }, { item_id: 'b' }] })));
    const more = profileOf(order, event('refund', ['a*2'], 'T1'), event('refund', ['a*5'], 'T1'));
    expect([[...more.bought], piecesOf(more, 'refund')]).toEqual([['b'], [2, 1]]);
  });

  it('of an order leaves the same item of another order bought', () => {
    expect(bought(order, event('purchase', ['a'], 'T2'), event('refund', [], 'T2'))).toEqual(['a', 'b']);
  });

  it('takes back the cart and the checkout that led to the purchase, and leaves a view a view', () => {
    const view = event('view_item', ['a']);
    const rest = [event('add_to_cart', ['a']), event('begin_checkout', ['a']), event('purchase', ['a'], 'T3'), event('refund', [], 'T3')];
    expect(weigh(profileOf(view, ...rest))).toEqual(weigh(profileOf(view)));
  });

  it('without a number takes back the latest purchase of the item before it, also one that the shopper only told of', () => {
    const orders = [event('purchase', ['c'], 'T4'), event('purchase', ['c*2'], 'T5'), event('refund', ['c'])];
    expect(piecesOf(profileOf(...orders), 'purchase')).toEqual([1]);
    expect(piecesOf(profileOf(...orders, event('refund', ['c'])), 'purchase')).toEqual([]);
    expect(bought({ ...event('feedback', ['d']), kind: 'own' }, event('refund', ['d']))).toEqual([]);
    expect(bought(event('refund', ['d']), event('purchase', ['d']))).toEqual(['d']);
  });

  it('of an order that is not known changes nothing, and is told', () => {
    const unknown = [event('refund', ['a'], 'T9'), event('refund', [], 'T8'), event('refund', ['d'])];
    const { interactions, unknownRefunds } = profileOf(order, ...unknown);
    expect(interactions).toEqual(profileOf(order).interactions);
    expect(unknownRefunds.map(({ eventId }) => eventId)).toEqual(unknown.map(({ id }) => id));
    // An order that was sent back already is known.
    expect(profileOf(order, event('refund', [], 'T1'), event('refund', ['a'], 'T1'), event('refund', ['b'])).unknownRefunds).toEqual([]);
  });

  it('that is told again, of the same pieces, counts once', () => {
    expect(piecesOf(profileOf(order, event('refund', ['a*1'], 'T1'), event('refund', ['a*1'], 't1')), 'purchase')).toEqual([2, 1]);
  });
});

describe('what is taken out of the cart', () => {
  it('does not count, and takes a begun checkout along', () => {
    const added = [event('add_to_cart', ['a']), event('begin_checkout', ['a'])];
    expect(weigh(profileOf(...added))).not.toEqual([]);
    expect(weigh(profileOf(...added, event('remove_from_cart', ['a'])))).toEqual([]);
  });

  it('leaves what is still there, the earliest first', () => {
    const added = [event('add_to_cart', ['a*2']), event('add_to_cart', ['a*3'])];
    const left = (removed: string): number[] => piecesOf(profileOf(...added, event('remove_from_cart', [removed])), 'add_to_cart');
    expect(['a*1', 'a*3', 'a*4', 'a*5', 'a*9', 'a'].map(left)).toEqual([[2, 2], [2], [1], [], [], []]);
  });

  it('does not take back what was put there before the cart was emptied', () => {
    const left = profileOf(
      event('add_to_cart', ['a']),
      event('view_cart', ['b']),
      event('add_to_cart', ['a']),
      event('remove_from_cart', ['a']),
    );
    expect(piecesOf(left, 'add_to_cart')).toEqual([1]);
    expect([...left.cart.keys()]).toEqual(['b']);
  });

  it('is told, with the event that took it back', () => {
    const [added, removed] = [event('add_to_cart', ['a*3']), event('remove_from_cart', ['a*2'])];
    const [taken, ...others] = profileOf(added, removed).takenBack;
    expect([taken.interaction.eventId, taken.by.eventId, taken.pieces, others.length]).toEqual([added.id, removed.id, 2, 0]);
  });
});

/** What may happen, with pieces, orders and items of several kinds. */
const NAMES = [
  'view_item',
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'begin_checkout',
  'purchase',
  'refund',
  'add_to_wishlist',
] as const;
const anyEvents = (items: readonly string[]): fc.Arbitrary<ShelfEvent[]> =>
  fc
    .array(
      fc.record({
        name: fc.constantFrom<EventName>(...NAMES),
        items: fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 2 }),
        pieces: fc.constantFrom('', '*1', '*2', '*3'),
        order: fc.constantFrom('T1', 'T2', 'T3', undefined),
        whole: fc.boolean(),
      }),
      { maxLength: 20 },
    )
    .map((given) =>
      given.map(({ name, items: ids, pieces, order, whole }) => {
        const named = name === 'purchase' || name === 'refund' ? order : undefined;
        const none = name === 'refund' && whole && named !== undefined;
        return event(name, none ? [] : ids.map((id) => id + pieces), named);
      }),
    );
const shuffled = <Value>(values: readonly Value[], keys: readonly number[]): Value[] =>
  values
    .map((value, at) => [keys[at % keys.length], value] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, value]) => value);
const anyKeys = fc.array(fc.nat(), { minLength: 20, maxLength: 20 });

describe('for any history', () => {
  it('refunds and removals give the same profile in any order of recording, at once or in steps', () => {
    fc.assert(
      fc.property(anyEvents(ITEMS), anyKeys, fc.integer({ min: 1, max: 5 }), (events, keys, step) => {
        const mixed = shuffled(events, keys);
        let profile = emptyProfile();
        for (let at = 0; at < mixed.length; at += step) profile = foldEvents(profile, mixed.slice(at, at + step));
        expect(profile).toEqual(profileOf(...events));
      }),
    );
  });

  it('forgetting an event leaves the profile as if it had never been: a forgotten refund brings the purchase back', () => {
    fc.assert(
      fc.property(anyEvents(ITEMS), fc.nat(19), (events, at) => {
        const gone = events[at]?.id;
        const { recorded, searches } = profileOf(...events);
        const without = restoreProfile({ recorded: recorded.filter(({ eventId }) => eventId !== gone), searches, wishes: [] });
        expect(without).toEqual(profileOf(...events.filter(({ id }) => id !== gone)));
      }),
    );
  });

  it('an order that is sent back, whole or item by item in any order, weighs as if it had never been', () => {
    fc.assert(
      fc.property(anyEvents(['a', 'b']), fc.boolean(), anyKeys, (events, whole, keys) => {
        const [c, d] = ['c*2', 'd'];
        const order = [event('add_to_cart', [c]), event('add_to_cart', [d]), event('purchase', [c, d], 'T9')];
        const refunds = whole ? [event('refund', [], 'T9')] : [event('refund', [c], 'T9'), event('refund', [d], 'T9')];
        const profile = profileOf(...events, ...order, ...shuffled(refunds, keys));
        expect(weigh(profile)).toEqual(weigh(profileOf(...events)));
        expect([...profile.bought]).toEqual([...profileOf(...events).bought]);
      }),
    );
  });

  it('what is put into the cart and taken out again weighs as if it had never been there', () => {
    fc.assert(
      fc.property(
        anyEvents(['a', 'b']),
        fc.constantFrom('', '*1', '*3'),
        fc.constantFrom('view', 'whole', 'pieces'),
        (events, pieces, how) => {
          const added = event('add_to_cart', [`c${pieces}`]);
          const removed = event('remove_from_cart', [how === 'pieces' ? `c*${pieces.slice(1) || 1}` : 'c']);
          const view = how === 'view' ? [event('view_item', ['c'])] : [];
          expect(weigh(profileOf(...events, ...view, added, removed))).toEqual(weigh(profileOf(...events, ...view)));
        },
      ),
    );
  });

  it('the cart is what a list of the script tag takes for the cart', () => {
    fc.assert(
      fc.property(anyEvents(ITEMS), (events) => {
        // The tag counts an order that is told again as another one.
        const told = events.map(({ transaction_id: _, ...one }) =>
          one.name === 'purchase' ? one : { ...one, ...(_ && { transaction_id: _ }) },
        );
        expect([...profileOf(...told).cart.keys()].sort()).toEqual(cartOf(told).sort());
      }),
    );
  });
});
