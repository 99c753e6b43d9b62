import { codeOf, messageOf } from '../core/onshelf-error.js';
import type { ListCall } from '../types/list-call.js';
import type { Note } from '../types/note.js';
import type { ListContext } from './list/list-context.js';

/**
 * The context in which the shopper's searches speak, and the search that the page is about; as it is where there are none. If they cannot be heard, the
 * list is made without them and says so.
 *
 * @param context pack, shopper and time
 * @param call of the list; the query of a search page is in its results already
 * @param said receives what went wrong
 */
export async function withSearches(
  context: ListContext,
  { kind, scenario, query }: Partial<Pick<ListCall, 'kind' | 'scenario' | 'query'>>,
  said: Note[],
): Promise<ListContext> {
  const asked = kind === 'recommend' && scenario !== 'search' && query ? query : undefined;
  if (asked === undefined && context.profile.searches.length === 0) return context;
  try {
    // Every page loads this chunk when it opens, so that it reveals nothing of the shopper.
    const { planning } = await import('./plan/plan-list.js');
    return await planning.hearSearches(context, asked, said);
  } catch (error) {
    said.push({ code: codeOf(error), message: `Searches are not heard in this list: ${messageOf(error)}` });
    return context;
  }
}
