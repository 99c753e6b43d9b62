import type { EventName, FilledFrom, Reason } from 'onshelf';
import type { ShopCatalog } from '../shop/shop-catalog.js';

/** Texts before and after the product's name. */
const EVENT_TEXTS: Partial<Record<EventName, readonly [string, string]>> = {
  view_item: ['You viewed', ''],
  select_item: ['You clicked', ''],
  search: ['You searched for', ''],
  add_to_cart: ['You added', 'to the cart'],
  remove_from_cart: ['You removed', 'from the cart'],
  add_to_wishlist: ['You added', 'to the wish list'],
  begin_checkout: ['You started to check out', ''],
  purchase: ['You bought', ''],
  refund: ['You sent back', ''],
  rate: ['You rated', ''],
  feedback: ['You gave feedback on', ''],
  dismiss: ['You dismissed', ''],
};

/** Steps of a list, by their names. */
const STEP_TEXTS: Readonly<Record<string, string>> = {
  rotation: 'You saw it recently',
  explore: 'To try something new',
  'price fit': 'Not your usual price',
  boost: 'The shop’s choice',
};

/**
 * A reason in words.
 *
 * @param reason from an answer
 * @param catalog with the products' titles
 */
export function reasonText(reason: Reason, catalog: ShopCatalog): string {
  switch (reason.kind) {
    case 'event':
      return eventPhrase(reason.name)
        .join(` ${productTitle(reason.itemId, catalog)} `)
        .trim();
    case 'search':
      return `You searched for “${reason.text}”`;
    case 'similar':
      return `Like ${productTitle(reason.itemId, catalog)}`;
    case 'popular':
      return 'Many shoppers like it';
    case 'recent':
      return 'You viewed it recently';
    case 'step':
      return Object.hasOwn(STEP_TEXTS, reason.step) ? STEP_TEXTS[reason.step] : `The shop's rule "${reason.step}"`;
    case 'together':
      return `Goes with ${productTitle(reason.itemId, catalog)}`;
    case 'taste':
      return `You like ${reason.value}`;
    case 'new':
      return 'New in the shop';
    case 'due':
      return `You buy it about every ${Math.round(reason.intervalDays)} days`;
    case 'place':
      return 'It was in the list';
    case 'contrast':
      return 'Compared with products drawn at random';
    case 'rest':
      return 'Smaller reasons';
  }
}

/** What a filled place says of itself. */
export function filledText(filledFrom: FilledFrom): string {
  return `This place is filled up from ${filledFrom === 'category' ? 'what its category is bought with' : filledFrom}.`;
}

/** A short form of a reason, for a card. */
export function shortReason(reason: Reason, catalog: ShopCatalog): string {
  return reason.kind === 'event' ? `Because of ${productTitle(reason.itemId, catalog)}` : reasonText(reason, catalog);
}

/** An event in words, before and after the product's name. */
export function eventPhrase(name: EventName): readonly [string, string] {
  return EVENT_TEXTS[name] ?? [name.replaceAll('_', ' '), ''];
}

/** A product's title, or its id if it is not in the pack. */
export function productTitle(id: string, catalog: ShopCatalog): string {
  return catalog.find(id)?.title ?? id;
}
