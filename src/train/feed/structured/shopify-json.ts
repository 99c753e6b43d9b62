import type { RecordValue, RecordValues } from '../../input/value-at.js';
import { feedText, isList, isNamed, oneText } from '../columns/feed-text.js';
import { filled, optionTexts } from '../exports/export-kind.js';
import type { StructuredRow } from './json-ld.js';

/** Where the ids of a log may be in Shopify's products, the usual one first. */
export const SHOPIFY_IDS = ['variants.id', 'id', 'variants.sku', 'handle'] as const;

/** Whether a record is a product of Shopify's `products.json` or of its Admin interface. */
export function isShopifyProduct(values: RecordValues): boolean {
  return isList(values.variants) && 'handle' in values && ('body_html' in values || 'vendor' in values || 'product_type' in values);
}

/** The variants of a product of Shopify. */
export function shopifyRows(product: RecordValues): StructuredRow[] {
  const variants = (isList(product.variants) ? product.variants : []).filter(isNamed);
  const handle = textOf(product.handle);
  const status = textOf(product.status).toLowerCase();
  const isPublished = !('published_at' in product) || product.published_at !== null;
  const hidden = status !== '' && status !== 'active' ? status : isPublished ? null : 'not published';
  const options = (isList(product.options) ? product.options : []).map((option) =>
    isNamed(option) ? textOf(option.name) : textOf(option),
  );
  return variants.map((variant) => {
    const [price, before] = [textOf(variant.price), textOf(variant.compare_at_price)];
    const isReduced = Number(before) > Number(price);
    return {
      hidden,
      values: { ...product, ...variant },
      ids: [lastPart(textOf(variant.id)), lastPart(textOf(product.id)), textOf(variant.sku), handle],
      texts: filled({
        title: textOf(product.title),
        description: textOf(product.body_html),
        link: handle === '' ? '' : `/products/${handle}`,
        image_link: pictureOf(product, variant),
        brand: textOf(product.vendor),
        product_type: textOf(product.product_type) || oneText(textOf(product.tags).split(/,\s*/)),
        item_group_id: variants.length > 1 ? lastPart(textOf(product.id)) || handle : '',
        price: isReduced ? before : price,
        sale_price: isReduced ? price : '',
        availability: stockOf(variant),
        added: textOf(product.created_at) || textOf(product.published_at),
        ...optionTexts(options.map((name, at) => [name, optionOf(variant[`option${at + 1}`])])),
      }),
    };
  });
}

/** A product without options has one of the value `Default Title`. */
function optionOf(value: RecordValue | undefined): string {
  const text = textOf(value);
  return text === 'Default Title' ? '' : text;
}

function stockOf(variant: RecordValues): string {
  if (textOf(variant.inventory_policy) === 'continue') return 'in_stock';
  return textOf(variant.available) || (variant.inventory_management === null ? '' : textOf(variant.inventory_quantity));
}

function pictureOf(product: RecordValues, variant: RecordValues): string {
  const images = (isList(product.images) ? product.images : []).filter(isNamed);
  const own = images.find((image) => textOf(image.id) !== '' && textOf(image.id) === textOf(variant.image_id));
  return textOf(variant.featured_image) || textOf(own?.src) || textOf(product.image) || textOf(images[0]?.src) || textOf(product.images);
}

/** The number of `gid://shopify/ProductVariant/123`. */
function lastPart(id: string): string {
  return id.startsWith('gid://') ? id.slice(id.lastIndexOf('/') + 1) : id;
}

/** A picture is its `src`, not its id. */
function textOf(value: RecordValue | undefined): string {
  const picture = isNamed(value) ? feedText(value.src) : undefined;
  return oneText(picture ?? feedText(value));
}
