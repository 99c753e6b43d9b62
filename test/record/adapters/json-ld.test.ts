import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOfProducts, type PagePlace } from '../../../src/record/adapters/described-product.js';
import { productsInJsonLd } from '../../../src/record/adapters/json-ld.js';
import type { ItemKey, PageEvent } from '../../../src/types/page-event.js';

function eventOfJsonLd(texts: readonly string[], key?: ItemKey, place?: PagePlace): PageEvent | null {
  return eventOfProducts(productsInJsonLd(texts), key, place);
}

/** From Google's guide to merchant listings. */
const ANVIL = {
  '@context': 'https://schema.org/',
  '@type': 'Product',
  name: 'Executive Anvil',
  sku: '0446310786',
  mpn: '925872',
  brand: { '@type': 'Brand', name: 'ACME' },
  offers: {
    '@type': 'Offer',
    url: 'https://www.example.com/anvil',
    priceCurrency: 'USD',
    price: 119.99,
    availability: 'https://schema.org/InStock',
  },
};
const looked = (id: string, price?: number): object => ({
  name: 'view_item',
  parameters: { items: [price === undefined ? { item_id: id } : { item_id: id, price }] },
});
const read = (...nodes: unknown[]): unknown => eventOfJsonLd(nodes.map((node) => JSON.stringify(node)));

describe('a page described by schema.org', () => {
  it('that is about one product is a view of it', () => {
    expect(read(ANVIL)).toEqual(looked('0446310786', 119.99));
  });

  it.each([
    ['an array', [{ '@type': 'BreadcrumbList' }, ANVIL]],
    ['a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, ANVIL] }],
    ['the main entity of a page', { '@type': 'ItemPage', mainEntity: ANVIL }],
    ['several types', { ...ANVIL, '@type': ['Product', 'Book'] }],
    ['a full address as type', { ...ANVIL, '@type': 'http://schema.org/Product' }],
  ])('may have it within %s', (_where, node) => {
    expect(read(node)).toEqual(looked('0446310786', 119.99));
  });

  it('may have the lowest of several prices, or a list of offers', () => {
    expect(read({ ...ANVIL, offers: { '@type': 'AggregateOffer', lowPrice: '99.5', highPrice: 200 } })).toEqual(looked('0446310786', 99.5));
    expect(read({ ...ANVIL, offers: [{ price: '7' }, { price: '8' }] })).toEqual(looked('0446310786', 7));
  });

  it('is identified by its own id, by its stock keeping unit, or by the group of its variants', () => {
    const coat = {
      '@type': 'ProductGroup',
      productGroupID: '44E01',
      name: 'Wool coat',
      hasVariant: [{ '@type': 'Product', sku: '44E01-M11000' }],
    };
    expect(eventOfJsonLd([JSON.stringify(coat)])).toEqual(looked('44E01-M11000'));
    expect(eventOfJsonLd([JSON.stringify(coat)], 'group')).toEqual(looked('44E01'));
    const both = JSON.stringify({ '@type': 'Product', productID: 'p-1', sku: 's-1' });
    expect(eventOfJsonLd([both])).toEqual(looked('p-1'));
    expect(eventOfJsonLd([both], 'sku')).toEqual(looked('s-1'));
  });

  it('that is about several products, or none, is no view', () => {
    expect(read(ANVIL, { ...ANVIL, sku: 'another' })).toBeNull();
    expect(read({ '@type': 'Organization', name: 'ACME' })).toBeNull();
    expect(read()).toBeNull();
  });

  it('that describes the same product twice is about one', () => {
    expect(read(ANVIL, ANVIL)).toEqual(looked('0446310786', 119.99));
  });

  it('may contain any value', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (texts) => void expect(eventOfJsonLd(texts)).toBeNull()));
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(eventOfJsonLd([deep])).toBeNull();
  });
});
