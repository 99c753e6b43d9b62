import { type ExportKind, filled, isNo } from './export-kind.js';

/** Names of the columns in exports of before and after 2025. */
const HANDLE = ['Handle', 'URL handle'] as const;
const SKU = ['Variant SKU', 'SKU'] as const;
const PRICE = ['Variant Price', 'Price'] as const;
const REGULAR = ['Variant Compare At Price', 'Compare-at price'] as const;
const STOCK = ['Variant Inventory Qty', 'Inventory quantity'] as const;
const POLICY = ['Variant Inventory Policy', 'Continue selling when out of stock'] as const;
const TRACKER = ['Variant Inventory Tracker', 'Inventory tracker'] as const;
const PICTURE = ['Variant Image', 'Variant image URL'] as const;
const PRODUCT_PICTURE = ['Image Src', 'Product image URL'] as const;

/**
 * Shopify's product export. The rows of a product have one handle; the first has what is said of the product, further ones are variants, or
 * pictures alone. https://help.shopify.com/en/manual/products/import-export/using-csv
 */
export const SHOPIFY: ExportKind = {
  name: 'Shopify products',
  signs: [
    ['handle', 'variantprice'],
    ['handle', 'variantsku'],
    ['handle', 'option1value'],
    ['handle', 'bodyhtml'],
    ['urlhandle', 'option1value'],
    ['urlhandle', 'price'],
    ['variantinventoryqty', 'option1value'],
    ['variantprice', 'option1value'],
  ],
  idColumns: ['Variant SKU', 'SKU', 'Handle', 'URL handle', 'id', 'Variant ID', 'Product ID', 'Variant Barcode', 'Barcode'],
  idsBeforeId: 2,
  columns: {
    title: 'Title',
    description: 'Body (HTML), Description',
    brand: 'Vendor',
    product_type: 'Product Category, Product category, Type, Tags',
    item_group_id: 'Handle, URL handle',
    link: 'Handle, URL handle',
    image_link: 'Variant Image, Variant image URL, Image Src, Product image URL',
    price: 'Variant Compare At Price, Compare-at price, Variant Price, Price',
    sale_price: 'Variant Price, Price',
    availability: 'Variant Inventory Qty, Inventory quantity',
    size: 'Option1 Value, Option1 value, Option2 Value, Option2 value, Option3 Value, Option3 value',
    gender: 'Google Shopping / Gender',
    age_group: 'Google Shopping / Age Group',
    custom_label_0: 'Google Shopping / Custom Label 0',
    custom_label_1: 'Google Shopping / Custom Label 1',
    custom_label_2: 'Google Shopping / Custom Label 2',
    custom_label_3: 'Google Shopping / Custom Label 3',
    custom_label_4: 'Google Shopping / Custom Label 4',
    google_product_category: 'Google Shopping / Google Product Category',
    added: 'Created At',
  },
  isScattered: false,
  assumed: ['Links are /products/HANDLE'],
  read(columns) {
    const handle = columns.text(...HANDLE);
    const sku = columns.text(...SKU).replace(/^'/, '');
    const title = columns.text('Title');
    const own = columns.text('id');
    // A renamed column of ids is the handle or the SKU that is missing.
    const key = handle || (columns.has('Handle') || columns.has('URL handle') ? '' : own);
    const values = [1, 2, 3].map((number) => columns.text(`Option${number} Value`));
    const names = [1, 2, 3].map((number) => columns.text(`Option${number} Name`));
    const price = columns.text(...PRICE);
    const isVariant = price !== '' || sku !== '' || values.some((value) => value !== '');
    const regular = columns.text(...REGULAR);
    const isReduced = Number(regular) > Number(price) && price !== '';
    const texts = filled({
      title,
      description: columns.text('Body (HTML)', 'Description'),
      brand: columns.text('Vendor'),
      product_type: columns.text('Product Category') || columns.text('Type') || columns.text('Tags').split(',', 1)[0].trim(),
      google_product_category: columns.text('Google Shopping / Google Product Category'),
      link: title !== '' && key !== '' ? `/products/${key}` : '',
      image_link: columns.text(...PICTURE, ...PRODUCT_PICTURE),
      price: isReduced ? regular : price,
      sale_price: isReduced ? price : '',
      availability: stockOf(columns.text(...STOCK), columns.text(...POLICY), columns.text(...TRACKER), isVariant),
      gender: columns.text('Google Shopping / Gender'),
      age_group: columns.text('Google Shopping / Age Group'),
      custom_label_0: columns.text('Google Shopping / Custom Label 0'),
      custom_label_1: columns.text('Google Shopping / Custom Label 1'),
      custom_label_2: columns.text('Google Shopping / Custom Label 2'),
      custom_label_3: columns.text('Google Shopping / Custom Label 3'),
      custom_label_4: columns.text('Google Shopping / Custom Label 4'),
      added: columns.text('Created At'),
    });
    const status = columns.text('Status').toLowerCase();
    const published = columns.text('Published', 'Published on online store');
    return {
      role: title !== '' ? 'first' : isVariant ? 'variant' : 'none',
      keys: [key],
      texts,
      options: names.map((name, at) => [name, values[at]] as const),
      ids: this.idColumns.map((column) => (column === 'Variant SKU' || column === 'SKU' ? sku : columns.text(column))),
      hidden: status === 'draft' || status === 'archived' || status === 'unlisted' ? status : isNo(published) ? 'not published' : null,
    };
  },
};

/** Stock by count and policy: what is sold without stock, or not counted, is in stock. */
function stockOf(count: string, policy: string, tracker: string, isVariant: boolean): string {
  if (!isVariant || count === '') return '';
  if (/^(?:continue|true|yes)$/i.test(policy) || /^(?:none|not tracked)$/i.test(tracker)) return 'in_stock';
  return count;
}
