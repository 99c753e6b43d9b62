import { bareAddress } from '../../../core/text/product-address.js';
import type { ItemKey, PageEvent } from '../../../types/page-event.js';
import { eventItemOf, firstText, listOf, objectOf, type PageObject, pageEvent } from '../fields/page-fields.js';

/** Where a description stands. */
export interface PagePlace {
  /** Address of the page's product: see `pageAddress`. */
  readonly address: string | undefined;
  /** The page's own address, where another one is its canonical one: it may name a variant. */
  readonly here?: string | undefined;
  /** Makes an address of the page absolute, and leaves out what names no product. */
  readonly addressOf: (written: string) => string | undefined;
}

const NOWHERE: PagePlace = { address: undefined, addressOf: (written) => written };

/**
 * Reads what a page's descriptions say: a page about one product is a `view_item`. Several descriptions are of one product if they share an id, a
 * name or an address. Of several products the page is about the one whose address is the page's.
 *
 * @param products from JSON-LD or microdata
 * @param key which identifier of the product to use
 * @param place where they stand
 * @returns null if the page is about no product, or about several
 */
export function eventOfProducts(products: readonly PageObject[], key: ItemKey = 'id', place: PagePlace = NOWHERE): PageEvent | null {
  const groups = groupProducts(withVariants(products), place);
  const here = groups.filter((group) => group.some((product) => isHere(product, place)));
  const [group, ...more] = here.length > 0 ? here : groups;
  if (group === undefined || more.length > 0) return null;
  const variant = variantOf(group, place);
  const chosen = variant === undefined ? group : [variant, ...group];
  const id = first(chosen, (product) => idOf(product, key)) ?? first(chosen, (product) => barcodeOf(product, key));
  const address = first(chosen, ({ url }) => place.addressOf(firstText(url) ?? '')) ?? place.address;
  const price = first(chosen, ({ offers }) => {
    const { price: own, lowPrice, priceSpecification } = objectOf(listOf(offers)[0]);
    return firstText(own, lowPrice, objectOf(listOf(priceSpecification)[0]).price);
  });
  return pageEvent('view_item', { items: eventItemOf(id ?? address, { price, link: address }) });
}

/** Descriptions of one product, and by what others are recognised as its own. */
interface ProductGroup {
  readonly products: PageObject[];
  readonly marks: Set<string>;
  readonly names: Set<string>;
  readonly ids: Set<string>;
}

/** Products with their variants in place of references to them. */
function withVariants(products: readonly PageObject[]): readonly PageObject[] {
  const byId = new Map(products.flatMap((product) => (product['@id'] === undefined ? [] : [[`${product['@id']}`, product]])));
  return products.map((product) =>
    product.hasVariant === undefined
      ? product
      : { ...product, hasVariant: listOf(product.hasVariant).map((one) => byId.get(`${objectOf(one)['@id']}`) ?? one) },
  );
}

