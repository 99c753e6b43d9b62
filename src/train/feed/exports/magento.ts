import { type ExportKind, filled, isNo } from './export-kind.js';
import { NO_PAGE } from './fold-export.js';

/** Where Magento serves the pictures of products from. */
const MEDIA = '/media/catalog/product';

/**
 * Magento 2's (Adobe Commerce's) product export. Configurable products list their variants, which are rows without a page.
 * https://experienceleague.adobe.com/en/docs/commerce-admin/systems/data-transfer/data-attributes-product
 */
export const MAGENTO: ExportKind = {
  name: 'Magento products',
  signs: [
    ['attributesetcode', 'producttype'],
    ['sku', 'attributesetcode'],
    ['sku', 'producttype', 'urlkey'],
    ['sku', 'productonline'],
    ['sku', 'productwebsites'],
    ['configurablevariations', 'producttype'],
    ['additionalattributes', 'producttype', 'categories'],
  ],
  idColumns: ['sku', 'id', 'entity_id', 'url_key'],
  columns: {
    title: 'name',
    description: 'description, short_description',
    brand: 'manufacturer, brand, additional_attributes',
    product_type: 'categories',
    item_group_id: 'configurable_variations, product_type',
    image_link: 'base_image, small_image, thumbnail_image',
    link: 'url_key',
    price: 'price',
    sale_price: 'special_price',
    sale_starts: 'special_price_from_date',
    sale_ends: 'special_price_to_date',
    availability: 'is_in_stock, qty, allow_backorders',
    added: 'created_at',
    size: 'size, additional_attributes',
    color: 'color, additional_attributes',
  },
  isScattered: true,
  assumed: [`Pictures are below ${MEDIA}`, 'links are /URL_KEY.html'],
  read(columns) {
    const type = columns.text('product_type').toLowerCase();
    const sku = columns.text('sku') || columns.text('id');
    const more = pairs(columns.text('additional_attributes'));
    const own = (name: string): string => columns.text(name) || (more.get(name) ?? '');
    const variants = variantSkus(columns.text('configurable_variations'));
    const picture = columns.text('base_image', 'small_image', 'thumbnail_image');
    const key = columns.text('url_key');
    const isInvisible = /^(?:not visible individually|1)$/i.test(columns.text('visibility'));
    // Rows of another view of the store repeat the product with other texts.
    const isView = columns.text('store_view_code') !== '' && !/^(?:default|admin|all)$/i.test(columns.text('store_view_code'));
    const isListed = variants.length > 0;
    return {
      role: isView || sku === '' ? 'none' : type === 'configurable' && isListed ? 'parent' : isInvisible ? 'variant' : 'product',
      keys: [sku],
      variants,
      texts: filled({
        title: columns.text('name'),
        description: columns.text('description') || columns.text('short_description'),
        brand: own('manufacturer') || own('brand'),
        product_type: magentoCategories(columns.text('categories')),
        image_link: picture === '' || picture === 'no_selection' ? '' : picture.startsWith('/') ? MEDIA + picture : pictureAddress(picture),
        link: key === '' || isInvisible ? '' : `/${key}.html`,
        price: columns.text('price'),
        sale_price: columns.text('special_price'),
        sale_starts: columns.text('special_price_from_date'),
        sale_ends: columns.text('special_price_to_date'),
        availability: stockOf(columns.text('is_in_stock'), columns.text('qty'), columns.text('allow_backorders')),
        added: columns.text('created_at'),
        size: own('size'),
        color: own('color'),
        material: own('material'),
        pattern: own('pattern'),
        gender: own('gender'),
      }),
      ids: this.idColumns.map((column) => columns.text(column)),
      hidden: isNo(columns.text('product_online')) || columns.text('product_online') === '2' ? 'disabled' : isInvisible ? NO_PAGE : null,
    };
  },
};

/** `Default Category/Gear,Default Category/Gear/Bags` as paths without their root. */
function magentoCategories(written: string): string[] {
  return written
    .split(/,(?=[^,/]+\/)|,(?=Default Category)/)
    .map((path) => {
      const levels = path.split('/').map((level) => level.trim());
      return (levels.length > 1 ? levels.slice(1) : levels).join(' > ');
    })
    .filter(Boolean);
}

/** SKUs in `sku=MH01-XS,size=XS|sku=MH01-S,size=S`. */
function variantSkus(written: string): string[] {
  return written.split('|').flatMap((variation) => /(?:^|,)\s*sku=([^,]+)/i.exec(variation)?.[1].trim() ?? []);
}

/** `a=b,c=d` as pairs; commas in values stay. */
function pairs(written: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of written.split(/,(?=\w+=)/)) {
    const at = pair.indexOf('=');
    if (at > 0) found.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return found;
}

function pictureAddress(picture: string): string {
  return /^https?:/i.test(picture) ? picture : `${MEDIA}/${picture}`;
}

function stockOf(isInStock: string, count: string, backorders: string): string {
  if (isInStock === '') return count;
  if (!isNo(isInStock)) return 'in_stock';
  return /^[12](?:\.0+)?$/.test(backorders) ? 'backorder' : 'out_of_stock';
}
