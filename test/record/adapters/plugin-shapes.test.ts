import { describe, expect, it } from 'vitest';
import { eventOfDataLayer } from '../../../src/record/adapters/data-layer-reader.js';
import type { ItemKey } from '../../../src/types/page-event.js';
import { createHeard, gtagEntry, hearDataLayer, toldIn } from './heard.js';

const A = { item_id: 'a', price: 5 };

describe('what plugins write into a data layer is heard:', () => {
  it.each<[string, readonly unknown[], readonly (string | undefined)[][]]>([
    ['parameters in a member', [{ event: 'view_item', eventModel: { items: [A] } }], [['view_item', 'a']]],
    ['ecommerce in a member', [{ event: 'add_to_cart', data: { ecommerce: { items: [A] } } }], [['add_to_cart', 'a']]],
    ['`products` for `items`', [{ event: 'view_item', ecommerce: { products: [{ id: 'a' }] } }], [['view_item', 'a']]],
    ['one `product` beside the event', [{ event: 'view_item', product: { sku: 'a', name: 'A tent' } }], [['view_item', 'a']]],
    [
      'an id by its other names',
      ['product_id', 'productId', 'itemId', 'sku'].map((name) => ({ event: 'add_to_cart', ecommerce: { items: [{ [name]: 'a' }] } })),
      Array.from({ length: 4 }, () => ['add_to_cart', 'a']),
    ],
    [
      'names as plugins write them',
      ['dl_view_item', 'ee_view_item', 'gtm4wp.view_item', 'viewItem', 'View Item', 'view-item'].map((event) => ({
        event,
        ecommerce: { items: [A] },
      })),
      Array.from({ length: 6 }, () => ['view_item', 'a']),
    ],
    ["Segment's names", [{ event: 'Product Viewed', product_id: 'a', name: 'A tent' }], [['view_item', 'a']]],
    [
      'a click by its early name',
      [gtagEntry('event', 'select_content', { content_type: 'product', items: [{ id: 'a' }] })],
      [['select_item', 'a']],
    ],
    ['a choice of something else', [gtagEntry('event', 'select_content', { content_type: 'article', content_id: 'a' })], []],
    [
      "a product's page in Google Ads' remarketing",
      [
        gtagEntry('event', 'page_view', { send_to: 'AW-1', ecomm_pagetype: 'product', ecomm_prodid: ['a'] }),
        gtagEntry('event', 'page_view', { send_to: 'AW-1', ecomm_pagetype: 'category', ecomm_prodid: ['a', 'b'] }),
      ],
      [['view_item', 'a']],
    ],
    [
      'a cart that a plugin lists as impressions',
      [{ event: 'dl_view_cart', ecommerce: { impressions: [{ id: 'a', quantity: '2' }] } }],
      [['view_cart', 'a']],
    ],
    [
      'a cart with less than before',
      [{ event: 'add_to_cart', ecommerce: { items: [{ ...A, quantity: -1 }] } }],
      [['remove_from_cart', 'a']],
    ],
    [
      'what scripts write where they have no id',
      ['undefined', '(not set)', 'null', '[object Object]'].map((item_id) => ({ event: 'view_item', ecommerce: { items: [{ item_id }] } })),
      [],
    ],
  ])('%s', async (_what, entries, events) => {
    expect(await toldIn(...entries)).toEqual(events);
  });

  it('keeps the list that an item names, and how many pieces a cart has less', async () => {
    const heard = createHeard();
    await hearDataLayer(
      [
        { event: 'select_item', ecommerce: { items: [{ item_id: 'a', item_list_id: 'best' }] } },
        { event: 'add_to_cart', ecommerce: { items: [{ item_id: 'a', quantity: -2 }] } },
      ],
      heard,
    );
    expect(heard.events.map(({ parameters }) => [parameters.item_list_id, parameters.items?.[0].quantity])).toEqual([
      ['best', undefined],
      [undefined, 2],
    ]);
  });

  it('uses the identifier that the shop chose', () => {
    const items = [{ item_id: 'a', sku: 's', item_group_id: 'g' }];
    const idBy = (key: ItemKey): string | undefined =>
      eventOfDataLayer({ event: 'view_item', ecommerce: { items } }, null, key)?.parameters.items?.[0].item_id;
    expect([idBy('id'), idBy('sku'), idBy('group')]).toEqual(['a', 's', 'g']);
  });

  it('tells one action that a page writes under two names by two voices', async () => {
    const heard = createHeard();
    const add = { ecommerce: { items: [A] } };
    await hearDataLayer(
      [
        { event: 'add_to_cart', ...add },
        { event: 'ee_addToCart', ...add },
        { event: 'Product Added', product_id: 'a' },
      ],
      heard,
    );
    expect(heard.voices).toEqual(['gtm', 'gtm ee_addToCart', 'gtm Product Added']);
  });

  it.each<[string, unknown, boolean]>([
    ['a name of an event without items', { event: 'add_to_cart', value: 5 }, true],
    ['an event of an unknown name about a product', { event: 'produktansicht', product: { nummer: 7 } }, true],
    ["Universal Analytics' products without ids", { ecommerce: { detail: { products: [{ name: 'Tents' }] } } }, true],
    ['a list in which one item has no id', { event: 'view_item_list', ecommerce: { items: [A, { item_name: 'Tents' }] } }, true],
    ['an empty list of impressions', { ecommerce: { impressions: [] } }, false],
    ['an event of another kind whose name resembles one', { event: 'Search', action: 'opened' }, false],
  ])('reports %s where it cannot be read, by its shape and without values', async (_what, entry, isReported) => {
    const heard = createHeard();
    await hearDataLayer([entry], heard);
    expect(heard.unreadable.length).toBe(isReported ? 1 : 0);
    expect(heard.unreadable.join()).not.toMatch(/7|Tents/);
  });
});
