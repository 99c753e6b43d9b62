import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateEvent } from '../../../src/core/events/validate-event.js';

const tent = { items: [{ item_id: 'tent-1' }] };

describe('an event', () => {
  it('keeps GA4 fields that are used, and drops everything else', () => {
    const event = validateEvent(
      'purchase',
      {
        transaction_id: 'T-1',
        value: 99,
        coupon: 'X',
        user_email: 'a@b.example',
        items: [{ item_id: 7, item_name: 'Tent', quantity: '2', price: 10 }],
      },
      1000,
    );
    expect(event).toEqual({
      name: 'purchase',
      time: 1000,
      transaction_id: 'T-1',
      items: [{ item_id: '7', quantity: 2, price: 10 }],
    });
  });

  it.each<[string, unknown, unknown, string]>([
    ['no name', undefined, tent, 'unknown event name'],
    ['a name off the prototype', 'constructor', tent, 'unknown event name'],
    ['parameters that are a text', 'view_item', 'tent-1', 'parameters are not an object'],
    ['parameters that are null', 'view_item', null, 'parameters are not an object'],
    ['no items where items are the point', 'view_item', {}, 'no items'],
    ['items that are no list', 'view_item', { items: { item_id: 'a' } }, 'bad item'],
    ['an item without an id', 'view_item', { items: [{ item_name: 'Tent' }] }, 'bad item'],
    ['an empty id', 'view_item', { items: [{ item_id: '' }] }, 'bad item'],
    ['an id of a thousand characters', 'view_item', { items: [{ item_id: 'x'.repeat(1000) }] }, 'bad item'],
    ['an id that is half a character', 'view_item', { items: [{ item_id: '\ud800' }] }, 'bad item'],
    ['a rating of 9', 'rate', { ...tent, value: 9 }, 'bad value'],
    ['a dwell time of NaN', 'dwell', { ...tent, value: Number.NaN }, 'bad value'],
    ['feedback of no known kind', 'feedback', { ...tent, kind: 'love' }, 'bad feedback kind'],
  ])('is refused for %s', (_what, name, parameters, reason) => {
    expect(validateEvent(name, parameters, 0)).toBe(reason);
  });

  it('clamps quantities and cuts texts instead of refusing them, and reports that', () => {
    let clamped = 0;
    const clamp = (): void => {
      clamped++;
    };
    const given = { search_term: 'x'.repeat(999), items: [{ item_id: 'a', quantity: 1e12, price: -3 }] };
    const event = validateEvent('search', given, 0, clamp);
    expect(clamped).toBe(2);
    validateEvent('search', { search_term: 'x'.repeat(200), items: [{ item_id: 'a', quantity: 10_000 }] }, 0, clamp);
    expect(clamped).toBe(2);
    validateEvent('view_item_list', { items: Array.from({ length: 201 }, () => ({ item_id: 'a' })) }, 0, clamp);
    expect(clamped).toBe(3);
    expect(event).toMatchObject({ search_term: 'x'.repeat(200), items: [{ item_id: 'a', quantity: 10_000 }] });
  });

  it('never throws, whatever a page passes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (name, parameters) => void validateEvent(name, parameters, 0)),
      { numRuns: 2000, seed: 1 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('view_item', 'rate', 'feedback', 'search'),
        fc.record({ items: fc.anything(), value: fc.anything(), kind: fc.anything() }),
        (name, parameters) => void validateEvent(name, parameters, 0),
      ),
      { numRuns: 2000, seed: 1 },
    );
  });
});
