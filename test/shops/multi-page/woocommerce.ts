import { PRODUCTS, type Product, type Variant } from '../made-up/products.js';
import {
  escaped,
  jsonIn,
  listWith,
  type PageRequest,
  pictureOf,
  priceOf,
  productAt,
  type Storefront,
  storefrontPage,
  variantOf,
} from './storefront.js';

/** The recipe of docs/script-tag.md for the ids of Google's two plugins. */
const ID_PATTERN = ' data-item-id-pattern="(?:gla_|#)?(\\d+)"';
const linkTo = ({ handle }: Product): string => `/product/${handle}/`;

/** What Google Analytics for WooCommerce calls an item: `#` and the number of the post, as no SKU is set for the parent. */
const analyticsItem = ({ title, category }: Product, number: number, { price }: Variant) => ({
  id: `#${number}`,
  name: title,
  quantity: 1,
  category: category[1],
  price,
});

/** What Google for WooCommerce, the other official plugin, calls it. */
const merchantItem = ({ title, category }: Product, number: number, { price }: Variant) => ({
  id: `gla_${number}`,
  price,
  google_business_vertical: 'retail',
  name: title,
  category: category[1],
});

/** The page's own calls of gtag, as the two plugins write them. */
function callsOf(event: string, product: Product, number: number, variant: Variant): string {
  const value = variant.price;
  return `<script>
gtag("event", "${event}", ${jsonIn({ send_to: 'GLA', ecomm_pagetype: 'product', value, items: [merchantItem(product, number, variant)] })});
gtag("event", "${event}", ${jsonIn({ send_to: 'G-0000000000', currency: 'EUR', value, items: [analyticsItem(product, number, variant)] })});
</script>`;
}

/** Complianz: a banner whose answer is kept in cookies, one for each category. */
const BANNER = `<div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner" role="dialog" aria-label="Manage consent" hidden>
<p>We use cookies to remember what you look at.</p>
<button class="cmplz-btn cmplz-accept">Accept</button> <button class="cmplz-btn cmplz-deny">Deny</button></div></div>
<script>
const banner = document.querySelector('.cmplz-cookiebanner');
const cookie = (name) => document.cookie.match('(?:^|; )' + name + '=([^;]*)')?.[1] ?? '';
window.cmplz_has_consent = (category) => category === 'functional' || cookie('cmplz_' + category) === 'allow';
const answer = (value) => {
  for (const category of ['preferences', 'statistics', 'marketing']) document.cookie = 'cmplz_' + category + '=' + value + '; path=/; max-age=31536000; samesite=lax';
  document.cookie = 'cmplz_banner-status=dismissed; path=/; max-age=31536000; samesite=lax';
  banner.hidden = true;
  document.dispatchEvent(new CustomEvent('cmplz_status_change', { detail: { category: 'marketing', value } }));
  const granted = value === 'allow' ? 'granted' : 'denied';
  gtag('consent', 'update', { analytics_storage: granted, ad_storage: granted, ad_user_data: granted, ad_personalization: granted });
};
banner.hidden = cookie('cmplz_banner-status') === 'dismissed';
banner.querySelector('.cmplz-accept').onclick = () => answer('allow');
banner.querySelector('.cmplz-deny').onclick = () => answer('deny');
</script>`;

const TAGS = `<script>
window.dataLayer = window.dataLayer || [];
function gtag(){dataLayer.push(arguments);}
gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', wait_for_update: 500 });
gtag('js', new Date());
gtag('set', 'developer_id.dOGY3NW', true);
gtag('config', 'G-0000000000', { track_404: true, allow_google_signals: true, logged_in: false, linker: { domains: [], allow_incoming: false } });
</script>`;

