import type { Answer } from '../types/answer.js';
import type { ListCall } from '../types/list-call.js';
import type { ListContext } from './list/list-context.js';
import type { ListMemory } from './list/list-memory.js';
import type { ServedList } from './list/served-list.js';
import { serveList } from './serve-list.js';

/** Length of a list that did not say. */
const DEFAULT_COUNT = 12;

/** An answer without what the engine adds: notes of its own, and the time it took. */
export interface CallAnswer extends Omit<Answer, 'trace'> {
  readonly trace: Omit<Answer['trace'], 'milliseconds'>;
}

/**
 * Answers a list call: anew, or as the continuation of an earlier answer.
 *
 * @param context pack, scorer, shopper and clock
 * @param call which list
 * @param count most items wanted, 1 to 1000; undefined: as many as is usual for the list
 * @param memory of the lists that may be continued
 * @param idOf gives a new answer its id, by the model that made it; a continuation keeps that of the list
 * @throws OnshelfError `bad-argument` where the call names no list, or an item that the pack does not know
 */
export async function answerCall(
  context: ListContext,
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
    made = await furtherLists.continueList(memory.recall(recommendationId), count, serveList);
  } else {
    made = await serveList(context, call, wanted, new Set());
    recommendationId = idOf(made.model) + (made.mark ?? '');
    const given = new Set(made.items.map((item) => item.id));
    memory.remember(recommendationId, { call, context, count: wanted, given, turn: Promise.resolve() });
  }
  const { model, backend, items, about, knownItems, excluded, steps, notes } = made;
  return {
    recommendationId,
    servedBy: { model, backend },
    items,
    ...(about && { about }),
    trace: { events: context.profile.interactions.length, knownItems, excluded, steps, notes },
  };
}
