import type { ListCall } from '../types/list-call.js';
import { asksForPlan } from './call/call-parameters.js';
import { ownCall } from './call/own-call.js';
import type { ListContext } from './list/list-context.js';
import { makeList } from './list/make-list.js';
import { ownUp } from './list/own-up.js';
import type { WatchList } from './list/rank-items.js';
import type { ServedList } from './list/served-list.js';
import { rowsNotListed } from './rows/rows-not-listed.js';
import { chooseSource } from './sources/choose-source.js';

/**
 * Turns a list call into a `ServedList`: chooses the `RankingSource`, plans the steps that the call asks for, and makes the list.
 *
 * @param context pack, scorer, shopper and time
 * @param said any call but `next`
 * @param count maximum number of items
 * @param given ids of earlier pages, left out
 * @param watch receives the result of every step
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
      yield* Array.from([...given, ...(call.shown ?? [])], context.pack.rowOf);
      yield* rowsNotListed(context.pack, call, context.now);
    },
  };
  const bare = { ...chosen, leaveOut };
  const planned = await planning?.planList(context, call, count, bare, given);
  const source = planned?.source ?? bare;
  const list = await makeList(context, source, { count, exclude: call.exclude, plan: planned?.plan, watch });
  return {
    ...list,
    model: ownUp(source.model, list.items),
    backend: source.query === null ? 'none' : context.scorer.backend,
    knownItems: source.knownItems,
    ...(source.about && { about: source.about }),
    notes: source.notes ?? [],
  };
}
