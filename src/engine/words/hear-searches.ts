import { runInSlices } from '../../core/time/run-steps.js';
import { searchOf, weighSearches } from '../../profile/weigh-searches.js';
import type { Note } from '../../types/note.js';
import type { ListContext } from '../list/list-context.js';
import { searchedAdder } from './add-searches.js';
import { hasTexts, matchWords } from './match-words.js';

/**
 * Lets a shopper's searches speak in a list: finds the items with their words, and adds these to the shopper's query wherever that is made.
 *
 * @param context pack, shopper and time
 * @param query the search that the page is about; undefined: none
 * @param said receives a note where the pack has no texts: then the context is as it was
 * @throws OnshelfError `pack-unreachable` where texts of the pack are still being fetched after a second
 */
export async function hearSearches(context: ListContext, query: string | undefined, said: Note[]): Promise<ListContext> {
  const { pack, profile, now } = context;
  if (!hasTexts(pack)) {
    said.push({
      code: 'pack-lacks',
      message:
        'Searches change no list: the pack has no title, brand, product_type or color to find their words in. Add titles to the feed.',
    });
    return context;
  }
  await pack.lateTexts?.before({ query: '' });
  const asked = query === undefined ? undefined : searchOf({ text: query, time: now, eventId: '' });
  const searches = weighSearches(profile, pack.rowOf, pack.manifest.encoder, now);
  const words = [...searches, ...(asked ? [asked] : [])].flatMap((search) => search.words);
  const found = await runInSlices(matchWords(pack, words));
  return { ...context, hear: searchedAdder(context, asked, found) };
}