/** Groups descriptions of the same product. Equal names count only where ids do not differ: variants often share a name. */
function groupProducts(products: readonly PageObject[], place: PagePlace): PageObject[][] {
  const groups: ProductGroup[] = [];
  for (const product of products) {
    const { url, '@id': own, sku, productID } = product;
    const ids = [sku, productID].flatMap((id) => firstText(id) ?? []);
    const marks = [...ids, groupOf(product), own, objectOf(product.isVariantOf)['@id'], place.addressOf(firstText(url) ?? '')].flatMap(
      (mark) => firstText(mark) ?? [],
    );
    const name = firstText(product.name)?.toLowerCase().replace(/\s+/g, ' ') ?? '';
    const mine = groups.filter(
      (group) => marks.some((mark) => group.marks.has(mark)) || (group.names.has(name) && (ids.length === 0 || group.ids.size === 0)),
    );
    const [group = { products: [], marks: new Set(), names: new Set(), ids: new Set() }] = mine;
    if (mine.length === 0) groups.push(group);
    add(group, { products: [product], marks, names: name === '' ? [] : [name], ids });
    // One description may connect two others.
    for (const other of mine.slice(1)) {
      add(group, other);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((group) => group.products);
}

function add(group: ProductGroup, other: { readonly [Field in keyof ProductGroup]: Iterable<unknown> }): void {
  group.products.push(...(other.products as Iterable<PageObject>));
  for (const field of ['marks', 'names', 'ids'] as const) for (const value of other[field]) group[field].add(value as string);
}

function isHere({ url, mainEntityOfPage, offers }: PageObject, { address, addressOf }: PagePlace): boolean {
  const pathOf = (written: string | undefined): string | undefined => written?.replace(/\?.*/, '');
  const addresses = [url, objectOf(mainEntityOfPage)['@id'] ?? mainEntityOfPage, objectOf(listOf(offers)[0]).url];
  return address !== undefined && addresses.some((one) => pathOf(addressOf(firstText(one) ?? '')) === pathOf(address));
}

/** The variant in a page's address, such as `?variant=42`. */
function variantIn(address: string | undefined): string | undefined {
  return /[?&]variant=([^&#]+)/.exec(address ?? '')?.[1];
}

/** The description of the variant that the page's address names: one of `hasVariant`, one beside its group, or an offer with its own id. */
function variantOf(products: readonly PageObject[], { address, here = address, addressOf }: PagePlace): PageObject | undefined {
  const named = products.flatMap(({ hasVariant }) => listOf(hasVariant).map(objectOf));
  const variants = new Set([
    ...named,
    ...products.filter(({ hasVariant, isVariantOf, inProductGroupWithID: group }) => !hasVariant && (isVariantOf || group)),
  ]);
  const offered = products.flatMap(({ offers }) => listOf(offers).map((offer): PageObject => ({ ...objectOf(offer), offers: offer })));
  const all = [...variants, ...offered.filter(({ sku, '@id': own }) => firstText(sku, own) !== undefined)];
  const urlsOf = ({ url, offers }: PageObject): unknown[] => [url, ...listOf(offers).map((offer) => objectOf(offer).url)];
  const variant = variantIn(here) ?? variantIn(address);
  const isIt = (written: unknown): boolean =>
    variantIn(firstText(written)) === variant || firstText(written)?.replace(/^.*[/:]/, '') === variant;
  const own = variant === undefined ? undefined : all.find((one) => [one['@id'], one.sku, one.productID, ...urlsOf(one)].some(isIt));
  if (own !== undefined) return own;
  const place = bareAddress(here ?? '');
  const isHere = (written: unknown): boolean => {
    const there = bareAddress(addressOf(firstText(written) ?? '') ?? '');
    return there !== null && there.path === place?.path && there.query === place.query;
  };
  // Where all variants have the page's address, none is named.
  const [first, ...more] = all.filter((one) => urlsOf(one).some(isHere));
  return more.length === 0 ? first : undefined;
}

/** The group of a product's variants, by any of its names. */
function groupOf({ productGroupID, inProductGroupWithID, isVariantOf }: PageObject): string | undefined {
  return firstText(productGroupID, inProductGroupWithID, objectOf(isVariantOf).productGroupID);
}

function idOf(product: PageObject, key: ItemKey): string | undefined {
  const { productID, sku } = product;
  const group = groupOf(product);
  const named = firstText(productID)?.replace(/^(sku|mpn|isbn|gtin\d*|id):\s*/i, '');
  const own = key === 'sku' ? firstText(sku, named) : firstText(named, sku);
  if (key === 'group') return group ?? own;
  const variant = objectOf(listOf(product.hasVariant)[0]);
  return own ?? firstText(variant.sku, variant.productID) ?? group;
}

/** What identifies a product besides its ids. */
function barcodeOf({ identifier, mpn, gtin, gtin13, gtin14, gtin12, gtin8, isbn, offers }: PageObject, key: ItemKey): string | undefined {
  const { sku, productID } = objectOf(listOf(offers)[0]);
  const named = listOf(identifier).map((one) => objectOf(one).value ?? one);
  return firstText(...(key === 'sku' ? [sku, productID] : [productID, sku]), ...named, mpn, gtin, gtin13, gtin14, gtin12, gtin8, isbn);
}

function first<Value>(products: readonly PageObject[], read: (product: PageObject) => Value | undefined): Value | undefined {
  for (const product of products) {
    const value = read(product);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}
