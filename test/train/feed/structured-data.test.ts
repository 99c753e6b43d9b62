import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { dropsOf, shopFeed } from '../../intake/tools/read-shop.js';

const folder = temporaryFolder();
const CONTEXT = { '@context': 'https://schema.org' };
const pretty = (value: unknown): string => JSON.stringify(value, null, 1);
const read = (value: unknown, name = 'products.json') => shopFeed(folder, pretty(value), name);
const offer = (more = {}) => ({
  '@type': 'Offer',
  price: '12.50',
  priceCurrency: 'EUR',
  availability: 'https://schema.org/InStock',
  ...more,
});
const product = (sku: string, more = {}) => ({ '@type': 'Product', name: `Title ${sku}`, sku, offers: offer(), ...more });
const group = {
  ...CONTEXT,
  '@type': 'ProductGroup',
  name: 'Coat',
  productGroupID: 'G',
  brand: { '@type': 'Brand', name: 'Alm' },
  hasVariant: [product('s', { size: 'S' }), product('m', { size: 'M', offers: offer({ price: 15 }) })],
};
const VARIANTS = [
  { id: 's', item_group_id: 'G', brand: 'Alm', size: 'S', price: 12.5 },
  { id: 'm', item_group_id: 'G', brand: 'Alm', size: 'M', price: 15 },
];

