import type { ListCall, ListKind } from '../../types/list-call.js';
import type { Note } from '../../types/note.js';

/** Lists that are made of the shopper's own history and of nothing else. */
const OWN: readonly ListKind[] = ['recentlyViewed', 'buyAgain', 'savedForLater', 'because'];

/**
 * What a list says that is made as for a shopper of whom nothing is known.
 *
 * @param call of the list
 * @returns [] where it is the shopper's own
 */
export function tellNeutral({ kind, neutral }: ListCall): Note[] {
  if (neutral !== true) return [];
  return OWN.includes(kind)
    ? [{ code: 'nothing-known', message: 'neutral: this list is made of the history alone, and nobody has one.' }]
    : [{ code: 'neutral', message: 'neutral: what a shopper sees of whom nothing is known.' }];
}
