import { BESTSELLERS, PRODUCTS, type Product, type Variant } from '../made-up/products.js';

/** A request for a page of a storefront. */
export interface PageRequest {
  readonly url: URL;
  /** Fields of a form that was posted, or null. */
  readonly posted: URLSearchParams | null;
}

/** The pages of a shop system, made on the server for each request. Returns null for an address that it does not have. */
export type Storefront = (request: PageRequest) => string | null;

/** Head of a page: the shop's own tags, then those of docs/script-tag.md. */
export interface PageHead {
  readonly title: string;
  readonly canonical: string;
  /** Scripts and descriptions of the shop system. */
  readonly tags: string;
  /** Attributes of our tag that the documentation asks of this kind of shop. */
  readonly attributes?: string;
}

/** A text as HTML. */
export const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A value for a script or a description within the page, without anything that ends it. */
export const jsonIn = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The product with a handle. */
export const productAt = (handle: string | undefined): Product | undefined => PRODUCTS.find((product) => product.handle === handle);

/** The variant with a number, else the first one that can be bought. */
export function variantOf({ variants }: Product, number: string | null): Variant {
  return variants.find((variant) => `${variant.number}` === number) ?? variants.find(({ available }) => available) ?? variants[0];
}

/** A price as the shop writes it. */
export const priceOf = (price: number): string => `€${price.toFixed(2)}`;

/** A picture of a product, drawn by the server. */
export const pictureOf = ({ handle, title }: Product): string =>
  `<img src="/pictures/${handle}.svg" width="176" height="176" alt="${escaped(title)}">`;

/** A whole page. */
export function storefrontPage({ title, canonical, tags, attributes = '' }: PageHead, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="canonical" href="${canonical}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/theme.css">
${tags}
<script async src="/onshelf/onshelf.js" data-pack="/pack/pack.json"${attributes}></script>
<style>
  onshelf-list ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1.25rem; padding: 0; list-style: none }
  onshelf-list li { height: 21rem; overflow: hidden }
</style>
</head>
${body}
</html>
`;
}

/**
 * The list of docs/script-tag.md, with the shop's own items in it.
 *
 * @param heading above it
 * @param linkTo address of a product in this shop
 * @param attributes of the element
 */
export function listWith(heading: string, linkTo: (product: Product) => string, attributes = ''): string {
  const own = BESTSELLERS.map((product) => `<li><a href="${linkTo(product)}">${pictureOf(product)}${escaped(product.title)}</a></li>`);
  return `<onshelf-list layout="grid" count="4"${attributes}>
  <h2>${heading}</h2>
  <template>
    <li>
      <a data-slot="link"><img data-slot="image" width="176" height="176" alt=""><span data-slot="title"></span></a>
      <span data-slot="price"></span>
      <small data-slot="reason"></small>
      <button data-slot="dismiss"></button>
    </li>
  </template>
  <ul data-slot="items">
    ${own.join('\n    ')}
  </ul>
</onshelf-list>`;
}
