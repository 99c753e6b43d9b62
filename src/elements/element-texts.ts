import { attribute } from '../core/page/page-nodes.js';
import { isolate } from '../core/text/clean-text.js';

/** Texts of the elements; attributes `text-NAME` override them. `{item}` is a product's title, `{count}` a number. */
const TEXTS = {
  dismiss: 'Not interested',
  dismissed: '{item} will not be shown again.',
  'reason-event': 'Because of {item}',
  'reason-history': 'Because of what you viewed',
  'reason-similar': 'Goes with this',
  'reason-popular': 'Many shoppers like it',
  'reason-recent': 'You viewed it recently',
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
  'event-feedback': 'gave feedback on {item}',
} as const;

/** Name of a text. */
export type TextName = keyof typeof TEXTS;

/** Returns a text with its placeholders filled. */
export type TextOf = (name: TextName, places?: Readonly<Record<string, string | number>>) => string;

/** Whether a text of that name exists. */
export const isTextName = (name: string): name is TextName => Object.hasOwn(TEXTS, name);

/** The names of all texts, as attributes have them: `text-dismiss`. */
export const textAttributes = (): string[] => Object.keys(TEXTS).map((name) => `text-${name}`);

/**
 * The texts of an element: English, or the shop's own from attributes such as `text-dismiss="Kein Interesse"`. Values are cleaned, and isolated
 * if they run in the other direction.
 *
 * @param element the element with the attributes
 */
export function textsOf(element: Element): TextOf {
  return (name, places = {}) => {
    const text = attribute(element, `text-${name}`) ?? TEXTS[name];
    return text.replace(/\{(\w+)\}/g, (place, key: string) => (Object.hasOwn(places, key) ? isolate(places[key], text) : place));
  };
}
