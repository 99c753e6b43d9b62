import type { Naming } from './write-files.js';

/** WooCommerce with Google for WooCommerce: `gla_` before the number of the post; one address for all variations, with their attributes. */
export const WOOCOMMERCE_NAMES: Naming = {
  feedId: (_, { number }) => `gla_${number}`,
  group: ({ number }) => `gla_${number}`,
  path: ({ handle }, { color, size }) =>
    `/product/${handle}/?attribute_pa_color=${color.toLowerCase()}&attribute_pa_size=${encodeURIComponent(size.toLowerCase())}`,
  logId: (_, { number }) => `${number}`,
};

/** Shopify with the app of Google and YouTube. */
export const SHOPIFY_NAMES: Naming = {
  feedId: (product, { number }) => `shopify_US_${product.number}_${number}`,
  group: ({ number }) => `${number}`,
  path: ({ handle }, { number }) => `/products/${handle}?variant=${number}`,
  logId: (product, { number }) => `shopify_US_${product.number}_${number}`,
};

/** A storefront of its own before Shopify's API: global ids, and addresses of its own. */
export const HEADLESS_NAMES: Naming = {
  feedId: (_, { number }) => `gid://shopify/ProductVariant/${number}`,
  group: ({ number }) => `gid://shopify/Product/${number}`,
  path: ({ handle }, { color, size }) => `/product/${handle}?color=${color.toLowerCase()}&size=${encodeURIComponent(size.toLowerCase())}`,
  logId: (_, { number }) => `gid://shopify/ProductVariant/${number}`,
};

/** A shop with numbers of its own, in feed, log and pages. */
export const NUMBERED_NAMES: Naming = {
  feedId: (_, { number }) => `${number}`,
  group: ({ number }) => `${number}`,
  path: ({ number }) => `/product/${number}`,
  logId: (_, { number }) => `${number}`,
};
