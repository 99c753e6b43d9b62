import type { RecommendedItem } from '../types/answer.js';
import type { EventName } from '../types/event.js';
import type { ListTextName, ListTextOf } from './texts/list-texts.js';

/** Texts of what was done with the item itself; of others, that it was viewed. */
const OWN_DEEDS: Readonly<Partial<Record<EventName, ListTextName>>> = {
  add_to_cart: 'reason-cart',
  begin_checkout: 'reason-cart',
  view_cart: 'reason-cart',
  add_to_wishlist: 'reason-wishlist',
};

/**
 * The text of the strongest reason that has one; '' without one.
 *
 * @param place an item of the list, with its strongest reason first
 * @param titles of products by id, as far as known
 * @param text the list's texts
 */
export function strongestReason({ id, reasons }: RecommendedItem, titles: ReadonlyMap<string, string>, text: ListTextOf): string {
  const [reason] = reasons.filter(({ kind, contribution }) => kind !== 'rest' && kind !== 'contrast' && contribution >= 0);
  switch (reason?.kind) {
    case 'event': {
      // An item is not its own reason.
      if (reason.itemId === id) return text(OWN_DEEDS[reason.name] ?? 'reason-recent');
      const item = titles.get(reason.itemId);
      return item === undefined ? text('reason-history') : text('reason-event', { item });
    }
    case 'search':
      return text('reason-search', { item: reason.text });
    case 'similar':
    case 'together':
      return text('reason-similar');
    case 'taste':
      return text('reason-history');
    case 'popular':
      return text('reason-popular');
    case 'recent':
      return text('reason-recent');
    case 'new':
      return text('reason-new');
    case 'due':
      return text('reason-due');
    default:
      return '';
  }
}
