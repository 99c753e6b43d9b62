import type { ListKind } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from './list-context.js';

/** Lists that are made of the shopper's history. */
const OF_HISTORY: ReadonlySet<ListKind> = new Set(['recommend', 'onSale', 'because', 'recentlyViewed', 'buyAgain', 'savedForLater']);

/**
 * What a list says where the shopper's history has items, and the pack knows none of them: pages and feed use other ids.
 *
 * @param kind of the list
 * @param context of the list, with the whole pack
 * @returns [] where that is not so, or the list is not made of the history
 */
export function tellStrangers(kind: ListKind, { pack, profile: { interactions } }: Pick<ListContext, 'pack' | 'profile'>): Note[] {
  const last = interactions.at(-1);
  if (last === undefined || !OF_HISTORY.has(kind) || interactions.some(({ itemId }) => pack.rowOf(itemId) >= 0)) return [];
  return [
    {
      code: 'ids-unknown',
      message: `The pack knows none of the items heard, such as "${last.itemId.slice(0, 64)}": see shelf.diagnose() or onshelf("diagnose").`,
    },
  ];
}
