import type { Reason, ServedModel } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { MadeList } from './make-list.js';
import type { RankingSource } from './ranking-source.js';

/** What can speak for an item where no choice of shoppers does. */
export type Grounds = 'popularity' | 'content' | 'category';

/**
 * What speaks for an item.
 *
 * @param reasons of the source, before any step
 * @returns '' where choices of shoppers do
 */
export function groundsOf(reasons: readonly Reason[]): Grounds | '' {
  let grounds: Grounds = 'popularity';
  for (const reason of reasons) {
    if (reason.kind === 'popular' || reason.contribution <= 0) continue;
    if (!('by' in reason && reason.by)) return '';
    grounds = reason.by;
  }
  return grounds;
}

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
  const has = (grounds: Grounds): boolean => weak.includes(grounds);
  if (!weak.length || model === 'popular' || model === 'trending') return null;
  return {
    model: weak.length < items.length ? model : has('content') ? 'content' : has('category') ? model : 'popular',
    notes: [
      ...notes,
      { code: 'filled-up', message: `${weak.length} of ${items.length} items are listed for ${[...new Set(weak)].join(', ')} alone.` },
    ],
  };
}
