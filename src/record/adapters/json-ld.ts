import type { ItemKey, PageEvent } from '../../types/page-event.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent } from './page-fields.js';

/** Maximum nesting of lists and graphs. */
const MAX_DEPTH = 4;

/**
 * Reads a page's schema.org descriptions: a page about one product is a `view_item`.
 *
 * @param texts contents of its `application/ld+json` scripts
 * @param key which identifier of the product to use
 * @returns null if the page is about no product, or about several
 * @see https://developers.google.com/search/docs/appearance/structured-data/merchant-listing
 */
export function eventOfJsonLd(texts: readonly string[], key: ItemKey = 'id'): PageEvent | null {
  const products = texts.flatMap((text) => productsIn(parse(text), 0));
  const [first] = products;
  const id = first && idOf(first, key);
  if (id === undefined || products.some((product) => idOf(product, key) !== id)) return null;
  const { price, lowPrice } = objectOf(listOf(first.offers)[0]);
  return pageEvent('view_item', { items: eventItemOf(id, undefined, firstText(price, lowPrice)) });
}

function productsIn(node: unknown, depth: number): PageObject[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(node)) return node.flatMap((part) => productsIn(part, depth + 1));
  const given = objectOf(node);
  const types = listOf(given['@type']).map((type) => String(type).replace(/^https?:\/\/schema\.org\//, ''));
  if (types.includes('Product') || types.includes('ProductGroup')) return [given];
  return [given['@graph'], given.mainEntity].flatMap((part) => productsIn(part ?? [], depth + 1));
}

function idOf(product: PageObject, key: ItemKey): string | undefined {
  const { productID, sku, mpn, gtin, gtin13, gtin14, gtin12, gtin8, productGroupID, inProductGroupWithID } = product;
  const group = firstText(productGroupID, inProductGroupWithID);
  const variant = objectOf(listOf(product.hasVariant)[0]);
  const own = key === 'sku' ? firstText(sku, productID) : firstText(productID, sku);
  const bare = own ?? firstText(mpn, gtin, gtin13, gtin14, gtin12, gtin8);
  if (key === 'group') return group ?? bare;
  return bare ?? firstText(variant.sku, variant.productID) ?? group;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
