import { splitTrimmed } from '../../input/split-trimmed.js';
import { type ExportKind, filled, isNo } from './export-kind.js';

/** Most attributes of a product. */
const ATTRIBUTES = 20;

/**
 * WooCommerce's product export. Variations name their parent by its SKU or as `id:12`.
 * https://github.com/woocommerce/woocommerce/wiki/Product-CSV-Import-Schema
 */
export const WOOCOMMERCE: ExportKind = {
  name: 'WooCommerce products',
  signs: [
    ['type', 'sku', 'name', 'regularprice'],
    ['type', 'name', 'visibilityincatalog'],
    ['type', 'name', 'published', 'parent'],
    ['regularprice', 'instock', 'categories', 'images'],
  ],
  idColumns: ['ID', 'SKU', 'GTIN, UPC, EAN, or ISBN'],
  columns: {
    title: 'Name',
    description: 'Description, Short description',
    brand: 'Brands, Brand, Attribute 1 value(s)',
    product_type: 'Categories',
    item_group_id: 'Parent',
    image_link: 'Images',
    link: 'ID, External URL, Permalink',
    price: 'Regular price',
    sale_price: 'Sale price',
    sale_starts: 'Date sale price starts',
    sale_ends: 'Date sale price ends',
    availability: 'In stock?, Stock, Backorders allowed?',
    size: 'Attribute 1 value(s), Attribute 2 value(s), Attribute 3 value(s)',
  },
  isScattered: true,
  assumed: ['Links are /?post_type=product&p=ID, which WordPress forwards to the page of the product'],
  read(columns) {
    const types = splitTrimmed(columns.text('Type').toLowerCase(), ',');
    const [id, sku, parent] = [columns.text('ID'), columns.text('SKU'), columns.text('Parent')];
    const isVariation = types.includes('variation') || types.includes('subscription_variation');
    const isParent = types.includes('variable') || types.includes('variable-subscription');
    const options: (readonly [string, string])[] = [];
    for (let number = 1; number <= ATTRIBUTES; number++) {
      const name = columns.text(`Attribute ${number} name`);
      if (name !== '') options.push([name, columns.text(`Attribute ${number} value(s)`, `Attribute ${number} value`)]);
    }
    const brand = options.find(([name]) => /^(?:pa_)?(?:brand|marke|marque|marca|merk|hersteller|manufacturer)$/i.test(name))?.[1] ?? '';
    const external = columns.text('Permalink', 'External URL', 'Product URL');
    const published = columns.text('Published');
    const visibility = columns.text('Visibility in catalog', 'Visibility').toLowerCase();
    return {
      role: isVariation ? 'variant' : isParent ? 'parent' : types.includes('grouped') ? 'none' : 'product',
      keys: isVariation ? [parent] : [sku || id, sku, id === '' ? '' : `id:${id}`],
      texts: filled({
        title: columns.text('Name'),
        description: columns.text('Description') || columns.text('Short description'),
        brand: columns.text('Brands', 'Brand') || brand.split(',', 1)[0],
        product_type: woocommerceCategories(columns.text('Categories')),
        image_link: columns
          .text('Images')
          .split(/,\s*(?=https?:|\/)/, 1)[0]
          .trim(),
        link: external || (id === '' || isVariation ? '' : `/?post_type=product&p=${encodeURIComponent(id)}`),
        price: columns.text('Regular price') || columns.text('Price'),
        sale_price: columns.text('Sale price'),
        sale_starts: columns.text('Date sale price starts'),
        sale_ends: columns.text('Date sale price ends'),
        availability: stockOf(columns.text('In stock?'), columns.text('Stock'), columns.text('Backorders allowed?')),
        added: columns.text('Date created', 'Date published'),
      }),
      // A product with several values has variations, or none of them is its own.
      options: options.filter(([, value]) => isVariation || !value.includes(',')),
      ids: this.idColumns.map((column) => columns.text(column)),
      hidden:
        published === '-1' || /^draft$/i.test(published)
          ? 'draft'
          : published !== '' && isNo(published)
            ? 'private'
            : visibility === 'hidden' || visibility === 'search'
              ? 'hidden in the catalogue'
              : null,
    };
  },
};

function stockOf(inStock: string, count: string, backorders: string): string {
  if (/^backorder$/i.test(inStock)) return 'backorder';
  if (inStock !== '') return isNo(inStock) ? (/^(?:1|yes|notify)$/i.test(backorders) ? 'backorder' : 'out_of_stock') : 'in_stock';
  return count;
}

/** `Clothing, Clothing > Hoodies` as a list; commas in names are escaped. */
function woocommerceCategories(written: string): string[] {
  return written
    .split(/(?<!\\),\s*/)
    .map((category) => category.replaceAll('\\,', ','))
    .filter(Boolean);
}
