import type { RecordValue, RecordValues } from '../../input/value-at.js';
import type { FeedText, FeedTexts } from '../columns/feed-fields.js';
import { feedText, isList, isNamed, oneText } from '../columns/feed-text.js';
import { filled } from '../exports/export-kind.js';
import { linkedGraph } from './linked-graph.js';

/** A product in structured data. */
export interface StructuredRow {
  readonly texts: FeedTexts;
  /** By `idColumns` of its form. */
  readonly ids: readonly string[];
  /** For the further columns that are asked for. */
  readonly values: RecordValues;
  /** Why shoppers do not see it; null where they do. */
  readonly hidden?: string | null;
  /** Whether it is the parent of variants that are rows too. Default: it is not. */
  readonly isParent?: boolean;
}

/** Properties of schema.org's Product that may have the ids of a log, the usual one first. */
export const JSON_LD_IDS = ['sku', 'productID', 'mpn', 'gtin', 'gtin13', 'gtin14', 'gtin12', 'gtin8', 'isbn', '@id', 'url'] as const;

/** Nesting of graphs and lists that is followed. */
const DEEPEST = 6;
const PRODUCT = /(?:^|[/:])(?:Product|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car|Book|Drug)$/;

/** Whether a record is schema.org's JSON-LD. */
export function isJsonLd(values: RecordValues): boolean {
  return '@type' in values || '@graph' in values || '@context' in values;
}

/**
 * The products of a record of schema.org's JSON-LD: a Product, a ProductGroup with its variants, an ItemList, a graph, or a page that is about one.
 * https://developers.google.com/search/docs/appearance/structured-data/product-variants
 *
 * @returns [] where it has none
 */
export function jsonLdRows(written: RecordValues): StructuredRow[] {
  const values = linkedGraph(written);
  const products = productsIn(values, 0);
  // A page's trail is the category of its product.
  const trail = products.length === 1 ? breadcrumbOf(values) : '';
  return products.flatMap((product) => rowsOf(product, trail));
}

function productsIn(value: RecordValue | undefined, depth: number): RecordValues[] {
  if (value === undefined || value === null || depth > DEEPEST) return [];
  if (isList(value)) return value.flatMap((entry) => productsIn(entry, depth + 1));
  if (!isNamed(value)) return [];
  if (isOf(value, PRODUCT) || isOf(value, /ProductGroup$/) || 'hasVariant' in value) return [value];
  // An offer of a catalogue: what it says of the price is its product's.
  if (isNamed(value.itemOffered)) {
    const { itemOffered, ...offer } = value;
    return productsIn(itemOffered, depth + 1).map((product) => ('offers' in product ? product : { ...product, offers: offer }));
  }
  return [
    '@graph',
    'itemListElement',
    'item',
    'mainEntity',
    'mainEntityOfPage',
    'itemOffered',
    'about',
    'hasOfferCatalog',
    'makesOffer',
  ].flatMap((name) =>
    name === 'item' && isOf(value, /BreadcrumbList$/) ? [] : isOf(value, /BreadcrumbList$/) ? [] : productsIn(value[name], depth + 1),
  );
}

function rowsOf(product: RecordValues, trail: string): StructuredRow[] {
  const variants = isList(product.hasVariant) ? product.hasVariant : product.hasVariant === undefined ? [] : [product.hasVariant];
  const named = variants.filter(isNamed).filter((variant) => 'offers' in variant || 'sku' in variant || 'name' in variant);
  if (named.length === 0) return offeredVariants(product).map((variant) => rowOf(variant, trail));
  const { hasVariant: _, ...shared } = product;
  const group = feedText(product.productGroupID) ?? feedText(product.sku) ?? feedText(product['@id']) ?? '';
  return named.map((variant) => {
    const present = Object.fromEntries(Object.entries(variant).filter(([, value]) => value !== null));
    const merged: Record<string, RecordValue> = { ...shared, inProductGroupWithID: oneText(group), ...present };
    for (const name of JSON_LD_IDS) if (!(name in variant)) delete merged[name];
    if (!('url' in merged) && product.url !== undefined) merged.url = product.url;
    return rowOf(merged, trail);
  });
}

/** A product whose offers have ids of their own, each as a variant; else the product. */
function offeredVariants(product: RecordValues): RecordValues[] {
  const offers = (isList(product.offers) ? product.offers : [product.offers]).filter(isNamed);
  const ids = new Set(offers.map((offer) => textOf(offer.sku) || textOf(offer.gtin13) || textOf(offer.gtin)));
  if (ids.size < 2 || ids.size < offers.length || ids.has('')) return [product];
  const group = OF_GROUP.map((name) => textOf(product[name])).find((id) => id !== '') ?? '';
  return offers.map((offer) => {
    const variant: Record<string, RecordValue> = { inProductGroupWithID: group, ...product, offers: offer };
    // An offer's id replaces the product's.
    for (const name of JSON_LD_IDS) if (name in offer) delete variant[name];
    return variant;
  });
}

/** What names a product whose variants are its offers, the surest first. */
const OF_GROUP = ['productID', 'productGroupID', 'sku', '@id', 'url', 'name'] as const;

