import { type ExportColumns, type ExportKind, isNo } from './export-kind.js';
import { tableExport } from './table-export.js';

/** Name and value of options in numbered columns. */
function numberedOptions(columns: ExportColumns, name: string, value: string, most: number): (readonly [string, string])[] {
  return Array.from({ length: most }, (_, at) => {
    const number = String(at + 1);
    return [columns.text(name.replace('#', number)), columns.text(value.replace('#', number))] as const;
  }).filter(([, text]) => text !== '');
}

/** `true` where a column says no. */
function saysNo(columns: ExportColumns, ...names: readonly string[]): boolean {
  const text = columns.text(...names);
  return text !== '' && isNo(text);
}

/** BigCommerce's two exports: `Item Type, Product ID, ...` and `Item, ID, ...`. */
const BIGCOMMERCE = tableExport({
  name: 'BigCommerce products',
  signs: [
    ['itemtype', 'productid', 'productname'],
    ['productcodesku', 'productname'],
    ['item', 'id', 'sku', 'options', 'categories'],
    ['item', 'id', 'inventorytracking'],
  ],
  idColumns: ['Product ID', 'ID', 'Product Code/SKU', 'SKU', 'Product UPC/EAN'],
  columns: {
    title: 'Product Name, Name',
    description: 'Product Description, Description',
    brand: 'Brand Name, Brand',
    product_type: 'Category, Category Details, Categories, Category String',
    link: 'Product URL',
    image_link: 'Product Image URL - 1, Image URL (Import), Product Image File - 1, Image URL',
    price: 'Price, Calculated Price',
    sale_price: 'Sale Price',
    availability: 'Current Stock Level, Current Stock, Stock Level',
    availability_date: 'Preorder Release Date',
    added: 'Date Added',
    custom_label_0: 'GPS Custom Label 0',
  },
  categories: { between: /[;|]/, levels: '/' },
  keyColumns: ['Product ID', 'ID', 'Product Code/SKU', 'SKU'],
  role: (columns) => {
    const item = columns.text('Item Type', 'Item').toLowerCase();
    if (item === '' || item === 'product') return 'parent';
    return item === 'sku' || item === 'variant' ? 'variant' : 'none';
  },
  options: (columns) => {
    const written = columns.text('Options', 'Product Name', 'Name');
    const named = [...written.matchAll(/Name=([^|;=]+)\|Value=([^|;]+)/gi)].map(([, name, value]) => [name.trim(), value.trim()] as const);
    const short = [...written.matchAll(/\[\w+\]([^=,[]+)=([^,[]+)/g)].map(([, name, value]) => [name.trim(), value.trim()] as const);
    return named.length > 0 ? named : short;
  },
  hidden: (columns) =>
    saysNo(columns, 'Product Visible?', 'Is Visible', 'Product Visible')
      ? 'hidden'
      : saysNo(columns, 'Allow Purchases?')
        ? 'not for sale'
        : null,
  adjust: (texts, columns) => {
    const tracking = columns.text('Product Inventoried?', 'Track Inventory', 'Inventory Tracking', 'Stock Tracking');
    const isVariant = /^(?:sku|variant)$/i.test(columns.text('Item Type', 'Item'));
    return {
      ...texts,
      title: isVariant && /\[\w+\]|=/.test(String(texts.title)) ? '' : texts.title,
      availability: tracking !== '' && (isNo(tracking) || /^none$/i.test(tracking)) ? 'in_stock' : texts.availability,
    };
  },
});

/** PrestaShop's list of products, and its import format. */
const PRESTASHOP = tableExport({
  name: 'PrestaShop products',
  signs: [
    ['productid', 'reference', 'active01'],
    ['productid', 'image', 'reference', 'priceexcltax'],
    ['productid', 'reference', 'pricetaxexcl'],
    ['idproduct', 'reference', 'idcategorydefault'],
    ['productid', 'namecategory'],
    ['active01', 'categoriesxyz'],
    ['reference', 'finalprice', 'baseprice'],
  ],
  idColumns: ['Product ID', 'id_product', 'ID', 'Reference', 'Reference #'],
  columns: {
    title: 'Name, Name*, Name *',
    description: 'Description, Summary, Short description',
    brand: 'Manufacturer, Brand',
    product_type: 'Categories (x,y,z...), Categories, Category, Default category',
    image_link: 'Image URLs (x,y,z...), Image URLs, Cover image, Image',
    link: 'Product URL, URL',
    price: 'Final price, Price tax included, Price (tax incl.), Price incl. tax, Price, Price tax excluded, Price (tax excl.), Base price',
    availability: 'Quantity, Available quantity',
    added: 'Product creation date, Product available date, Date add',
  },
  categories: { between: ',', levels: /[/>]/ },
  hidden: (columns) => (saysNo(columns, 'Active (0/1)', 'Active', 'Status', 'Displayed', 'Enabled') ? 'not active' : null),
});

/** Wix Stores: a row for each product, and one for each variant. */
const WIX = tableExport({
  name: 'Wix products',
  signs: [
    ['handleid', 'fieldtype'],
    ['handle', 'fieldtype', 'visible'],
  ],
  idColumns: ['handleId', 'handle', 'sku'],
  columns: {
    title: 'name',
    description: 'description, plainDescription',
    brand: 'brand',
    product_type: 'collection, categories',
    image_link: 'productImageUrl, media',
    price: 'price',
    availability: 'inventory',
  },
  categories: { between: ';' },
  keyColumns: ['handleId', 'handle'],
  role: (columns) => (/^variant$/i.test(columns.text('fieldType')) ? 'none' : 'product'),
  hidden: (columns) => (saysNo(columns, 'visible') ? 'hidden' : null),
  adjust: (texts, columns) => {
    const price = Number(columns.text('price'));
    const value = Number(columns.text('discountValue'));
    const reduced = /^percent$/i.test(columns.text('discountMode')) ? (price * (100 - value)) / 100 : price - value;
    const picture = String(texts.image_link ?? '').split(';', 1)[0];
    const stock = String(texts.availability ?? '').replace(/^(in|out_?of)_?stock$/i, (word) =>
      /^in/i.test(word) ? 'in_stock' : 'out_of_stock',
    );
    return {
      ...texts,
      image_link: picture === '' || /^(?:https?:)?\/\//.test(picture) ? picture : `https://static.wixstatic.com/media/${picture}`,
      availability: stock,
      sale_price: value > 0 && reduced >= 0 ? String(Math.round(reduced * 100) / 100) : '',
    };
  },
});

/** Squarespace: the first row of a product has what is said of it, further ones are variants. */
const SQUARESPACE = tableExport({
  name: 'Squarespace products',
  signs: [
    ['productidnoneditable', 'variantidnoneditable'],
    ['productid', 'variantid', 'producturl', 'hostedimageurls'],
    ['producttypenoneditable', 'productpage'],
  ],
  idColumns: ['SKU', 'Product ID [Non Editable]', 'Product ID', 'Variant ID [Non Editable]', 'Variant ID'],
  columns: {
    title: 'Title',
    description: 'Description',
    product_type: 'Categories',
    link: 'Product URL',
    image_link: 'Hosted Image URLs',
    price: 'Price',
    sale_price: 'Sale Price',
    availability: 'Stock',
  },
  categories: { between: ',', levels: '/' },
  keyColumns: ['Product ID [Non Editable]', 'Product ID', 'SKU'],
  role: (columns) => (columns.text('Title') === '' ? 'variant' : 'first'),
  options: (columns) => numberedOptions(columns, 'Option Name #', 'Option Value #', 6),
  hidden: (columns) => (saysNo(columns, 'Visible') ? 'hidden' : null),
  adjust: (texts, columns) => {
    const page = columns.text('Product Page');
    const path = String(texts.link ?? '');
    return {
      ...texts,
      image_link: String(texts.image_link ?? '').split(/\s+/, 1)[0],
      link: path === '' || /^(?:https?:)?\//.test(path) ? path : `/${[page, 'p', path].filter(Boolean).join('/')}`,
      sale_price: /^(?:yes|true|1)$/i.test(columns.text('On Sale')) ? (texts.sale_price ?? '') : '',
      availability: /^unlimited$/i.test(String(texts.availability)) ? 'in_stock' : (texts.availability ?? ''),
    };
  },
});

/** Ecwid: rows of products, of their options and of their variations. */
const ECWID = tableExport({
  name: 'Ecwid products',
  signs: [
    ['type', 'productinternalid', 'productsku'],
    ['productinternalid', 'productname'],
    ['type', 'productsku', 'productname', 'productprice'],
  ],
  idColumns: ['product_internal_id', 'product_sku', 'product_variation_sku'],
  columns: {
    title: 'product_name',
    description: 'product_description',
    brand: 'product_brand, product_attribute_Brand',
    product_type: 'product_category_1',
    image_link: 'product_media_main_image_url, product_image',
    link: 'product_url, product_seo_url',
    price: 'product_compare_to_price, product_price',
    sale_price: 'product_price',
    availability: 'product_quantity',
  },
  categories: { levels: '/' },
  role: (columns) => (/^(?:product|)$/i.test(columns.text('type')) ? 'product' : 'none'),
  hidden: (columns) => (saysNo(columns, 'product_is_available', 'product_enabled') ? 'not available' : null),
  adjust: (texts, columns) => ({
    ...texts,
    sale_price: columns.text('product_compare_to_price') === '' ? '' : (texts.sale_price ?? ''),
    availability: saysNo(columns, 'product_is_inventory_tracked') ? 'in_stock' : (texts.availability ?? ''),
  }),
});

/** Exports of which each row, or each first row, is a product. */
export const FURTHER_EXPORTS: readonly ExportKind[] = [BIGCOMMERCE, PRESTASHOP, WIX, SQUARESPACE, ECWID];
