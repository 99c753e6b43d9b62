/** What platforms put around an id: WooCommerce's plugins, the Merchant Center of Shopify, Shopify's own global ids, a number sign. */
const AROUND = /^(#|gla_|wc_post_id_|woocommerce_gpf_|shopify_[a-z]{2,3}_\d+_|gid:\/\/.*\/)/;

/**
 * An id without what platforms put around it, in lower case: `gla_12`, `#12`, `gid://shopify/ProductVariant/12` and `shopify_US_7_12` are `12`. Voices of
 * one page may name an item in several of these forms.
 */
export function bareItemId(id: string): string {
  const small = id.trim().toLowerCase();
  return small.replace(AROUND, '') || small;
}

/** An order's number without what pages put around it: `#1001` is `1001`. */
export function bareOrder(order: string): string {
  return order.trim().toLowerCase().replace(/^#\s*/, '');
}
