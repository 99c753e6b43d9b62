import { type ExportKind, isNo } from './export-kind.js';
import { tableExport } from './table-export.js';

/** Lightspeed eCom (C-Series): a row for each variant; names of columns begin with the language: `NL_Title_Short`. */
const LIGHTSPEED = tableExport({
  name: 'Lightspeed products',
  signs: [
    ['internalid', 'internalvariantid'],
    ['internalvariantid', 'articlecode'],
  ],
  idColumns: ['Internal_Variant_ID', 'Internal_ID', 'SKU', 'Article_Code', 'EAN'],
  columns: {
    title: 'EN_Title_Short, US_Title_Short, NL_Title_Short, DE_Title_Short, FR_Title_Short, ES_Title_Short, IT_Title_Short, DA_Title_Short',
    description:
      'EN_Description_Long, US_Description_Long, NL_Description_Long, DE_Description_Long, FR_Description_Long, ES_Description_Long, EN_Description_Short, NL_Description_Short, DE_Description_Short, FR_Description_Short',
    brand: 'Brand',
    product_type: 'EN_Category_1, US_Category_1, NL_Category_1, DE_Category_1, FR_Category_1, ES_Category_1',
    image_link: 'Images, Image',
    link: 'EN_URL, US_URL, NL_URL, DE_URL, FR_URL, ES_URL',
    price: 'Price_Old, Price',
    sale_price: 'Price',
    availability: 'Stock_Level',
    item_group_id: 'Internal_ID',
  },
  hidden: (columns) => (isNo(columns.text('Visible')) ? 'hidden' : null),
  adjust: (texts, columns) => {
    const before = Number(columns.text('Price_Old'));
    const isReduced = before > Number(columns.text('Price'));
    const track = columns.text('Stock_Track');
    const address = String(texts.link ?? '');
    return {
      ...texts,
      image_link: String(texts.image_link ?? '').split(/[,\s]/, 1)[0],
      link: address === '' || /^(?:https?:)?\//.test(address) ? address : `/${address.replace(/(?:\.html)?$/, '.html')}`,
      price: isReduced ? texts.price : columns.text('Price'),
      sale_price: isReduced ? texts.sale_price : '',
      availability: track !== '' && isNo(track) ? 'in_stock' : texts.availability,
    };
  },
});

/** OpenCart's Export/Import tool: names of columns end with the language: `name(en-gb)`. */
const OPENCART = tableExport({
  name: 'OpenCart products',
  signs: [
    ['productid', 'model', 'manufacturer', 'imagename'],
    ['productid', 'nameengb'],
    ['productid', 'model', 'seokeyword'],
  ],
  idColumns: ['product_id', 'model', 'sku'],
  columns: {
    title: 'name(en-gb), name(en), name(de-de), name(fr-fr), name(es-es), name(nl-nl), name(ru-ru), name',
    description: 'description(en-gb), description(en), description(de-de), description(fr-fr), description(es-es), description',
    brand: 'manufacturer',
    product_type: 'category_names, main_category',
    image_link: 'image_name, image',
    price: 'price',
    availability: 'quantity',
    availability_date: 'date_available',
    added: 'date_added',
  },
  hidden: (columns) => (isNo(columns.text('status')) ? 'disabled' : null),
  adjust: (texts) => {
    const picture = String(texts.image_link ?? '');
    return { ...texts, image_link: picture === '' || /^(?:https?:)?\//.test(picture) ? picture : `/image/${picture}` };
  },
  assumed: ['Pictures are below /image'],
});

/** Etsy's listings. */
const ETSY = tableExport({
  name: 'Etsy listings',
  signs: [
    ['title', 'description', 'price', 'currencycode', 'quantity', 'tags'],
    ['currencycode', 'image1', 'variation1type'],
  ],
  idColumns: ['LISTING_ID', 'SKU', 'TITLE'],
  columns: {
    title: 'TITLE',
    description: 'DESCRIPTION',
    product_type: 'SECTION, TAGS',
    image_link: 'IMAGE1',
    price: 'PRICE',
    currency: 'CURRENCY_CODE',
    availability: 'QUANTITY',
    material: 'MATERIALS',
  },
  categories: { between: /,/ },
  adjust: (texts) => ({ ...texts, product_type: [texts.product_type ?? []].flat().slice(0, 1) }),
});

/** Exports of platforms that fewer shops have. */
export const SMALLER_EXPORTS: readonly ExportKind[] = [LIGHTSPEED, OPENCART, ETSY];
