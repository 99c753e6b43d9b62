import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import type { RememberedList } from '../list/list-memory.js';
import type { ServedList, ServeList } from '../list/served-list.js';

const GONE: Note = {
  code: 'list-gone',
  message:
    'The list is not known any more: the 20 latest lists of a page can be continued, until something is forgotten. Request it again.',
};

/**
 * Continues an earlier list: the same call, shopper and time, without the items given before.
 *
 * @param list from the memory; undefined: not in it
 * @param count maximum number of items; undefined: the list's own count
 * @param make makes lists
 * @param current pack and scorer, in place of the manifest's items
 * @param shown ids that other placements of the page show; left out
 * @returns an empty list with a note where the list is not in the memory
 */
export async function continueList(
  list: RememberedList | undefined,
  count: number | undefined,
  make: ServeList,
  { pack, scorer }: Pick<ListContext, 'pack' | 'scorer'>,
  shown: readonly string[] = [],
): Promise<ServedList> {
  if (list === undefined) return { items: [], steps: [], excluded: 0, model: 'fallback', backend: 'none', knownItems: 0, notes: [GONE] };
  const mine = list.turn.then(async () => {
    const out = new Set([...list.given, ...shown]);
    const made = await make(list.first ? { ...list.context, pack, scorer } : list.context, list.call, count ?? list.count, out);
    for (const { id } of made.items) list.given.add(id);
    return made;
  });
  list.turn = mine.catch(() => {});
  return mine;
}
