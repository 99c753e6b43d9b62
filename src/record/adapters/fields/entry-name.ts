import type { EventName } from '../../../types/event.js';
import { type PageObject, WITHOUT_ITEMS } from './page-fields.js';

/** Event names common to GA4 and `track()`. */
const SHARED: readonly string[] = [
  ...WITHOUT_ITEMS,
  'view_item',
  'view_item_list',
  'select_item',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'purchase',
  'share',
] satisfies EventName[];
/** What plugins write before GA4's names, so that their tags can be told from others. */
const BEFORE = /^((ga4?|gtm(4wp)?|dl|eec?|ec|ecom|e?commerce|custom|shopify|woo|woocommerce|wc|enhanced|gtag)[ ._:-]+)+/i;

/** What an entry of a data layer tells. */
export interface EntryName {
  readonly name: EventName;
  /** The name that the entry has, where it is not the event's: another voice, since one page may write both. */
  readonly alias?: string;
}

/**
 * The event that an entry of a data layer tells: GA4's names, also as plugins write them (`dl_view_item`, `addToCart`, `View Item`), the click on a
 * product by its early name, and the product's page in Google Ads' remarketing.
 *
 * @param said name of the entry, any value
 * @param parameters of the entry
 * @returns undefined for any other
 */
export function entryName(said: unknown, { content_type: type, ecomm_pagetype: kind }: PageObject): EntryName | undefined {
  if (typeof said !== 'string') return undefined;
  if (SHARED.includes(said)) return { name: said as EventName };
  if (said === 'select_content') return `${type}`.startsWith('product') ? { name: 'select_item', alias: said } : undefined;
  if (said === 'page_view') return kind === 'product' ? { name: 'view_item', alias: said } : undefined;
  const plain = said
    .slice(0, 60)
    .replace(BEFORE, '')
    .replace(/([a-z])(?=[A-Z])/g, '$1_')
    .replace(/[ .:-]+/g, '_')
    .toLowerCase();
  return SHARED.includes(plain) ? { name: plain as EventName, alias: said } : undefined;
}
