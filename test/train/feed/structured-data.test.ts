import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { codesOf, dropsOf, shopFeed } from '../../intake/tools/read-shop.js';

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

describe('web pages with structured data', () => {
  const script = (data: string, attributes = ' type="application/ld+json"'): string => `<script${attributes}>${data}</script>`;
  const page = (...scripts: readonly string[]): string =>
    `<!doctype html>\n<html><head><title>x</title>\n${scripts.join('\n')}\n</head><body>Hi</body></html>\n`;
  const one = (sku: string): string => pretty({ ...CONTEXT, ...product(sku) });

  it('are read: one, or several in a file', async () => {
    expect((await shopFeed(folder, page(script(pretty(group))), 'page.html')).catalog).toMatchObject(VARIANTS);
    const both = await shopFeed(folder, page(script(one('a'))) + page(script(one('b'))), 'pages.html');
    expect(both.catalog.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(both.facts.files[0].format).toBe('JSON-LD (schema.org), web page');
  });

  it.each([
    ['a type without quotes', script(one('a'), ' type=application/ld+json')],
    ['further attributes', script(one('a'), ' id="x" type=\'application/ld+json\' data-y')],
    ['a comment around it', script(`\n<!--\n${one('a')}\n-->\n`)],
    ['CDATA around it', script(`//<![CDATA[\n${one('a')}\n//]]>`)],
    ['a semicolon after it', script(`${one('a')};`)],
    ['line ends within texts', script(one('a').replace('Title a', 'Title a\n\tagain'))],
    ['a list', script(`[${one('a')}]`)],
    [
      'scripts of another kind around it',
      `<script>var a = {"@type":"Product","sku":"no"}</script>${script(one('a'))}<script src="x.js"></script>`,
    ],
  ])('are read with %s', async (_, scripts) => {
    expect((await shopFeed(folder, page(scripts), 'page.html')).catalog.map(({ id }) => id)).toEqual(['a']);
  });

  it('have the data read that can be; what cannot is counted with its line', async () => {
    const read = await shopFeed(folder, page(script('{"@type": "Product", oops'), script(one('b'))), 'page.html');
    expect(read.catalog.map(({ id }) => id)).toEqual(['b']);
    expect(read.dropped.map(({ reason, first }) => [reason, first.line])).toEqual([['unreadable line (not a JSON object)', 3]]);
  });

  it('that have none, or end within it, are refused by name', async () => {
    await expect(shopFeed(folder, page('<script>x</script>'), 'page.html')).rejects.toThrow(/page\.html is a web page \(HTML\)/);
    await expect(shopFeed(folder, page(script(one('a'))).slice(0, 150), 'page.html')).rejects.toThrow(
      /page\.html, line \d: the script that starts here does not end/,
    );
  });
});

describe('products of Shopify as JSON', () => {
  const variant = (id: number, more = {}) => ({
    id,
    title: 'x',
    sku: `T-${id}`,
    price: '249.00',
    compare_at_price: null,
    available: true,
    ...more,
  });
  const shopify = (id: number, more = {}) => ({
    id,
    title: 'Dome',
    handle: `dome-${id}`,
    body_html: '<p>Dry</p>',
    vendor: 'Fjell',
    product_type: 'Tents',
    published_at: '2026-01-02T00:00:00Z',
    options: [{ name: 'Size', values: ['2', '3'] }],
    images: [{ id: 1, src: 'https://p.example/1.jpg' }],
    variants: [
      variant(id * 10, { option1: '2', price: '199.00', compare_at_price: '249.00' }),
      variant(id * 10 + 1, { option1: '3', available: false }),
    ],
    ...more,
  });

  it('have variants with their product, reduced prices, and stock', async () => {
    for (const value of [{ products: [shopify(7)] }, { product: shopify(7) }]) {
      const read = await shopFeed(folder, pretty(value), 'products.json');
      expect(read.catalog).toMatchObject([
        {
          id: '70',
          title: 'Dome',
          item_group_id: '7',
          price: 199,
          size: '2',
          brand: 'Fjell',
          product_type: 'Tents',
          link: '/products/dome-7',
          availability: 'in_stock',
        },
        { id: '71', item_group_id: '7', price: 249, size: '3', availability: 'out_of_stock' },
      ]);
      expect(codesOf(read)).toContain('sale-price');
    }
  });

  it('that shoppers do not see, or without variants, are counted', async () => {
    const products = [
      shopify(1, { variants: [variant(10, { compare_at_price: '0.00' })] }),
      shopify(2, { status: 'draft' }),
      shopify(3, { status: 'archived' }),
      shopify(4, { published_at: null }),
      shopify(5, { variants: [] }),
    ];
    const read = await shopFeed(folder, pretty({ products }), 'products.json');
    expect(read.catalog).toMatchObject([{ id: '10', price: 249 }]);
    expect(dropsOf(read)).toEqual({
      'not published: draft': 2,
      'not published: archived': 2,
      'not published: not published': 2,
      'product without variants': 1,
    });
  });
});

describe('products of WooCommerce as JSON', () => {
  const prices = {
    price: '1250',
    regular_price: '1500',
    sale_price: '1250',
    price_range: null,
    currency_code: 'EUR',
    currency_minor_unit: 2,
  };
  const store = (id: number, more = {}) => ({
    id,
    name: 'Kettle &amp; pot',
    slug: `kettle-${id}`,
    parent: 0,
    type: 'simple',
    permalink: `https://w.example/${id}`,
    sku: `W-${id}`,
    description: '<p>Steel</p>',
    prices,
    average_rating: '4.5',
    review_count: 3,
    images: [{ id: 1, src: 'https://w.example/1.jpg', name: 'photo' }],
    categories: [{ id: 4, name: 'Kitchen', slug: 'kitchen' }],
    attributes: [],
    variations: [],
    is_in_stock: true,
    is_on_backorder: false,
    ...more,
  });

  it('of the Store API have prices in whole units, and stock', async () => {
    const yen = { ...prices, price: '1500', regular_price: '1500', currency_code: 'JPY', currency_minor_unit: 0 };
    const range = { ...prices, price: '900', regular_price: '900', price_range: { min_amount: '900', max_amount: '2000' } };
    const read = await shopFeed(
      folder,
      pretty([store(1), store(2, { is_in_stock: false, prices: yen }), store(3, { prices: range })]),
      'woo.json',
    );
    expect(read.catalog).toMatchObject([
      {
        id: '1',
        title: 'Kettle & pot',
        price: 12.5,
        currency: 'EUR',
        product_type: 'Kitchen',
        image_link: 'https://w.example/1.jpg',
        availability: 'in_stock',
      },
      { id: '2', price: 1500, currency: 'JPY', availability: 'out_of_stock' },
      { id: '3', price: 9 },
    ]);
    expect(read.catalog.map(({ item_group_id }) => item_group_id)).toEqual([undefined, undefined, undefined]);
    expect(read.descriptions[0]).toBe('Steel');
  });

  it('of the Store API have the variations that they describe', async () => {
    const variations = [31, 32].map((id) => ({ id, attributes: [{ name: 'Size', value: id === 31 ? 'S' : 'M' }] }));
    const { catalog } = await shopFeed(folder, pretty([store(3, { type: 'variable', variations })]), 'woo.json');
    expect(catalog).toMatchObject([
      { id: '31', item_group_id: '3', size: 'S' },
      { id: '32', item_group_id: '3', size: 'M' },
    ]);
  });

  it('of the REST API have their variations as items, and no drafts', async () => {
    const rest = (id: number, more = {}) => ({
      id,
      name: 'Coat',
      slug: `coat-${id}`,
      permalink: `https://w.example/${id}`,
      type: 'simple',
      status: 'publish',
      catalog_visibility: 'visible',
      sku: `W-${id}`,
      price: '12.50',
      regular_price: '15.00',
      sale_price: '12.50',
      stock_status: 'instock',
      parent_id: 0,
      categories: [{ id: 4, name: 'Coats' }],
      images: [],
      variations: [],
      ...more,
    });
    const products = [
      rest(1),
      rest(2, { type: 'variable', variations: [21, 22] }),
      rest(21, { type: 'variation', parent_id: 2, attributes: [{ name: 'Size', option: 'S' }] }),
      rest(22, { type: 'variation', parent_id: 2, attributes: [{ name: 'Size', option: 'M' }], stock_status: 'onbackorder' }),
      rest(5, { status: 'draft' }),
      rest(6, { catalog_visibility: 'hidden' }),
    ];
    const read = await shopFeed(folder, pretty(products), 'woo.json');
    expect(read.catalog).toMatchObject([
      { id: '1', price: 12.5 },
      { id: '21', item_group_id: '2', size: 'S' },
      { id: '22', item_group_id: '2', size: 'M', availability: 'backorder' },
    ]);
    expect(dropsOf(read)).toEqual({ 'not published: draft': 1, 'not published: hidden in the catalogue': 1 });
  });
});
