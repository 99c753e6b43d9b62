import type { ListMemory } from './list-memory.js';
import { type SourcedList, sourceList } from './source-list.js';

/**
 * Goes on with an earlier list: the same call, shopper and clock, without what was given before.
 *
 * @param memory of the latest lists
 * @param recommendationId of the answer that is continued
 * @param count most items wanted; undefined: as many as the list had asked for
 * @returns an empty list with a note where the answer is not known any more
 */
export async function continueList(memory: ListMemory, recommendationId: string, count: number | undefined): Promise<SourcedList> {
  const list = memory.recall(recommendationId);
  if (list === undefined) {
    const why = `The list "${recommendationId}" is not known any more: the 20 latest lists of a page can be continued, until something is forgotten.`;
    return { items: [], steps: [], excluded: 0, model: 'fallback', backend: 'none', knownItems: 0, notes: [`${why} Ask for it anew.`] };
  }
  const mine = list.turn.then(async () => {
    const made = await sourceList(list.context, list.call, count ?? list.count, list.given);
    for (const { id } of made.items) list.given.add(id);
    return made;
  });
  list.turn = mine.catch(() => {});
  return mine;
}
