import type { TextOf } from '../texts/element-texts.js';

/** The texts of a panel, in English. */
export const PANEL_TEXTS = {
  heading: 'What this shop knows about you',
  'consent-unknown': 'You have not chosen yet. What you do here stays in memory and is gone when you close the page.',
  'consent-granted': 'What you do here is stored in this browser, on this device, and sent to nobody.',
  'consent-denied': 'Nothing is kept, and you see the same lists as everybody.',
  allow: 'Remember on this device',
  deny: 'Do not remember',
  paused: 'Paused: what you do now is not recorded, and you see the same lists as everybody.',
  pause: 'Pause',
  resume: 'Resume',
  known: 'Recorded: {count}',
  nothing: 'Nothing is recorded.',
  forget: 'Forget',
  forgotten: 'Forgotten.',
  more: 'and {count} earlier',
  export: 'Save a copy',
  exported: 'Saved as a file.',
  erase: 'Erase everything',
  confirm: 'Really erase everything?',
  erased: 'Everything is erased.',
  failed: 'That did not work.',
  again: 'Try again',
  incomplete: 'Not everything could be read.',
  odd: 'an entry that cannot be shown',
  untitled: 'product {item}',
  'event-other': '{name} {item}',
  'event-view_item': 'viewed {item}',
  'event-view_item_list': 'saw {item} in a list',
  'event-select_item': 'clicked {item}',
  'event-search': 'searched for {item}',
  'event-view_search_results': 'searched for {item}',
  'event-add_to_wishlist': 'added {item} to the wish list',
  'event-add_to_cart': 'added {item} to the cart',
  'event-remove_from_cart': 'removed {item} from the cart',
  'event-view_cart': 'viewed the cart',
  'event-begin_checkout': 'started to check out {item}',
  'event-add_shipping_info': 'chose where to send {item}',
  'event-add_payment_info': 'chose how to pay for {item}',
  'event-purchase': 'bought {item}',
  'event-refund': 'returned {item}',
  'event-rate': 'rated {item}',
  'event-share': 'shared {item}',
  'event-dwell': 'spent time on {item}',
  'event-dismiss': 'dismissed {item}',
  'event-taste': 'asked for more, less or none of {item}',
  'event-feedback': 'gave feedback on {item}',
} as const;

/** Name of a text of a panel. */
export type PanelTextName = keyof typeof PANEL_TEXTS;
/** Returns a text of a panel. */
export type PanelTextOf = TextOf<PanelTextName>;

/** Whether a panel has a text of that name. */
export const isPanelText = (name: string): name is PanelTextName => Object.hasOwn(PANEL_TEXTS, name);
