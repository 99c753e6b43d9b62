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

const linkTo = ({ handle }: Product): string => `/products/${handle}`;
const variantPath = (product: Product, { number }: Variant): string => `${linkTo(product)}?variant=${number}`;

/** What Liquid's `structured_data` writes: a group with its variants, or, where there is one only, a product. */
function structuredData(product: Product, origin: string): string {
  const variants = product.variants.map((variant) => ({
    '@id': `${variantPath(product, variant)}#variant`,
    '@type': 'Product',
    image: `${origin}/pictures/${product.handle}.svg?width=1920`,
    name: `${product.title} - ${variant.color} / ${variant.size}`,
    offers: {
      '@id': `${variantPath(product, variant)}#offer`,
      '@type': 'Offer',
      availability: `http://schema.org/${variant.available ? 'InStock' : 'OutOfStock'}`,
      price: variant.price.toFixed(2),
      priceCurrency: 'EUR',
      url: `${origin}${variantPath(product, variant)}`,
    },
    sku: variant.sku,
  }));
  return `<script type="application/ld+json">${jsonIn({
    '@context': 'http://schema.org/',
    '@id': `${linkTo(product)}#product`,
    '@type': 'ProductGroup',
    brand: { '@type': 'Brand', name: product.vendor },
    category: product.category[1],
    description: `The ${product.title}.`,
    hasVariant: variants,
    name: product.title,
    productGroupID: `${product.number}`,
    url: `${origin}${linkTo(product)}`,
  }).replaceAll('/', '\\/')}</script>`;
}

/** Shopify's own globals of a page. */
function shopifyGlobals(product: Product | null): string {
  const meta =
    product === null
      ? { page: { pageType: 'home' } }
      : {
          product: {
            id: product.number,
            gid: `gid://shopify/Product/${product.number}`,
            vendor: product.vendor,
            type: product.category[1],
            variants: product.variants.map(({ number, price, sku, color, size }) => ({
              id: number,
              price: price * 100,
              name: `${product.title} - ${color} / ${size}`,
              public_title: `${color} / ${size}`,
              sku,
            })),
          },
          page: { pageType: 'product', resourceType: 'product', resourceId: product.number },
        };
  return `<script>
var Shopify = Shopify || {};
Shopify.shop = "made-up.myshopify.com"; Shopify.locale = "en"; Shopify.currency = {"active":"EUR","rate":"1.0"};
window.ShopifyAnalytics = window.ShopifyAnalytics || {}; window.ShopifyAnalytics.meta = ${jsonIn(meta)};
// The consent library, which Shopify gives the theme when it asks for the feature.
Shopify.loadFeatures = (features, done) => {
  const read = () => localStorage.getItem('_tracking_consent');
  const has = (value) => read() === value;
  Shopify.customerPrivacy = {
    preferencesProcessingAllowed: () => has('yes'), analyticsProcessingAllowed: () => has('yes'), marketingAllowed: () => has('yes'),
    userCanBeTracked: () => has('yes'), shouldShowBanner: () => read() === null,
    currentVisitorConsent: () => { const value = read() ?? ''; return { preferences: value, analytics: value, marketing: value, sale_of_data: '' }; },
    setTrackingConsent: ({ preferences }, callback) => {
      localStorage.setItem('_tracking_consent', preferences ? 'yes' : 'no');
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: { preferencesAllowed: preferences, analyticsAllowed: preferences, marketingAllowed: preferences } }));
      callback();
    },
  };
  done();
};
</script>`;
}

