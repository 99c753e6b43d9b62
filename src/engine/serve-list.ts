import type { ListCall } from '../types/list-call.js';
import { asksForPlan } from './call/call-parameters.js';
import { ownCall } from './call/own-call.js';
import { makeList, type WatchList } from './list/make-list.js';
import type { ListContext } from './list/ranking-source.js';
import type { ServedList } from './list/served-list.js';
import { rowsNotListed } from './rows/rows-not-listed.js';
import { chooseSource } from './sources/choose-source.js';

/**
 * Makes a list by what its call says.
 *
 * @param context pack, scorer, shopper and clock
 * @param said any call but `next`
 * @param count most items wanted
 * @param given ids that were given before and do not come again
 * @param watch told what every step leaves
 */
export async function serveList(
  context: ListContext,
  said: ListCall,
  count: number,
  given: ReadonlySet<string>,
  watch?: WatchList,
): Promise<ServedList> {
  const asked = ownCall(said);
  if (asked.interleave)
    return (await import('./sources/further-lists.js')).furtherLists.interleaveLists(context, asked, count, given, serveList);
  const asks = context.pack.grouped || asksForPlan(asked);
  const planning = asks ? (await import('./plan/plan-list.js')).planning : null;
  const call = planning === null ? asked : ownCall(planning.presetCall(context.pack, asked));
  if (call.kind === 'rerank') return (await import('./sources/further-lists.js')).furtherLists.rerankItems(context, call, count, given);
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
