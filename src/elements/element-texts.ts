import { attribute } from '../core/page/page-nodes.js';
import { isolate } from '../core/text/clean-text.js';

/** What the elements say, in the page's own words where it says `text-NAME`. `{item}` stands for a product's title, `{count}` for a number. */
const TEXTS = {
  dismiss: 'Not interested',
  dismissed: '{item} will not be shown again.',
  'reason-event': 'Because of {item}',
  'reason-history': 'Because of what you looked at',
  'reason-similar': 'Goes with this',
  'reason-popular': 'Many shoppers like it',
  'reason-recent': 'You looked at it lately',
  heading: 'What this shop knows about you',
  'consent-unknown': 'You have not chosen. What you do here is in memory only, and gone when you close the page.',
  'consent-granted': 'What you do here is stored in this browser, on this device, and sent to nobody.',
  'consent-denied': 'Nothing is kept, and the lists are the same for everybody.',
  allow: 'Remember on this device',
  deny: 'Do not remember',
  paused: 'Paused: what you do now is not recorded, and the lists are the same for everybody.',
  pause: 'Pause',
  resume: 'Go on',
  known: 'Known: {count}',
  nothing: 'Nothing is known.',
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
  odd: 'something that cannot be shown',
  'event-other': '{name} {item}',
  'event-view_item': 'looked at {item}',
  'event-view_item_list': 'was shown {item}',
  'event-select_item': 'chose {item}',
  'event-search': 'searched for {item}',
  'event-view_search_results': 'searched for {item}',
  'event-add_to_wishlist': 'wished for {item}',
  'event-add_to_cart': 'put {item} in the cart',
  'event-remove_from_cart': 'took {item} out of the cart',
  'event-view_cart': 'looked at the cart',
  'event-begin_checkout': 'went to pay for {item}',
  'event-add_shipping_info': 'said where to send {item}',
  'event-add_payment_info': 'said how to pay for {item}',
  'event-purchase': 'bought {item}',
  'event-refund': 'gave back {item}',
  'event-rate': 'rated {item}',
  'event-share': 'shared {item}',
  'event-dwell': 'stayed with {item}',
  'event-dismiss': 'waved off {item}',
  'event-feedback': 'had a word on {item}',
} as const;

/** The name of a text. */
export type TextName = keyof typeof TEXTS;

/** Gives a text, its places filled. */
export type TextOf = (name: TextName, places?: Readonly<Record<string, string | number>>) => string;

/** Is there a text of that name? */
export const isTextName = (name: string): name is TextName => Object.hasOwn(TEXTS, name);

/** The names of all texts, as attributes have them: `text-dismiss`. */
export const textAttributes = (): string[] => Object.keys(TEXTS).map((name) => `text-${name}`);

/**
 * The texts of an element: English, or what the shop says instead by attributes such as `text-dismiss="Kein Interesse"`. What is put into
 * them is cleaned, and set apart where it is written the other way.
 *
 * @param element whose attributes count
 */
export function textsOf(element: Element): TextOf {
  return (name, places = {}) => {
    const text = attribute(element, `text-${name}`) ?? TEXTS[name];
    return text.replace(/\{(\w+)\}/g, (place, key: string) => (Object.hasOwn(places, key) ? isolate(places[key], text) : place));
  };
}
