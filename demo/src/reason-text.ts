import type { EventName, Reason } from 'onshelf';
import type { ShopCatalog } from './shop-catalog.js';

/** What comes before and after the product's name. */
const EVENT_TEXTS: Partial<Record<EventName, readonly [string, string]>> = {
  view_item: ['You looked at', ''],
  select_item: ['You chose', ''],
  search: ['You searched for', ''],
  add_to_cart: ['You put', 'in the cart'],
  remove_from_cart: ['You took', 'out of the cart'],
  add_to_wishlist: ['You wished for', ''],
  begin_checkout: ['You went to pay for', ''],
  purchase: ['You bought', ''],
  rate: ['You rated', ''],
  feedback: ['You had a word on', ''],
  dismiss: ['You waved off', ''],
};

/** What steps of a list did, by their names. */
const STEP_TEXTS: Readonly<Record<string, string>> = {
  rotation: 'You saw it a short while ago',
  explore: 'To try something new',
  'price fit': 'Not your usual price',
  boost: 'The shop’s choice',
};

/**
 * A reason in plain words.
 *
 * @param reason as the answer gave it
 * @param catalog to name products
 */
export function reasonText(reason: Reason, catalog: ShopCatalog): string {
  switch (reason.kind) {
    case 'event':
      return eventPhrase(reason.name)
        .join(` ${productTitle(reason.itemId, catalog)} `)
        .trim();
    case 'similar':
      return `Goes with ${productTitle(reason.itemId, catalog)}`;
    case 'popular':
      return 'Many shoppers like it';
    case 'recent':
      return 'You looked at it lately';
    case 'step':
      return Object.hasOwn(STEP_TEXTS, reason.step) ? STEP_TEXTS[reason.step] : `The shop's rule "${reason.step}"`;
    case 'together':
      return `Goes with ${productTitle(reason.itemId, catalog)}`;
    case 'taste':
      return `You like ${reason.value}`;
    case 'new':
      return 'New in the shop';
    case 'due':
      return `You buy it every ${Math.round(reason.intervalDays)} days or so`;
    case 'place':
      return 'It was in the list';
    case 'rest':
      return 'All smaller reasons together';
  }
}

/** A reason in so few words that they fit on a card. */
export function shortReason(reason: Reason, catalog: ShopCatalog): string {
  return reason.kind === 'event' ? `Because of ${productTitle(reason.itemId, catalog)}` : reasonText(reason, catalog);
}

/** What was done, in words before and after the name of what it was done with. */
export function eventPhrase(name: EventName): readonly [string, string] {
  return EVENT_TEXTS[name] ?? [name.replaceAll('_', ' '), ''];
}

/** A product's title, or its id where the pack does not know it. */
export function productTitle(id: string, catalog: ShopCatalog): string {
  return catalog.find(id)?.title ?? id;
}
