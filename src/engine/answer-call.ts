import { DEFAULT_COUNT } from '../core/default-count.js';
import type { Answer } from '../types/answer.js';
import type { ListCall } from '../types/list-call.js';
import type { ListContext } from './list/list-context.js';
import type { ListMemory } from './list/list-memory.js';
import { tellFilled } from './list/own-up.js';
import type { ServedList } from './list/served-list.js';
import { serveList } from './serve-list.js';

/** An answer before the engine adds its own notes and the time taken. */
export interface CallAnswer extends Omit<Answer, 'trace'> {
  readonly trace: Omit<Answer['trace'], 'milliseconds'>;
}

/** The inputs of an answer. */
export interface CallContext extends ListContext {
  /** The list, where it is made already. */
  readonly made?: ServedList;
}

/**
 * Answers a list call: makes a new list, or continues an earlier one.
 *
 * @param context pack, scorer, shopper and time
 * @param call names the list
 * @param count maximum number of items, 1 to 1000; undefined: the list's default
 * @param memory of the lists that can be continued
 * @param idOf makes the id of a new answer from its model; a continuation keeps the id of its list
 * @throws OnshelfError `bad-argument` for an unknown list or an item that is not in the pack
 */
export async function answerCall(
  context: CallContext,
  call: ListCall,
  count: number | undefined,
  memory: ListMemory,
  idOf: (model: Answer['servedBy']['model']) => string,
): Promise<CallAnswer> {
  let recommendationId = call.recommendationId ?? '';
  const ordered = call.kind === 'rerank' || call.scenario === 'search' ? call.itemIds : [];
  const wanted = count ?? (ordered?.length || DEFAULT_COUNT);
  let made: ServedList;
  if (call.kind === 'next') {
    const { furtherLists } = await import('./sources/further-lists.js');
    made = await furtherLists.continueList(memory.recall(recommendationId), count, serveList, context, call.shown);
  } else {
    made = context.made ?? (await serveList(context, call, wanted, new Set()));
    recommendationId = idOf(made.model) + (call.arm ?? '') + (made.mark ?? '');
    const given = new Set(made.items.map((item) => item.id));
    memory.remember(recommendationId, { call, context, count: wanted, given, first: context.made !== undefined, turn: Promise.resolve() });
  }
  const { model, backend, about, knownItems, excluded, steps } = made;
  const notes = [...made.notes, ...tellFilled(made.items)];
  let { items } = made;
  // The condition reads the manifest alone.
  if (context.pack.manifest.relevance) items = (await import('./plan/plan-list.js')).planning.addRelevance(context, items, notes);
  return {
    recommendationId,
    servedBy: { model, backend },
    items,
    ...(about && { about }),
    trace: { events: context.profile.interactions.length, knownItems, excluded, steps, notes },
  };
}
