import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../src/record/adapters/fields/read-number.js';
import { createHeard, gtagEntry, hearDataLayer, toldIn } from './heard.js';

const A = { item_id: 'a', price: 5 };
const B = { item_id: 'b' };
const PRODUCT = { id: 'a', name: 'A tent', price: '5.00', quantity: 1, variant: 'red' };

describe('an action in a data layer is heard in each shape that pages write', () => {
  it.each<[string, readonly unknown[], readonly (string | undefined)[][]]>([
    ['items beside the event', [{ event: 'view_item', items: [A] }], [['view_item', 'a']]],
    ['`id` for `item_id`', [gtagEntry('event', 'view_item', { items: [{ id: 7, name: 'A tent' }] })], [['view_item', '7']]],
    [
      'items as an object with number keys',
      [{ event: 'view_item_list', ecommerce: { items: { 0: A, 1: B } } }],
      [['view_item_list', 'a b']],
    ],
    [
      'items as an object that begins with 1',
      [{ event: 'view_item_list', ecommerce: { items: { 1: A, 2: B } } }],
      [['view_item_list', 'a b']],
    ],
    ['one item that is no list', [{ event: 'add_to_cart', ecommerce: { items: A } }], [['add_to_cart', 'a']]],
    ['an item without a list', [{ event: 'add_to_cart', item_id: 'a', price: 5 }], [['add_to_cart', 'a']]],
    ['a refund of a whole order', [gtagEntry('event', 'refund', { transaction_id: 'T-1' })], [['refund', '', 'T-1']]],
    ['a refund of some items', [{ event: 'refund', ecommerce: { transaction_id: 'T-1', items: [A] } }], [['refund', 'a', 'T-1']]],
    ["Universal Analytics' detail", [{ ecommerce: { detail: { products: [PRODUCT] } } }], [['view_item', 'a']]],
    [
      'detail with an event',
      [{ event: 'productDetail', ecommerce: { detail: { actionField: {}, products: [PRODUCT] } } }],
      [['view_item', 'a']],
    ],
    [
      'impressions and detail in one entry',
      [{ ecommerce: { impressions: [{ ...PRODUCT, id: 'b', list: 'Related' }], detail: { products: [PRODUCT] } } }],
      [
        ['view_item_list', 'b'],
        ['view_item', 'a'],
      ],
    ],
    ['add', [{ event: 'addToCart', ecommerce: { currencyCode: 'EUR', add: { products: [PRODUCT] } } }], [['add_to_cart', 'a']]],
    ['remove', [{ event: 'removeFromCart', ecommerce: { remove: { products: [PRODUCT] } } }], [['remove_from_cart', 'a']]],
    [
      'click',
      [{ event: 'productClick', ecommerce: { click: { actionField: { list: 'Search' }, products: [PRODUCT] } } }],
      [['select_item', 'a']],
    ],
    [
      'the first step of a checkout, and none for the others',
      [1, 2, 3].map((step) => ({ event: 'checkout', ecommerce: { checkout: { actionField: { step }, products: [PRODUCT] } } })),
      [['begin_checkout', 'a']],
    ],
    [
      'purchase',
      [{ ecommerce: { purchase: { actionField: { id: 'T-1', revenue: '5' }, products: [PRODUCT] } } }],
      [['purchase', 'a', 'T-1']],
    ],
    ['refund', [{ ecommerce: { refund: { actionField: { id: 'T-1' } } } }], [['refund', '', 'T-1']]],
    ['promotions, which are not recorded', [{ ecommerce: { promoView: { promotions: [{ id: 'p' }] } } }], []],
    [
      'an early form of GA4',
      [{ event: 'purchase', ecommerce: { purchase: { transaction_id: 'T-1', items: [A] } } }],
      [['purchase', 'a', 'T-1']],
    ],
    [
      'standard ecommerce',
      [{ transactionId: 'T-1', transactionTotal: 5, transactionProducts: [{ sku: 'a', price: 5 }] }],
      [['purchase', 'a', 'T-1']],
    ],
    [
      'an entry with items of its own after a list that nobody cleared',
      [
        { event: 'view_item_list', ecommerce: { items: [A, B] } },
        { event: 'view_item', items: [{ item_id: 'c' }] },
        { event: 'add_to_cart', item_id: 'c' },
      ],
      [
        ['view_item_list', 'a b'],
        ['view_item', 'c'],
        ['add_to_cart', 'c'],
      ],
    ],
    [
      'an event without items after a list, which is not about the list',
      [{ event: 'view_item_list', ecommerce: { items: [A, B] } }, { event: 'add_to_cart' }],
      [['view_item_list', 'a b']],
    ],
    ['an id with spaces around it', [{ event: 'view_item', ecommerce: { items: [{ item_id: ' a ' }] } }], [['view_item', 'a']]],
    // Two plugins of one shop, each for its own destination.
    [
      'the shapes of WooCommerce',
      [
        gtagEntry('event', 'view_item', { items: [{ id: '12', name: 'A tent', category: 'Tents', price: 5 }] }),
        gtagEntry('event', 'view_item', {
          send_to: 'GLA',
          ecomm_pagetype: 'product',
          items: [{ id: 'gla_12', price: 5, google_business_vertical: 'retail' }],
        }),
        gtagEntry('event', 'purchase', { transaction_id: 99, value: '5.00', items: [{ id: '12', quantity: 1 }] }),
      ],
      [
        ['view_item', '12'],
        ['view_item', 'gla_12'],
        ['purchase', '12', '99'],
      ],
    ],
    [
      'the shapes of Shopware',
      [
        gtagEntry('event', 'view_item', { items: [{ item_id: 'SW10001', item_name: 'A tent', price: 5 }] }),
        gtagEntry('event', 'add_to_cart', { items: [{ id: 'SW10001', quantity: '2' }] }),
        gtagEntry('event', 'view_item_list', { items: [{ id: 'SW10001', list_name: 'Category', list_position: 1 }] }),
      ],
      [
        ['view_item', 'SW10001'],
        ['add_to_cart', 'SW10001'],
        ['view_item_list', 'SW10001'],
      ],
    ],
  ])('%s', async (_what, entries, events) => {
    expect(await toldIn(...entries)).toEqual(events);
  });

  it('keeps the position in a list, and prices with separators', async () => {
    const heard = createHeard();
    await hearDataLayer([{ event: 'view_item_list', ecommerce: { items: [{ item_id: 'a', index: 3, price: '1.299,00' }] } }], heard);
    expect(heard.events[0].parameters.items).toEqual([{ item_id: 'a', index: 3, price: 1299 }]);
  });

  it('knows the two forms, and each destination of a call, as voices', async () => {
    const heard = createHeard();
    const parameters = { items: [A] };
    await hearDataLayer(
      [
        gtagEntry('event', 'view_item', parameters),
        gtagEntry('event', 'view_item', { ...parameters, send_to: 'GLA' }),
        { event: 'view_item', ecommerce: parameters },
        { event: 'productDetail', ecommerce: { detail: { products: [{ id: 'a' }] } } },
      ],
      heard,
    );
    expect(heard.voices).toEqual(['gtag', 'gtag GLA', 'gtm', 'universal']);
  });

  it.each<[string, unknown, boolean]>([
    ['an event of an unknown name with items', { event: 'produktansicht', ecommerce: { items: [A] } }, true],
    ['ecommerce of an unknown form', { event: 'view_item', ecommerce: { artikel: { nummer: 7 } } }, true],
    ['ecommerce of an unknown form without an event', { ecommerce: { artikel: { nummer: 7 } } }, true],
    ['items without ids', { event: 'add_to_cart', ecommerce: { items: [{ item_id: { nr: 7 } }] } }, true],
    ['a page view', { event: 'page_view', page_title: 'Tents' }, false],
    ['a promotion', { event: 'view_promotion', ecommerce: { items: [{ promotion_id: 'p' }] } }, false],
    ['items that wait for their event', { ecommerce: { items: [A] } }, false],
    ['a cleared layer', { ecommerce: null }, false],
  ])('reports %s where it cannot be read, by its shape and without values', async (_what, entry, isReported) => {
    const heard = createHeard();
    await hearDataLayer([entry], heard);
    expect(heard.unreadable.length).toBe(isReported ? 1 : 0);
    expect(heard.unreadable.join()).not.toMatch(/7|Tents/);
  });
});

describe('a number as pages write it', () => {
  it.each([
    [5, 5],
    ['5', 5],
    ['10.01', 10.01],
    ['1,299.00', 1299],
    ['1.299,00', 1299],
    ['1.299,00 €', 1299],
    ['€ 1 299,50', 1299.5],
    ["1'299.00", 1299],
    ['1,299', 1299],
    ['12,5', 12.5],
    ['12,50', 12.5],
    ['1.234.567', 1234567],
    ['1,234,567.89', 1234567.89],
    ['12.99 USD', 12.99],
    ['', undefined],
    ['free', undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [{}, undefined],
  ])('%j is %s', (written, number) => {
    expect(readNumber(written)).toBe(number);
  });
});
