import type { Reason } from '../types/answer.js';
import type { TextOf } from './element-texts.js';

/**
 * The strongest reason that can be put into words; '' where there is none.
 *
 * @param reasons strongest first
 * @param titles of products by id, as far as they are known
 */
export function reasonWords(reasons: readonly Reason[], titles: ReadonlyMap<string, string>, text: TextOf): string {
  const [reason] = reasons.filter(({ kind, contribution }) => kind !== 'rest' && contribution >= 0);
  switch (reason?.kind) {
    case 'event': {
      const item = titles.get(reason.itemId);
      return item === undefined ? text('reason-history') : text('reason-event', { item });
    }
    case 'similar':
      return text('reason-similar');
    case 'popular':
      return text('reason-popular');
    case 'recent':
      return text('reason-recent');
    default:
      return '';
  }
}
