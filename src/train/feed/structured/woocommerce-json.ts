import type { RecordValue, RecordValues } from '../../input/value-at.js';
import { feedText, isList, isNamed, oneText } from '../columns/feed-text.js';
import { filled, optionTexts } from '../exports/export-kind.js';
import type { StructuredRow } from './json-ld.js';

/** Where the ids of a log may be in WooCommerce's products, the usual one first. */
export const WOOCOMMERCE_IDS = ['variations.id', 'id', 'sku', 'slug'] as const;

/** Whether a record is a product of WooCommerce's Store API, or of its REST API. */
export function isWooProduct(values: RecordValues): boolean {
  const isStore = isNamed(values.prices) && 'currency_minor_unit' in values.prices;
  return isStore || ('stock_status' in values && 'regular_price' in values && 'permalink' in values);
}

/**
 * A product of WooCommerce: one row, or one for each variation that it describes.
 * https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/products/
 *
 * @param product for which `isWooProduct` is true
 */
export function wooRows(product: RecordValues): StructuredRow[] {
  const id = textOf(product.id);
  const parent = textOf(product.parent ?? product.parent_id);
  const isVariation = parent !== '' && parent !== '0';
  const variations = (isList(product.variations) ? product.variations : []).filter(isNamed);
  const texts = {
    title: textOf(product.name),
    description: textOf(product.description) || textOf(product.short_description),
    link: textOf(product.permalink),
    image_link: pictureOf(product),
    brand: textOf(product.brands),
    product_type: feedText(product.categories),
    ...pricesOf(product),
    availability: stockOf(product),
    added: textOf(product.date_created_gmt) || textOf(product.date_created),
    ...(Number(textOf(product.review_count) || textOf(product.rating_count)) > 0
      ? { rating: textOf(product.average_rating), review_count: textOf(product.review_count) || textOf(product.rating_count) }
      : {}),
  };
  const hidden = hiddenBy(product);
  const isParent = textOf(product.type).startsWith('variable');
  const own = {
    hidden,
    values: product,
    texts: filled({ ...texts, ...optionTexts(optionsOf(product)), item_group_id: isVariation ? parent : isParent ? id : '' }),
    ids: [id, isVariation ? parent : id, textOf(product.sku), textOf(product.slug)],
    isParent,
  };
  if (variations.length === 0) return [own];
  return variations.map((variation) => ({
    hidden,
    values: { ...product, ...variation },
    texts: filled({ ...texts, ...optionTexts(optionsOf(variation)), item_group_id: id }),
    ids: [textOf(variation.id), id, textOf(variation.sku) || textOf(product.sku), textOf(product.slug)],
  }));
}

/** Regular and reduced price: the Store API's are whole numbers of the currency's smallest unit. */
function pricesOf(product: RecordValues): { price: string; sale_price: string; currency: string } {
  const { prices } = product;
  if (!isNamed(prices)) {
    const regular = textOf(product.regular_price) || textOf(product.price);
    return { price: regular, sale_price: textOf(product.sale_price), currency: '' };
  }
  const digits = Number(textOf(prices.currency_minor_unit)) || 0;
  const amount = (value: RecordValue | undefined): string => {
    const text = textOf(value);
    return /^\d+$/.test(text) ? (Number(text) / 10 ** digits).toFixed(digits) : text;
  };
  const range = isNamed(prices.price_range) ? amount(prices.price_range.min_amount) : '';
  const [now, before] = [range || amount(prices.price), amount(prices.regular_price)];
  const isReduced = range === '' && Number(now) < Number(before);
  return { price: isReduced ? before : now, sale_price: isReduced ? now : '', currency: textOf(prices.currency_code) };
}

function stockOf(product: RecordValues): string {
  if (textOf(product.is_on_backorder) === 'true') return 'backorder';
  return textOf(product.stock_status) || textOf(product.is_in_stock);
}

function hiddenBy(product: RecordValues): string | null {
  const status = textOf(product.status);
  if (status !== '' && status !== 'publish') return status;
  const visibility = textOf(product.catalog_visibility);
  return visibility === 'hidden' || visibility === 'search' ? 'hidden in the catalogue' : null;
}

/** Names and values of options; of the product itself, those with one value. */
function optionsOf(values: RecordValues): (readonly [string, string])[] {
  return (isList(values.attributes) ? values.attributes : []).filter(isNamed).flatMap((attribute) => {
    const written = attribute.value ?? attribute.option ?? attribute.terms ?? attribute.options;
    if (isList(written) && written.length !== 1) return [];
    return [[textOf(attribute.name), textOf(written)] as const];
  });
}

/** A picture is its `src`, not its name. */
function pictureOf({ images, image }: RecordValues): string {
  const [first] = [...(isList(images) ? images : []), image ?? null].filter(isNamed);
  return first === undefined ? '' : textOf(first.src);
}

function textOf(value: RecordValue | undefined): string {
  return oneText(feedText(value));
}