/** What a variant has not, and the group that it names has. */
function withGroup(product: RecordValues): RecordValues {
  const group = product.isVariantOf;
  if (!isNamed(group)) return product;
  const shared: Record<string, RecordValue> = { ...group };
  for (const name of ['hasVariant', 'offers', '@type', ...JSON_LD_IDS]) delete shared[name];
  return { ...shared, ...product };
}

function rowOf(variant: RecordValues, trail: string): StructuredRow {
  const product = withGroup(variant);
  const offer = bestOffer(product.offers);
  const rating = isNamed(product.aggregateRating) ? product.aggregateRating : {};
  const group = isNamed(product.isVariantOf) ? product.isVariantOf : {};
  const audience = isNamed(product.audience) ? product.audience : {};
  const texts = filled({
    title: textOf(product.name),
    description: textOf(product.description),
    link: textOf(product.url) || textOf(offer.values.url),
    image_link: textOf(product.image),
    brand: textOf(product.brand) || textOf(product.manufacturer),
    product_type: feedText(product.category) ?? trail,
    item_group_id: textOf(product.inProductGroupWithID) || textOf(group.productGroupID) || textOf(group['@id']),
    size: textOf(product.size),
    color: textOf(product.color),
    material: textOf(product.material),
    pattern: textOf(product.pattern),
    gender: textOf(audience.suggestedGender),
    price: offer.regular ?? offer.price,
    sale_price: offer.regular === null ? '' : offer.price,
    currency: offer.currency,
    availability: textOf(offer.values.availability),
    availability_date: textOf(offer.values.availabilityStarts),
    added: textOf(product.releaseDate),
    rating: textOf(rating.ratingValue),
    review_count: textOf(rating.reviewCount) || textOf(rating.ratingCount),
  });
  return { texts, ids: JSON_LD_IDS.map((name) => idOf(product[name], offer.values[name])), values: product };
}

/** What an offer says of a price. */
interface ReadOffer {
  readonly values: RecordValues;
  readonly price: string;
  /** Where the price is reduced: the one before; else null. */
  readonly regular: string | null;
  readonly currency: string;
}

/** The offer of the lowest price, one in stock where there is any. */
function bestOffer(written: RecordValue | undefined): ReadOffer {
  const list = (isList(written) ? written : [written]).filter(isNamed).flatMap((offer) => {
    // An AggregateOffer may list its offers.
    const inside = (isList(offer.offers) ? offer.offers : [offer.offers]).filter(isNamed);
    return inside.length > 0 && offer.lowPrice === undefined ? inside : [offer];
  });
  const offers = list.map(readOffer);
  offers.sort((one, other) => soldOut(one) - soldOut(other) || (Number(one.price) || 0) - (Number(other.price) || 0));
  return offers[0] ?? { values: {}, price: '', regular: null, currency: '' };
}

function soldOut({ values }: ReadOffer): number {
  return /OutOfStock|SoldOut|Discontinued/i.test(textOf(values.availability)) ? 1 : 0;
}

function readOffer(values: RecordValues): ReadOffer {
  const specifications = (isList(values.priceSpecification) ? values.priceSpecification : [values.priceSpecification]).filter(isNamed);
  const isBefore = ({ priceType }: { readonly [name: string]: RecordValue }): boolean =>
    /ListPrice|StrikethroughPrice|SRP|MSRP/i.test(textOf(priceType));
  const before = specifications.find(isBefore);
  const now = specifications.find((entry) => !isBefore(entry));
  const price = textOf(values.price) || textOf(values.lowPrice) || textOf(now?.price) || textOf(before?.price);
  const regular = before === undefined || textOf(before.price) === price ? null : textOf(before.price) || null;
  return { values, price, regular, currency: textOf(values.priceCurrency) || textOf(now?.priceCurrency) || textOf(before?.priceCurrency) };
}

/** `Shop > Outdoor > Tents > This tent` without its ends. */
function breadcrumbOf(value: RecordValue | undefined, depth = 0): string {
  if (value === undefined || value === null || typeof value === 'string' || depth > DEEPEST) return '';
  if (isList(value)) return value.map((entry) => breadcrumbOf(entry, depth + 1)).find((trail) => trail !== '') ?? '';
  if (!isNamed(value)) return '';
  if (isOf(value, /BreadcrumbList$/)) {
    const steps = (isList(value.itemListElement) ? value.itemListElement : []).filter(isNamed);
    const names = steps.map((step) => textOf(step.name) || textOf(isNamed(step.item) ? step.item.name : undefined)).filter(Boolean);
    return names.slice(1, -1).join(' > ');
  }
  return breadcrumbOf(value['@graph'] ?? value.breadcrumb, depth + 1);
}

function isOf(values: RecordValues, type: RegExp): boolean {
  const written = values['@type'];
  return (isList(written) ? written : [written]).some((name) => typeof name === 'string' && type.test(name));
}

function textOf(value: RecordValue | undefined): string {
  return oneText(feedText(value));
}

/** An id of the product itself, else of its offer. */
function idOf(own: RecordValue | undefined, offered: RecordValue | undefined): string {
  const text: FeedText | undefined = feedText(own) ?? feedText(offered);
  return oneText(text).replace(/^(?:sku|mpn|gtin\d*|isbn|ean|upc):/i, '');
}
