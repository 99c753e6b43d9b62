import type { CatalogItem } from '../../../../src/types/catalog-item.js';

/** A product to write as a feed. */
export interface WrittenItem {
  readonly id: string;
  readonly title: string;
  readonly brand: string;
  readonly category: readonly string[];
  readonly cents: number;
  readonly inStock: boolean;
}

/** The item that a feed with currencies has of it. */
export function itemOfWritten({ id, title, brand, category, cents, inStock }: WrittenItem): CatalogItem {
  return {
    id,
    title,
    brand,
    product_type: category.join(' > '),
    availability: inStock ? 'in_stock' : 'out_of_stock',
    price: cents / 100,
    currency: 'EUR',
  };
}

const FIELDS = ['id', 'title', 'brand', 'product_type', 'availability', 'price'] as const;
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function fieldsOf({ id, title, brand, category, cents, inStock }: WrittenItem): string[] {
  return [id, title, brand, category.join(' > '), inStock ? 'in stock' : 'out of stock', `${(cents / 100).toFixed(2)} EUR`];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

function xml(item: WrittenItem, element: string): string {
  const values = fieldsOf(item);
  return `<${element}>${FIELDS.map((field, at) => `<g:${field}>${escaped(values[at])}</g:${field}>`).join('\n')}</${element}>`;
}

function asObject(item: WrittenItem): Record<string, string> {
  return Object.fromEntries(FIELDS.map((field, at) => [field, fieldsOf(item)[at]]));
}

const amount = ({ cents }: WrittenItem): string => (cents / 100).toFixed(2);

/** The same catalogue in each form; those of platforms have no currency. */
export const FEED_FORMS: Readonly<Record<string, (items: readonly WrittenItem[]) => string>> = {
  TSV: (items) => `${[FIELDS, ...items.map(fieldsOf)].map((row) => row.join('\t')).join('\n')}\n`,
  CSV: (items) => table(FIELDS, items.map(fieldsOf)),
  RSS: (items) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://shop.example</link>${items.map((item) => xml(item, 'item')).join('\n')}</channel></rss>`,
  Atom: (items) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><id>tag:shop</id><title>Shop</title>${items.map((item) => xml(item, 'entry').replace('<entry>', '<entry><id>tag:other</id><title>Other</title>')).join('\n')}</feed>`,
  'plain XML': (items) =>
    `<catalog>${items
      .map(
        (item) =>
          `<product id="${escaped(item.id).replaceAll('"', '&quot;')}">${FIELDS.slice(1)
            .map((field, at) => `<${field}>${escaped(fieldsOf(item)[at + 1])}</${field}>`)
            .join('')}</product>`,
      )
      .join('')}</catalog>`,
  'JSON Lines': (items) => `${items.map((item) => JSON.stringify(asObject(item))).join('\n')}\n`,
  'JSON list': (items) => JSON.stringify({ products: items.map(asObject) }, null, 1),
  'JSON-LD': (items) =>
    JSON.stringify({
      '@context': 'https://schema.org',
      '@graph': items.map((item) => ({
        '@type': 'Product',
        sku: item.id,
        name: item.title,
        brand: { '@type': 'Brand', name: item.brand },
        category: item.category.join(' > '),
        offers: {
          '@type': 'Offer',
          price: amount(item),
          priceCurrency: 'EUR',
          availability: `https://schema.org/${item.inStock ? 'InStock' : 'OutOfStock'}`,
        },
      })),
    }),
  Shopify: (items) =>
    table(
      ['Handle', 'Title', 'Vendor', 'Product Category', 'Published', 'Variant SKU', 'Variant Inventory Qty', 'Variant Price', 'Status'],
      items.map((item, at) => [
        `handle-${at}`,
        item.title,
        item.brand,
        item.category.join(' > '),
        'TRUE',
        item.id,
        item.inStock ? '5' : '0',
        amount(item),
        'active',
      ]),
    ),
  WooCommerce: (items) =>
    table(
      ['Type', 'SKU', 'Name', 'Published', 'Visibility in catalog', 'Brands', 'Categories', 'In stock?', 'Regular price'],
      items.map((item) => [
        'simple',
        item.id,
        item.title,
        '1',
        'visible',
        item.brand,
        item.category.join(' > '),
        item.inStock ? '1' : '0',
        amount(item),
      ]),
    ),
  Magento: (items) =>
    table(
      ['sku', 'attribute_set_code', 'product_type', 'categories', 'name', 'manufacturer', 'product_online', 'price', 'is_in_stock'],
      items.map((item) => [
        item.id,
        'Default',
        'simple',
        `Default Category/${item.category.join('/')}`,
        item.title,
        item.brand,
        '1',
        `${amount(item)}00`,
        item.inStock ? '1' : '0',
      ]),
    ),
};

/** Forms whose prices have no currency, and whose addresses are made by a rule. */
export const WITHOUT_CURRENCY: ReadonlySet<string> = new Set(['Shopify', 'WooCommerce', 'Magento']);
