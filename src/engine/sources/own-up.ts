import type { ServedModel } from '../../types/answer.js';
import type { Note } from '../../types/note.js';
import type { MadeList } from '../list/make-list.js';
import type { RankingSource } from '../list/ranking-source.js';

/**
 * Says what a list is made of where shoppers' choices do not speak for all its items: how many items are there for popularity, content or their
 * category alone, and, where these are all, which of them served the list.
 *
 * @param source of the list
 * @param list with at least one weak item
 * @returns model and notes of the list
 */
export function ownUp(source: RankingSource, { items, weak }: MadeList): { model: ServedModel; notes: readonly Note[] } {
  const withReason = (by: string): number =>
    weak.filter(({ reasons }) => reasons.some((reason) => reason.contribution > 0 && 'by' in reason && reason.by === by)).length;
  const content = withReason('content');
  const category = withReason('category');
  const popular = weak.length - content - category;
  const causes = [
    ...(popular > 0 ? [`${popular} because they are popular`] : []),
    ...(content > 0 ? [`${content} because of title, brand and category alone`] : []),
    ...(category > 0 ? [`${category} because items of their category are bought with those of the cart's`] : []),
  ];
  const message = `Of ${items.length} items, no choice of shoppers speaks for ${weak.length}: they are listed ${causes.join(', ')}.`;
  const model = popular === items.length ? 'popular' : content > 0 && popular + content === items.length ? 'content' : source.model;
  return { model, notes: [...(source.notes ?? []), { code: 'filled-up', message }] };
}
