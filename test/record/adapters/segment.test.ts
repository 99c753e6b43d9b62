import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSegmentReader, eventOfSegment } from '../../../src/record/adapters/segment.js';
import { watchSegment } from '../../../src/record/adapters/segment-calls.js';
import { createHeard } from './heard.js';

const MONOPOLY = {
  product_id: '507f1f77bcf86cd799439011',
  sku: 'G-32',
  name: 'Monopoly: 3rd Edition',
  price: 18.99,
  quantity: 1,
  position: 3,
};

describe("a call by Segment's specification", () => {
  it('of one product has that product', () => {
    expect(eventOfSegment('Product Viewed', MONOPOLY)).toEqual({
      name: 'view_item',
      parameters: { items: [{ item_id: '507f1f77bcf86cd799439011', quantity: 1, price: 18.99 }] },
    });
  });

  it('of an order has its number and products', () => {
    const products = [MONOPOLY, { ...MONOPOLY, product_id: '2', quantity: 2 }];
    const event = eventOfSegment('Order Completed', { order_id: '50314b8e9bcf000000000000', products });
    expect(event?.name).toBe('purchase');
    expect(event?.parameters.transaction_id).toBe('50314b8e9bcf000000000000');
    expect(event?.parameters.items?.map((item) => [item.item_id, item.quantity])).toEqual([
      ['507f1f77bcf86cd799439011', 1],
      ['2', 2],
    ]);
  });

  it('of a list has its id', () => {
    expect(eventOfSegment('Product List Viewed', { list_id: 'hot_deals_1', products: [MONOPOLY] })?.parameters.item_list_id).toBe(
      'hot_deals_1',
    );
  });

  it('of a search has its query', () => {
    expect(eventOfSegment('Products Searched', { query: 'blue hotpants' })).toEqual({
      name: 'search',
      parameters: { search_term: 'blue hotpants', items: [] },
    });
  });

  it('of a review has its rating, if it is valid', () => {
    expect(eventOfSegment('Product Reviewed', { product_id: '5', rating: '4' })?.parameters.value).toBe(4);
    expect(eventOfSegment('Product Reviewed', { product_id: '5', rating: '80' })).toBeNull();
  });

  it('can identify items by stock keeping unit', () => {
    expect(eventOfSegment('Product Added', MONOPOLY, 'sku')?.parameters.items?.[0].item_id).toBe('G-32');
  });

  it.each(['Signed Up', 'Promotion Viewed', 'constructor', '__proto__', 7, null])('is nothing where it is none of a shop: %s', (name) => {
    expect(eventOfSegment(name, MONOPOLY)).toBeNull();
  });
});

describe('listening to Segment', () => {
  it('uses the functions of the library and of its stub', () => {
    const heard: unknown[][] = [];
    const calls: unknown[][] = [];
    const stub = { on: (...words: unknown[]) => void calls.push(words) };
    expect(watchSegment((...said) => void heard.push(said))(stub)).toBe(true);
    const [[name, tell]] = calls as [[string, (name: unknown, properties: unknown) => void]];
    expect(name).toBe('track');
    tell('Product Viewed', MONOPOLY);
    expect(heard).toEqual([['track', 'Product Viewed', MONOPOLY, false]]);
  });

  it('never throws into it, whatever it reports', () => {
    let tell: (name: unknown, properties: unknown) => void = () => {};
    const analytics = {
      on: (_name: string, listener: typeof tell) => {
        tell = listener;
      },
    };
    watchSegment((_method, name, properties) => void eventOfSegment(name, properties))(analytics);
    fc.assert(
      fc.property(fc.constantFrom('Product Viewed', 'Order Completed'), fc.anything(), (name, properties) => tell(name, properties)),
    );
    tell(
      'Product Viewed',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('hands off');
          },
        },
      ),
    );
  });

  it.each([[undefined], [null], [{}], [[]]])('ignores any other object: %j', (analytics) => {
    expect(watchSegment(() => {})(analytics)).toBe(false);
  });
});

describe("the specification's shapes, old and new", () => {
  it.each<[string, object, string, string]>([
    ['Viewed Product', { id: 'a', sku: 'S' }, 'view_item', 'a'],
    ['product viewed', { productId: 'a' }, 'view_item', 'a'],
    ['Product Viewed', { sku: 'S' }, 'view_item', 'S'],
    ['Added Product', { product_id: 'a' }, 'add_to_cart', 'a'],
    ['Removed Product', { id: 'a' }, 'remove_from_cart', 'a'],
    ['Clicked Product', { product: { id: 'a' } }, 'select_item', 'a'],
    ['Viewed Product Category', { category: 'Tents', products: [{ id: 'a' }] }, 'view_item_list', 'a'],
    ['Completed Order', { orderId: 'T-1', products: { 0: { id: 'a' }, 1: { id: 'b' } } }, 'purchase', 'a b'],
    ['Order Refunded', { order_id: 'T-1' }, 'refund', ''],
    ['Order Refunded', { order_id: 'T-1', products: [{ product_id: 'a' }] }, 'refund', 'a'],
  ])('%s %j is a %s of "%s"', (name, properties, event, ids) => {
    const read = eventOfSegment(name, properties);
    expect([read?.name, read?.parameters.items?.map(({ item_id }) => item_id).join(' ')]).toEqual([event, ids]);
  });

  it('reads prices with separators', () => {
    expect(eventOfSegment('Product Viewed', { product_id: 'a', price: '1,299.00' })?.parameters.items?.[0].price).toBe(1299);
  });
});

describe('a call in the queue', () => {
  it('is read at once, and not again when the library tells it', () => {
    const heard = createHeard();
    const read = createSegmentReader(heard, 'id');
    read('Product Viewed', MONOPOLY, 1, true);
    read('Product Added', MONOPOLY, 2, true);
    read('Product Viewed', MONOPOLY, 3, false);
    read('Product Added', MONOPOLY, 4, false);
    read('Product Added', MONOPOLY, 5, false);
    expect(heard.events.map(({ name }, place) => [name, heard.times[place]])).toEqual([
      ['view_item', 1],
      ['add_to_cart', 2],
      ['add_to_cart', 5],
    ]);
  });

  it('is found in the array of the snippet, and a log-out too', () => {
    const calls: unknown[] = [];
    const analytics: unknown[] = [['page'], ['track', 'Product Viewed', MONOPOLY]];
    const look = watchSegment((...call) => void calls.push(call));
    // Without a library there may be one later.
    expect([look(analytics), look(analytics)]).toEqual([false, false]);
    analytics.push(['reset']);
    expect(look({ on: () => {} })).toBe(true);
    expect(calls).toEqual([
      ['track', 'Product Viewed', MONOPOLY, true],
      ['reset', undefined, undefined, true],
    ]);
  });

  it('of an event that is not known, or has no product, is reported', () => {
    const heard = createHeard();
    const read = createSegmentReader(heard, 'id');
    read('Product Pondered', MONOPOLY, 1, false);
    read('Product Viewed', { name: 'Monopoly' }, 2, false);
    read('Coupon Applied', {}, 3, false);
    expect(heard.unreadable).toEqual([
      expect.stringContaining('Product Pondered'),
      'segment { event: "Product Viewed", properties: { name: string } }',
    ]);
  });
});
