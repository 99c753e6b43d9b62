import type { ListCall } from '../types/list-call.js';
import { chooseSource } from './choose-source.js';
import type { ListContext } from './list-source.js';
import { makeList, type WatchList } from './make-list.js';
import { rowsNotListed } from './rows-not-listed.js';
import type { SourcedList } from './sourced-list.js';

/** What a call may say, `name,value`, without asking for more than the best items. */
const PLAIN = /^(kind|count|exclude,|types|scenario,home|item|cat|q|user|among|strength)/;

/**
 * Makes a list by what its call says.
 *
 * @param context pack, scorer, shopper and clock
 * @param asked any but `next`
 * @param count most items wanted
 * @param given ids that were given before and do not come again
 * @param watch told what every step leaves
 */
export async function sourceList(
  context: ListContext,
  asked: ListCall,
  count: number,
  given: ReadonlySet<string>,
  watch?: WatchList,
): Promise<SourcedList> {
  if (asked.interleave) return (await import('./further-lists.js')).furtherLists.interleaveLists(context, asked, count, given, sourceList);
  const asks = context.pack.grouped || Object.entries(asked).some((entry) => !PLAIN.test(`${entry}`));
  const planning = asks ? (await import('./plan-list.js')).planning : null;
  const call = planning?.presetCall(context.pack, asked) ?? asked;
  if (call.kind === 'rerank') return (await import('./further-lists.js')).furtherLists.rerankItems(context, call, count, given);
  const chosen = await chooseSource(context, call);
  const leaveOut = {
    *[Symbol.iterator]() {
      yield* chosen.leaveOut;
      yield* Array.from(given, context.pack.rowOf);
      yield* rowsNotListed(context.pack, call, context.now);
    },
  };
  const bare = { ...chosen, leaveOut };
  const planned = await planning?.planList(context, call, count, bare, given);
  const source = planned?.source ?? bare;
  const list = await makeList(context, source, call, count, planned?.plan, watch);
  return {
    ...list,
    model: source.model,
    backend: source.query === null ? 'none' : context.scorer.backend,
    knownItems: source.knownItems,
    ...(source.about && { about: source.about }),
    notes: source.notes ?? [],
  };
}
