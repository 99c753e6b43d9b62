import type { TextOf } from './element-texts.js';

/** The texts of a list, in English. */
export const LIST_TEXTS = {
  dismiss: 'Not interested',
  dismissed: '{item} will not be shown again.',
  removed: '{item} is off this page; nothing is remembered.',
  'reason-event': 'Because of {item}',
  'reason-history': 'Because of what you viewed',
  'reason-search': 'Because you searched for “{item}”',
  'reason-similar': 'Similar to this',
  'reason-popular': 'Many shoppers like it',
  'reason-recent': 'You viewed it recently',
  'reason-new': 'New in the shop',
  'reason-due': 'You may need it again',
  'reason-cart': 'You put it in your cart',
  'reason-wishlist': 'On your wish list',
} as const;

/** Name of a text of a list. */
export type ListTextName = keyof typeof LIST_TEXTS;
/** Returns a text of a list. */
export type ListTextOf = TextOf<ListTextName>;
