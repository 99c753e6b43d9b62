import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../cli/tools/shop-files.js';
import { codesOf, dropsOf, shopFeed } from '../../intake/tools/read-shop.js';

const folder = temporaryFolder();
const pretty = (value: unknown): string => JSON.stringify(value, null, 1);

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