const BANNER = `<div id="shopify-pc__banner" class="shopify-pc__banner__dialog" role="alertdialog" aria-label="Cookie consent" hidden><p>May we remember what you look at?</p>
<button id="shopify-pc__banner__btn-accept">Accept</button> <button id="shopify-pc__banner__btn-decline">Decline</button></div>
<script>
Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => {
  const banner = document.getElementById('shopify-pc__banner');
  banner.hidden = !Shopify.customerPrivacy.shouldShowBanner();
  const answer = (granted) => Shopify.customerPrivacy.setTrackingConsent({ preferences: granted, analytics: granted, marketing: granted }, () => { banner.hidden = true; });
  document.getElementById('shopify-pc__banner__btn-accept').onclick = () => answer(true);
  document.getElementById('shopify-pc__banner__btn-decline').onclick = () => answer(false);
});
// The theme's own element: the cart is filled without a new page.
customElements.define('product-form', class extends HTMLElement {
  connectedCallback() {
    this.querySelector('form').addEventListener('submit', async (event) => {
      event.preventDefault();
      await fetch('/cart/add.js', { method: 'POST', body: new URLSearchParams(new FormData(event.target)) });
      document.getElementById('cart-icon-bubble').textContent = 'Cart (1)';
    });
  }
});
</script>`;

const teaser = (
  product: Product,
): string => `<li class="grid__item"><div class="card-wrapper product-card-wrapper"><div class="card card--standard">${pictureOf(product)}
<h3 class="card__heading h5" id="title-${product.number}"><a href="${linkTo(product)}" class="full-unstyled-link">${escaped(product.title)}</a></h3>
<span class="price-item price-item--regular">${priceOf(product.variants[0].price)} EUR</span></div></div></li>`;

const bodyOf = (main: string): string => `<body class="gradient">
<header class="header"><a href="/" class="header__heading-link">Shop</a> <form action="/search" method="get" role="search" class="search"><input class="search__input field__input" type="search" name="q" aria-label="Search"><button>Search</button></form> <a href="/pages/your-data">Your data</a> <a href="/cart" id="cart-icon-bubble">Cart</a></header>
<main id="MainContent" class="content-for-layout">
${main}
</main>
${BANNER}
</body>`;

function productPage(product: Product, { url }: PageRequest): string {
  const variant = variantOf(product, url.searchParams.get('variant'));
  const formId = `product-form-template--${product.number}__main`;
  const main = `<product-info class="product" data-product-id="${product.number}" data-url="${linkTo(product)}">${pictureOf(product)}
<div class="product__title"><h1>${escaped(product.title)}</h1></div><p class="price-item">${priceOf(variant.price)} EUR</p>
<variant-selects>${product.variants
    .map((one) => `<a href="${variantPath(product, one)}"${one === variant ? ' aria-current="true"' : ''}>${one.color} / ${one.size}</a>`)
    .join(' ')}</variant-selects>
<product-form class="product-form"><form method="post" action="/cart/add" id="${formId}" accept-charset="UTF-8" class="form" enctype="multipart/form-data" novalidate="novalidate" data-type="add-to-cart-form" data-onshelf-event="add_to_cart" data-onshelf-item="${variant.number}">
<input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="${variant.number}" class="product-variant-id"><button type="submit" name="add" class="product-form__submit button">Add to cart</button><input type="hidden" name="product-id" value="${product.number}"></form></product-form>
${structuredData(product, url.origin)}</product-info>
${listWith('You may also like', linkTo, ' list="related"')}`;
  return storefrontPage(
    { title: `${product.title} – Shop`, canonical: `${url.origin}${linkTo(product)}`, tags: shopifyGlobals(product) },
    bodyOf(main),
  );
}

/** A Shopify shop with the theme Dawn: it describes groups of variants, and has no data layer. */
export const dawn: Storefront = (request) => {
  const { url } = request;
  const [, section, handle] = url.pathname.split('/');
  const product = section === 'products' ? productAt(handle) : undefined;
  if (product !== undefined) return productPage(product, request);
  const head = { canonical: `${url.origin}${url.pathname}`, tags: shopifyGlobals(null) };
  if (url.pathname === '/pages/your-data')
    return storefrontPage({ title: 'Your data – Shop', ...head }, bodyOf('<h1>Your data</h1><onshelf-panel></onshelf-panel>'));
  if (url.pathname === '/cart/add.js') return '{}';
  if (url.pathname !== '/') return null;
  const grid = PRODUCTS.slice(0, 16).map(teaser).join('');
  const main = `${listWith('For you', linkTo)}<h2>Featured products</h2><ul class="grid product-grid">${grid}</ul>`;
  return storefrontPage({ title: 'Shop', ...head }, bodyOf(main));
};
