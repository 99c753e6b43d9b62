import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOfShopify, PIXEL_PREFIX, takePixelEvents } from '../../../src/record/adapters/shopify-pixel.js';
import { createHeard } from './heard.js';

const VARIANT = {
  id: '43729076',
  sku: 'SNOW-154',
  title: '154cm',
  price: { amount: 629.95, currencyCode: 'USD' },
  product: { id: '7914', title: 'The Multi-managed Snowboard', vendor: 'Multi-managed Vendor' },
};

describe("an event of Shopify's pixels", () => {
  it('of a product names its variant, or the identifier of the feed', () => {
    const event = { name: 'product_viewed', data: { productVariant: VARIANT } };
    expect(eventOfShopify(event)).toEqual({ name: 'view_item', parameters: { items: [{ item_id: '43729076', price: 629.95 }] } });
    expect(eventOfShopify(event, 'sku')?.parameters.items?.[0].item_id).toBe('SNOW-154');
    expect(eventOfShopify(event, 'group')?.parameters.items?.[0].item_id).toBe('7914');
  });

  it('of a cart has the line', () => {
    const event = { name: 'product_added_to_cart', data: { cartLine: { merchandise: VARIANT, quantity: 2 } } };
    expect(eventOfShopify(event)?.parameters.items).toEqual([{ item_id: '43729076', quantity: 2, price: 629.95 }]);
    expect(eventOfShopify({ name: 'product_added_to_cart', data: { cartLine: null } })).toBeNull();
  });

  it('of a checkout has its lines and the order, without the path before its number', () => {
    const checkout = { order: { id: 'gid://shopify/Order/4321' }, lineItems: [{ variant: VARIANT, quantity: 1 }] };
    expect(eventOfShopify({ name: 'checkout_completed', data: { checkout } })).toEqual({
      name: 'purchase',
      parameters: { transaction_id: '4321', items: [{ item_id: '43729076', quantity: 1, price: 629.95 }] },
    });
  });

  it('of a search and of a collection has the found items', () => {
    const found = { name: 'search_submitted', data: { searchResult: { query: 'snow', productVariants: [VARIANT] } } };
    expect(eventOfShopify(found)?.parameters).toMatchObject({ search_term: 'snow', items: [{ item_id: '43729076' }] });
    const collection = {
      name: 'collection_viewed',
      data: { collection: { id: 'gid://shopify/Collection/9', productVariants: [VARIANT] } },
    };
    expect(eventOfShopify(collection)?.parameters.item_list_id).toBe('9');
  });

  it('is ignored if it is not an event of a shop', () => {
    expect(eventOfShopify({ name: 'page_viewed', data: {} })).toBeNull();
    fc.assert(fc.property(fc.anything(), (event) => void expect(eventOfShopify(event)).toBeNull()));
  });
});

describe('events that a pixel leaves for the page', () => {
  const storageOf = (entries: Record<string, string>): Storage =>
    Object.assign(
      Object.create({
        getItem(name: string) {
          return entries[name];
        },
        removeItem(name: string) {
          delete entries[name];
          delete (this as Record<string, unknown>)[name];
        },
      }),
      entries,
    ) as Storage;
  const left = (timestamp: string, id: string): string =>
    JSON.stringify({ name: 'product_viewed', timestamp, data: { productVariant: { ...VARIANT, id } } });

  it('are taken once, in order of time, with their own time', () => {
    const entries = {
      [`${PIXEL_PREFIX}2`]: left('2026-03-01T10:00:02Z', 'second'),
      [`${PIXEL_PREFIX}1`]: left('2026-03-01T10:00:01Z', 'first'),
      'the-shop-s-own': 'kept',
    };
    const storage = storageOf(entries);
    const heard = createHeard();
    expect(takePixelEvents(() => storage, heard)).toBe(2);
    expect(heard.events.map(({ parameters }) => parameters.items?.[0].item_id)).toEqual(['first', 'second']);
    expect(heard.times).toEqual([Date.UTC(2026, 2, 1, 10, 0, 1), Date.UTC(2026, 2, 1, 10, 0, 2)]);
    expect(entries).toEqual({ 'the-shop-s-own': 'kept' });
    expect(takePixelEvents(() => storage, heard)).toBe(0);
  });

  it('may be invalid, and storage may be blocked', () => {
    const heard = createHeard();
    expect(takePixelEvents(() => storageOf({ [`${PIXEL_PREFIX}1`]: '{', [`${PIXEL_PREFIX}2`]: 'null' }), heard)).toBe(2);
    const refused = (): Storage => {
      throw new Error('SecurityError');
    };
    expect(takePixelEvents(refused, heard)).toBe(0);
    expect(heard.events).toEqual([]);
  });
});

describe('the pixel in the documentation', () => {
  const [, snippet] = /```js\n(const events = \['product_viewed'[\s\S]*?)```/.exec(readFileSync('docs/script-tag.md', 'utf8')) ?? [];
  const line = { title: 'Snowboard', quantity: 2, variant: VARIANT, properties: [{ key: 'Engraving', value: 'For Ada' }], discounts: [] };
  const customer = { email: 'ada@example.org', shippingAddress: { lastName: 'Lovelace' } };
  const told: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    product_viewed: { productVariant: VARIANT },
    collection_viewed: { collection: { id: '7', title: 'Winter', productVariants: [VARIANT] } },
    search_submitted: { searchResult: { query: 'board', productVariants: [VARIANT] } },
    product_added_to_cart: { cartLine: { merchandise: VARIANT, quantity: 2, attributes: [{ value: 'For Ada' }] } },
    cart_viewed: { cart: { lines: [{ merchandise: VARIANT, quantity: 1 }], attributes: [{ value: 'For Ada' }] } },
    checkout_completed: { checkout: { ...customer, order: { id: '4321', customer }, lineItems: [line] } },
  };

  it.each(Object.keys(told))('passes %s on, without data about the customer', (name) => {
    const subscribers = new Map<string, (event: unknown) => void>();
    const kept = new Map<string, string>();
    const analytics = { subscribe: (event: string, hears: (event: unknown) => void) => void subscribers.set(event, hears) };
    const browser = { sessionStorage: { setItem: (key: string, text: string) => void kept.set(key, text) } };
    new Function('analytics', 'browser', snippet)(analytics, browser);
    const event = { id: 'e1', name, timestamp: '2026-01-01T00:00:00Z', data: told[name] };
    subscribers.get(name)?.(event);
    const [text] = kept.values();
    expect(text).not.toMatch(/Ada|Lovelace|example|Engraving|Winter/);
    expect(eventOfShopify(JSON.parse(text))).toEqual(eventOfShopify(event));
    expect(eventOfShopify(event)).not.toBeNull();
  });
});
