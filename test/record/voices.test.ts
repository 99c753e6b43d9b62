import { describe, expect, it } from 'vitest';
import { createDuplicateFilter } from '../../src/record/duplicate-filter.js';
import type { EventName, EventParameters, ShelfEvent } from '../../src/types/event.js';

/** An event as a voice tells it. */
type Told = readonly [seconds: number, voice: string, name: EventName, ids: string, rest?: Partial<EventParameters>];

/** Numbers of those that count. */
function counted(...told: readonly Told[]): number[] {
  const filter = createDuplicateFilter();
  return told.flatMap(([seconds, voice, name, ids, rest], place) => {
    const items = ids.split(' ').map((item_id) => ({ item_id }));
    const event: ShelfEvent = { id: `${place}`, name, time: 1e12 + 1000 * seconds, items, ...rest };
    return filter.isDuplicate(event, voice) ? [] : [place];
  });
}

describe('an action that several voices tell', () => {
  it.each<[string, readonly Told[], number[]]>([
    [
      'counts once',
      [
        [0, 'gtm', 'view_item', 'a'],
        [1, 'segment', 'view_item', 'a'],
        [3, 'json-ld', 'view_item', 'a'],
      ],
      [0],
    ],
    [
      'counts once in any other form of its id',
      [
        [0, 'gtag', 'view_item', '12'],
        [0, 'gtag GLA', 'view_item', 'gla_12'],
        [1, 'attributes', 'view_item', '#12'],
      ],
      [0],
    ],
    [
      'counts once whatever else they say of it',
      [
        [0, 'gtm', 'add_to_cart', 'a', { item_list_id: 'search' }],
        [1, 'segment', 'add_to_cart', 'a'],
      ],
      [0],
    ],
    [
      'counts once where the items are in another order',
      [
        [0, 'gtm', 'begin_checkout', 'a b'],
        [1, 'segment', 'begin_checkout', 'b a'],
      ],
      [0],
    ],
    [
      'counts as often as it happens',
      [
        [0, 'gtm', 'add_to_cart', 'a'],
        [0.1, 'segment', 'add_to_cart', 'a'],
        [2, 'gtm', 'add_to_cart', 'a'],
        [2.1, 'segment', 'add_to_cart', 'a'],
      ],
      [0, 2],
    ],
    [
      'counts as often as one voice tells it',
      [
        [0, 'gtm', 'add_to_cart', 'a'],
        [1, 'gtm', 'add_to_cart', 'a'],
        [2, 'gtm', 'add_to_cart', 'a'],
      ],
      [0, 1, 2],
    ],
    [
      'counts as often as it happens, where one voice is late',
      [
        [0, 'gtm', 'add_to_cart', 'a'],
        [1, 'gtm', 'add_to_cart', 'a'],
        [4, 'segment', 'add_to_cart', 'a'],
        [4.5, 'segment', 'add_to_cart', 'a'],
      ],
      [0, 1],
    ],
    [
      'counts again a minute later',
      [
        [0, 'gtm', 'add_to_cart', 'a'],
        [60, 'segment', 'add_to_cart', 'a'],
      ],
      [0, 1],
    ],
    [
      'is another one with other items',
      [
        [0, 'gtm', 'view_item', 'a'],
        [0, 'segment', 'view_item', 'b'],
      ],
      [0, 1],
    ],
    [
      'is another one with another name',
      [
        [0, 'gtm', 'view_item', 'a'],
        [0, 'segment', 'select_item', 'a'],
      ],
      [0, 1],
    ],
    [
      'counts once as an order, with a number sign or without',
      [
        [0, 'gtm', 'purchase', 'a', { transaction_id: '#1001' }],
        [900, 'segment', 'purchase', 'a', { transaction_id: '1001' }],
      ],
      [0],
    ],
    [
      'counts once as an order that one of them does not number',
      [
        [0, 'gtm', 'purchase', 'a', { transaction_id: '1001' }],
        [1, 'attributes', 'purchase', 'a'],
      ],
      [0],
    ],
    [
      'are two orders with two numbers',
      [
        [0, 'gtm', 'purchase', 'a', { transaction_id: '1001' }],
        [1, 'segment', 'purchase', 'a', { transaction_id: '1002' }],
      ],
      [0, 1],
    ],
    [
      'counts once as a search',
      [
        [0, 'gtm', 'view_search_results', 'a', { search_term: 'Tent ' }],
        [1, 'segment', 'search', 'a', { search_term: 'tent' }],
      ],
      [0],
    ],
  ])('%s', (_what, told, numbers) => {
    expect(counted(...told)).toEqual(numbers);
  });

  it('keeps the response to a list that was made here, when a voice told it before under another name', () => {
    const list = '0123456789ABCDEFGHJKMNPQRS-personal';
    const response: Told = [1, 'call', 'select_item', 'a', { item_list_id: list }];
    expect(counted([0, 'gtm', 'select_item', 'a', { item_list_id: 'For you' }], response)).toEqual([0, 1]);
    expect(counted(response, [2, 'gtm', 'select_item', 'a', { item_list_id: 'For you' }])).toEqual([0]);
  });

  it('may be told again after it was forgotten', () => {
    const filter = createDuplicateFilter();
    const event: ShelfEvent = { id: '1', name: 'view_item', time: 1e12, items: [{ item_id: 'a' }] };
    expect(filter.isDuplicate(event, 'gtm')).toBe(false);
    filter.forget(() => true);
    expect(filter.isDuplicate({ ...event, id: '2', time: 1e12 + 1000 }, 'segment')).toBe(false);
  });
});
