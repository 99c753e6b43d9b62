import type { RecommendedItem } from '../types/answer.js';
import type { ListCall } from '../types/list-call.js';
import type { Pack } from '../types/pack.js';
import { chooseSource } from './choose-source.js';
import type { ListContext } from './list-source.js';
import { makeList } from './make-list.js';
import { rowsNotListed } from './rows-not-listed.js';
import type { SourcedList } from './sourced-list.js';

/** What a call may say without asking for steps of their own. */
const PLAIN = /^(kind|count|exclude$|types|now|seed|scenario|item|category|query|user|among)/;

/**
 * Makes a list by what its call says.
 *
 * @param context pack, scorer, shopper and clock
 * @param call any but `next`
 * @param count most items wanted
 * @param given ids that were given before and do not come again
 */
export async function sourceList(context: ListContext, call: ListCall, count: number, given: ReadonlySet<string>): Promise<SourcedList> {
  if (call.kind === 'rerank') {
    const { furtherLists } = await import('./further-lists.js');
    const list = furtherLists.rerankItems(context, call.itemIds ?? [], call);
    return { ...list, items: withoutGiven(list.items, given).slice(0, count), model: 'rerank', backend: 'none' };
  }
  const chosen = await chooseSource(context, call);
  const leaveOut = {
    *[Symbol.iterator]() {
      yield* chosen.leaveOut;
      yield* rowsOf(context.pack, given);
      yield* rowsNotListed(context.pack, call, context.now);
    },
  };
  const planned = { source: { ...chosen, leaveOut }, plan: null };
  const asks = context.pack.grouped || Object.keys(call).some((name) => !PLAIN.test(name));
  const { source, plan } = asks
    ? await (await import('./plan-list.js')).planning.planList(context, call, count, planned.source, given)
    : planned;
  const list = await makeList(context, source, call, count, plan);
  return {
    ...list,
    items: withoutGiven(list.items, given),
    model: source.model,
    backend: source.query === null ? 'none' : context.scorer.backend,
    knownItems: source.knownItems,
    ...(source.about === undefined ? {} : { about: source.about }),
    notes: source.notes ?? [],
  };
}

/** A step may put in what the mask left out, as pins do. */
function withoutGiven(items: readonly RecommendedItem[], given: ReadonlySet<string>): readonly RecommendedItem[] {
  return given.size === 0 ? items : items.filter(({ id }) => !given.has(id));
}

function rowsOf(pack: Pack, itemIds: Iterable<string>): number[] {
  return Array.from(itemIds, pack.rowOf).filter((row) => row >= 0);
}
