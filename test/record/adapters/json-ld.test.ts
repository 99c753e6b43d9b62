import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOfProducts, type PagePlace } from '../../../src/record/adapters/document/described-product.js';
import { productsInJsonLd } from '../../../src/record/adapters/document/json-ld.js';
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
const looked = (id: string, price?: number, path?: string): object => {
  const link = path === undefined ? {} : { link: `https://shop.example${path}` };
  return { name: 'view_item', parameters: { items: [{ item_id: id, ...(price === undefined ? {} : { price }), ...link }] } };
};
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

describe('descriptions as they are found in pages', () => {
  const SHIRT = {
    '@type': 'ProductGroup',
    productGroupID: 'shirt',
    name: 'Shirt',
    hasVariant: [
      {
        '@type': 'Product',
        '@id': '/products/shirt?variant=41#variant',
        sku: 'red',
        offers: { price: '10', url: '/products/shirt?variant=41' },
      },
      {
        '@type': 'Product',
        '@id': '/products/shirt?variant=42#variant',
        sku: 'green',
        offers: { price: '12', url: '/products/shirt?variant=42' },
      },
    ],
  };
  const at = (address: string): PagePlace => ({
    address: new URL(address, 'https://shop.example').href,
    addressOf: (written) => (written === '' ? undefined : new URL(written, 'https://shop.example').href),
  });
  const readAt = (address: string, ...nodes: unknown[]): unknown =>
    eventOfJsonLd(
      nodes.map((node) => (typeof node === 'string' ? node : JSON.stringify(node))),
      'id',
      at(address),
    );

  it.each([
    ['in a CDATA section', `//<![CDATA[\n${JSON.stringify(ANVIL)}\n//]]>`],
    ['in a comment of a script', `/*<![CDATA[*/ ${JSON.stringify(ANVIL)} /*]]>*/`],
    ['in a comment of HTML', `<!-- ${JSON.stringify(ANVIL)} -->`],
    ['with line breaks within texts', JSON.stringify({ ...ANVIL, name: 'Executive#Anvil' }).replace('#', '\n')],
    ['with a comma too many', JSON.stringify(ANVIL).replace(/\}$/, ',}')],
    ['with a mark of its encoding', `\ufeff${JSON.stringify(ANVIL)}`],
  ])('are read %s', (_how, text) => {
    expect(eventOfJsonLd([text])).toEqual(looked('0446310786', 119.99));
  });

  it('several of one product are one: by its name, where ids do not differ, or by its address', () => {
    expect(read(ANVIL, { '@type': 'Product', name: 'executive  anvil', aggregateRating: {} })).toEqual(looked('0446310786', 119.99));
    expect(read({ '@type': 'Product', name: 'Executive Anvil' }, ANVIL)).toEqual(looked('0446310786', 119.99));
    expect(readAt('/anvil', { ...ANVIL, url: '/anvil' }, { '@type': 'Product', sku: '99', url: '/anvil' })).toEqual(
      looked('0446310786', 119.99, '/anvil'),
    );
  });

  it('of several products the page is about the one at its address', () => {
    const related = { '@type': 'Product', sku: 'other', name: 'Another', url: '/other' };
    expect(readAt('/anvil', related, { ...ANVIL, url: '/anvil' })).toEqual(looked('0446310786', 119.99, '/anvil'));
    expect(readAt('/list', related, { ...ANVIL, url: '/anvil' })).toBeNull();
  });

  it("the variant in the page's address is the one that is shown", () => {
    expect(readAt('/products/shirt?variant=42', SHIRT)).toEqual(looked('green', 12, '/products/shirt?variant=42'));
    expect(readAt('/products/shirt?variant=41', SHIRT)).toEqual(looked('red', 10, '/products/shirt?variant=41'));
    const offers = [41, 42].map((variant) => ({
      sku: `sku-${variant}`,
      price: variant,
      url: `https://shop.example/products/shirt?variant=${variant}`,
    }));
    expect(readAt('/products/shirt?variant=42', { '@type': 'Product', name: 'Shirt', sku: 'sku-41', offers })).toEqual(
      looked('sku-42', 42, '/products/shirt?variant=42'),
    );
  });

  it('the variant at the address is found by its path, and by any parameters in any order', () => {
    const variantsAt = (...urls: string[]): object => ({
      '@type': 'ProductGroup',
      productGroupID: 'shirts',
      hasVariant: urls.map((url, at) => ({ '@type': 'Product', sku: `sku-${at}`, offers: { url } })),
    });
    expect(readAt('/shirt/green', variantsAt('/shirt/red', '/shirt/green/'))).toEqual(looked('sku-1', undefined, '/shirt/green'));
    expect(readAt('/shirt?size=2&color=green', variantsAt('/shirt?color=red&size=2', '/shirt?color=green&size=2'))).toEqual(
      looked('sku-1', undefined, '/shirt?size=2&color=green'),
    );
    // None of them is named.
    expect(readAt('/shirt', variantsAt('/shirt', '/shirt'))).toEqual(looked('sku-0', undefined, '/shirt'));
  });

  it('a group and its variants are one product, also where they refer to each other', () => {
    const group = { '@type': 'ProductGroup', '@id': '#g', productGroupID: 'shirts', hasVariant: [{ '@id': '#1' }, { '@id': '#2' }] };
    const variant = (number: number): object => ({
      '@type': 'Product',
      '@id': `#${number}`,
      sku: `sku-${number}`,
      isVariantOf: { '@id': '#g' },
      offers: { url: `/shirt/${number}` },
    });
    expect(readAt('/shirt', group, variant(1), variant(2))).toEqual(looked('sku-1', undefined, '/shirt'));
    expect(readAt('/shirt/2', group, variant(1), variant(2))).toEqual(looked('sku-2', undefined, '/shirt/2'));
    const alone = ['sku-1', 'sku-2'].map((sku) => ({ '@type': 'Product', sku, inProductGroupWithID: 'shirts', url: `/${sku}` }));
    expect(readAt('/sku-2', ...alone)).toEqual(looked('sku-2', undefined, '/sku-2'));
  });

  it('an id may be an identifier with a name', () => {
    const identifier = { '@type': 'PropertyValue', propertyID: 'sku', value: 'anvil-1' };
    expect(read({ '@type': 'Product', name: 'Anvil', identifier })).toEqual(looked('anvil-1'));
  });

  it('may have its quotes as HTML writes them, and is reported where it is no JSON', () => {
    const text = JSON.stringify({ '@type': 'Product', sku: 'a' });
    expect(eventOfJsonLd([text.replaceAll('"', '&quot;')])).toEqual(looked('a'));
    let broken = 0;
    productsInJsonLd(['{ "@type": "Product", "name": "a "good" tent" }', '{ "@type": "WebSite", }}', text], () => void broken++);
    expect(broken).toBe(1);
  });

  it('a product without an id is that of its address', () => {
    expect(readAt('/p/anvil', { '@type': 'Product', name: 'Anvil' })).toEqual(looked('https://shop.example/p/anvil'));
    expect(readAt('/', { '@type': 'Product', name: 'Anvil', url: '/p/anvil' })).toEqual(looked('https://shop.example/p/anvil'));
  });
});
