import type { ServedModel } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { MadeList } from './make-list.js';
import type { RankingSource } from './ranking-source.js';

/**
 * What a list says where choices of shoppers do not speak for all its items: how many items are listed for popularity, content or their category
 * alone, and, if these are all of them, that this served the list.
 *
 * @param source of the list
 * @param list made from it
 * @returns model and notes of the list; null where the source's are right
 */
export function ownUp(
  { model, notes = [] }: RankingSource,
  { items, weak }: Pick<MadeList, 'items' | 'weak'>,
): { model: ServedModel; notes: readonly Note[] } | null {
  if (!weak.length || model === 'popular' || model === 'trending') return null;
  const grounds = [...new Set(weak)];
  return {
    model: weak.length < items.length || grounds.includes('category') ? model : grounds.includes('content') ? 'content' : 'popular',
    notes: [...notes, { code: 'filled-up', message: `${weak.length} of ${items.length} items are listed for ${grounds} alone.` }],
  };
}