describe('JSON-LD', () => {
  it('of a group has its variants, on one line or on many', async () => {
    for (const content of [
      pretty(group),
      JSON.stringify(group),
      `${JSON.stringify(group)}\n${JSON.stringify({ ...CONTEXT, ...product('x') })}\n`,
    ])
      expect((await shopFeed(folder, content, 'group.json')).catalog.slice(0, 2)).toMatchObject(VARIANTS);
  });

  it.each<[string, unknown]>([
    [
      'a list',
      [
        { ...CONTEXT, ...product('a') },
        { ...CONTEXT, ...product('b') },
      ],
    ],
    ['a graph', { ...CONTEXT, '@graph': [{ '@type': 'WebSite', name: 'Shop' }, product('a'), product('b')] }],
    [
      'an ItemList',
      {
        ...CONTEXT,
        '@type': 'ItemList',
        itemListElement: ['a', 'b'].map((sku, at) => ({ '@type': 'ListItem', position: at + 1, item: product(sku) })),
      },
    ],
    ['an ItemList of products', { ...CONTEXT, '@type': 'ItemList', itemListElement: [product('a'), product('b')] }],
    [
      'a page with a list as its subject',
      { ...CONTEXT, '@type': 'CollectionPage', mainEntity: { '@type': 'ItemList', itemListElement: [product('a'), product('b')] } },
    ],
    [
      'a page with a trail above its subject',
      {
        ...CONTEXT,
        '@type': 'WebPage',
        breadcrumb: { '@type': 'BreadcrumbList', itemListElement: [{ name: 'Home' }, { name: 'Tents' }, { name: 'x' }] },
        mainEntity: [product('a'), product('b')],
      },
    ],
  ])('is read from %s', async (_, value) => {
    expect((await read(value)).catalog.map(({ id, title, price }) => [id, title, price])).toEqual([
      ['a', 'Title a', 12.5],
      ['b', 'Title b', 12.5],
    ]);
  });

  it("is one product's where a list within it comes first", async () => {
    for (const list of ['shippingDetails', 'priceSpecification', 'seller', 'hasMerchantReturnPolicy']) {
      const value = {
        ...CONTEXT,
        '@type': 'Product',
        offers: { [list]: [{ '@type': 'Thing', name: 'x' }], ...offer() },
        name: 'Tent',
        sku: 't',
      };
      expect((await read(value)).catalog).toMatchObject([{ id: 't', title: 'Tent', price: 12.5 }]);
    }
  });

  it.each<[string, unknown, number]>([
    ['a number', offer({ price: 1299.5 }), 1299.5],
    ['a text', offer({ price: '1299.50' }), 1299.5],
    ['a text with a comma', offer({ price: '1.299,50' }), 1299.5],
    [
      'the lowest of those in stock',
      [offer({ price: 20 }), offer({ price: '10' }), offer({ price: 5, availability: 'https://schema.org/SoldOut' })],
      10,
    ],
    ['an AggregateOffer', { '@type': 'AggregateOffer', lowPrice: '9.90', highPrice: 20, priceCurrency: 'EUR' }, 9.9],
    [
      'the offers of an AggregateOffer',
      { '@type': 'AggregateOffer', priceCurrency: 'EUR', offers: [offer({ price: 8 }), offer({ price: 9 })] },
      8,
    ],
    ['a specification', { priceSpecification: { price: 7, priceCurrency: 'EUR' } }, 7],
    ['the reduced one', offer({ price: 8, priceSpecification: [{ priceType: 'https://schema.org/ListPrice', price: 10 }] }), 8],
  ])('has the price that is %s', async (_, offers, price) => {
    expect((await read({ ...CONTEXT, ...product('a', { offers }) })).catalog).toMatchObject([{ id: 'a', price, currency: 'EUR' }]);
  });

  it.each([
    ['sku', 'A-1', 'A-1'],
    ['productID', 'sku:A-1', 'A-1'],
    ['productID', 4711, '4711'],
    ['gtin', '4006381333931', '4006381333931'],
    ['gtin13', 4006381333931, '4006381333931'],
    ['gtin8', '40063813', '40063813'],
    ['mpn', 'A-1', 'A-1'],
  ])('has its id from %s: %s', async (name, written, id) => {
    expect((await read({ ...CONTEXT, '@type': 'Product', name: 'Tent', [name]: written, offers: offer() })).catalog).toMatchObject([
      { id },
    ]);
  });

  it('whose offers have ids has a variant for each', async () => {
    const offers = [offer({ sku: 's' }), offer({ sku: 'm', price: 15 })];
    const { catalog } = await read({ ...CONTEXT, '@type': 'Product', productID: 'G', name: 'Coat', offers });
    expect(catalog).toMatchObject([
      { id: 's', title: 'Coat', item_group_id: 'G', price: 12.5 },
      { id: 'm', title: 'Coat', item_group_id: 'G', price: 15 },
    ]);
  });

  it.each<[string, readonly unknown[]]>([
    [
      'its group names them',
      [
        { ...group, hasVariant: [{ '@id': '#s' }, { '@id': '#m' }] },
        ...group.hasVariant.map((variant) => ({ ...variant, '@id': `#${variant.sku}` })),
      ],
    ],
    [
      'they name their group',
      [
        { ...group, hasVariant: undefined, '@id': '#g' },
        ...group.hasVariant.map((variant) => ({ ...variant, isVariantOf: { '@id': '#g' } })),
      ],
    ],
    [
      'both name each other',
      [
        { ...group, hasVariant: [{ '@id': '#s' }, { '@id': '#m' }], '@id': '#g' },
        ...group.hasVariant.map((variant) => ({ ...variant, '@id': `#${variant.sku}`, isVariantOf: { '@id': '#g' } })),
      ],
    ],
  ])('of a graph has variants once: %s', async (_, graph) => {
    const { catalog } = await read({ ...CONTEXT, '@graph': graph });
    expect(catalog).toHaveLength(2);
    expect(catalog).toMatchObject(VARIANTS);
  });

  it('of a graph has the offer that a product names, and its trail', async () => {
    const graph = [
      { '@type': 'BreadcrumbList', itemListElement: [{ name: 'Home' }, { name: 'Tents' }, { name: 'Dome' }] },
      product('a', { offers: { '@id': '#o' } }),
      { ...offer({ price: 9 }), '@id': '#o' },
    ];
    expect((await read({ ...CONTEXT, '@graph': graph })).catalog).toMatchObject([{ id: 'a', price: 9, product_type: 'Tents' }]);
  });

  it('without a product is counted', async () => {
    const read = await shopFeed(
      folder,
      `${JSON.stringify({ ...CONTEXT, '@type': 'Organization' })}\n${JSON.stringify({ ...CONTEXT, ...product('a') })}\n`,
      'a.jsonl',
    );
    expect(read.catalog).toHaveLength(1);
    expect(dropsOf(read)).toEqual({ 'no product in the structured data': 1 });
  });
});
