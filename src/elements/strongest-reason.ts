import type { RecommendedItem } from '../types/answer.js';
import type { TextOf } from './element-texts.js';

/**
 * The strongest reason that can be put into words; '' where there is none.
 *
 * @param place of the list, its reasons strongest first
 * @param titles of products by id, as far as they are known
 */
export function strongestReason({ id, reasons }: RecommendedItem, titles: ReadonlyMap<string, string>, text: TextOf): string {
  const [reason] = reasons.filter(({ kind, contribution }) => kind !== 'rest' && contribution >= 0);
  switch (reason?.kind) {
    case 'event': {
      // That it stands there because of itself would be no reason.
      if (reason.itemId === id) return text('reason-recent');
      const item = titles.get(reason.itemId);
      return item === undefined ? text('reason-history') : text('reason-event', { item });
    }
    case 'similar':
    case 'together':
      return text('reason-similar');
    case 'taste':
      return text('reason-history');
    case 'popular':
      return text('reason-popular');
    case 'recent':
      return text('reason-recent');
    default:
      return '';
  }
}