/** Yoast's graph of a product page: an aggregate of its variations, named by the SKU of the parent. */
function graphOf(product: Product, variant: Variant, address: string): string {
  const offers = [
    {
      '@type': 'AggregateOffer',
      lowPrice: variant.price.toFixed(2),
      highPrice: Math.max(...product.variants.map(({ price }) => price)).toFixed(2),
      offerCount: product.variants.length,
      priceCurrency: 'EUR',
      availability: 'http://schema.org/InStock',
      url: address,
    },
  ];
  return `<script type="application/ld+json" class="yoast-schema-graph">${jsonIn({
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'ItemPage',
        '@id': address,
        url: address,
        name: `${product.title} - Shop`,
        breadcrumb: { '@id': `${address}#breadcrumb` },
      },
      {
        '@type': 'BreadcrumbList',
        '@id': `${address}#breadcrumb`,
        itemListElement: product.category.map((name, index) => ({ '@type': 'ListItem', position: index + 1, name })),
      },
      { '@type': 'Product', '@id': `${address}#product`, name: product.title, url: address, sku: product.number, offers },
    ],
  })}</script>`;
}

const teaser = (
  product: Product,
): string => `<li class="product type-product post-${product.number} status-publish instock product_cat-${product.category[1].toLowerCase()} product-type-variable">
<a href="${linkTo(product)}" class="woocommerce-LoopProduct-link woocommerce-loop-product__link">${pictureOf(product)}<h2 class="woocommerce-loop-product__title">${escaped(product.title)}</h2>
<span class="price"><span class="woocommerce-Price-amount amount"><bdi>${priceOf(product.variants[0].price)}</bdi></span></span></a>
<a href="${linkTo(product)}" data-quantity="1" class="button product_type_variable add_to_cart_button" data-product_id="${product.number}" data-product_sku="" rel="nofollow">Select options</a></li>`;

const cartForm = (
  product: Product,
  variant: Variant,
  address: string,
): string => `<form class="variations_form cart" action="${address}" method="post" enctype="application/x-www-form-urlencoded" data-product_id="${product.number}">
<table class="variations"><tr><th><label for="pa_color">Color</label></th><td><select id="pa_color" name="attribute_pa_color">
${[...new Set(product.variants.map(({ color }) => color))].map((color) => `<option value="${color.toLowerCase()}">${color}</option>`).join('')}</select></td></tr></table>
<div class="single_variation_wrap"><label class="screen-reader-text" for="quantity">Quantity</label><input type="number" id="quantity" class="input-text qty text" name="quantity" value="1" min="1">
<button type="submit" class="single_add_to_cart_button button alt">Add to cart</button>
<input type="hidden" name="add-to-cart" value="${product.number}"><input type="hidden" name="product_id" value="${product.number}"><input type="hidden" name="variation_id" class="variation_id" value="${variant.number}"></div></form>`;

const bodyOf = (classes: string, main: string, scripts = ''): string => `<body class="theme-storefront woocommerce ${classes}">
<header class="site-header"><a href="/" class="site-title">Shop</a> <form role="search" method="get" class="woocommerce-product-search" action="/"><label class="screen-reader-text" for="s">Search for:</label><input type="search" id="s" class="search-field" name="s"><button type="submit">Search</button><input type="hidden" name="post_type" value="product"></form> <a href="/my-account/">My account</a></header>
<main id="main" class="site-main">
${main}
</main>
${scripts}
${BANNER}
</body>`;

function productPage(product: Product, { url, posted }: PageRequest): string {
  const variant = variantOf(product, posted?.get('variation_id') ?? null);
  const canonical = `${url.origin}${linkTo(product)}`;
  const notice =
    posted === null ? '' : `<div class="woocommerce-message" role="alert">“${escaped(product.title)}” has been added to your cart.</div>`;
  const main = `${notice}<div id="product-${product.number}" class="product type-product post-${product.number} product-type-variable">
<div class="woocommerce-product-gallery">${pictureOf(product)}</div>
<div class="summary entry-summary"><h1 class="product_title entry-title">${escaped(product.title)}</h1><p class="price">${priceOf(variant.price)}</p>
${cartForm(product, variant, canonical)}
<div class="product_meta"><span class="sku_wrapper">SKU: <span class="sku">N/A</span></span></div></div>
<div id="reviews" class="woocommerce-Reviews"><p>Lovely. Goes well with the other one.</p></div></div>
${listWith('You may also like', linkTo, ' list="related"')}`;
  const added = posted === null ? '' : callsOf('add_to_cart', product, variant.number, variant);
  const scripts = callsOf('view_item', product, product.number, variant) + added;
  return storefrontPage(
    { title: `${product.title} - Shop`, canonical, attributes: ID_PATTERN, tags: TAGS + graphOf(product, variant, canonical) },
    bodyOf(`single-product postid-${product.number}`, main, scripts),
  );
}

/** A WooCommerce shop with the theme Storefront, Google's two official plugins, Yoast and Complianz: variable products by their parents. */
export const woocommerce: Storefront = (request) => {
  const { url } = request;
  const [, section, handle] = url.pathname.split('/');
  const product = section === 'product' ? productAt(handle) : undefined;
  if (product !== undefined) return productPage(product, request);
  const canonical = `${url.origin}${url.pathname}`;
  if (url.pathname === '/my-account/')
    return storefrontPage(
      { title: 'My account', canonical, attributes: ID_PATTERN, tags: TAGS },
      bodyOf('page', '<h1>My account</h1><onshelf-panel></onshelf-panel>'),
    );
  if (url.pathname !== '/') return null;
  const main = `${listWith('For you', linkTo)}<h2>Products</h2><ul class="products columns-4">${PRODUCTS.slice(0, 16).map(teaser).join('')}</ul>`;
  return storefrontPage(
    { title: 'Shop', canonical, attributes: ID_PATTERN, tags: TAGS },
    bodyOf('home archive post-type-archive-product', main),
  );
};
