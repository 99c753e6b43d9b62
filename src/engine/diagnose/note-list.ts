import type { Answer } from '../../types/answer.js';
import type { ListFacts } from '../../types/diagnosis.js';
import type { ListKind } from '../../types/list-call.js';

/** Number of lists that a diagnosis reports. */
const LISTS_REPORTED = 10;

/**
 * Notes a list for a diagnosis: of each kind and model the latest one, since many equal ones would crowd out the others.
 *
 * @param lists the latest first; changed
 * @param kind of the list
 * @param answer with all notes
 * @param time milliseconds since 1970
 * @returns the answer
 */
export function noteList(lists: ListFacts[], kind: ListKind, answer: Answer, time: number): Answer {
  const { servedBy, items, trace } = answer;
  const { model } = servedBy;
  const { events, knownItems, notes } = trace;
  lists.unshift({ kind, model, items: items.length, events, knownItems, time, notes });
  const older = lists.findIndex((list, at) => at > 0 && list.kind === kind && list.model === model);
  lists.splice(older < 0 ? LISTS_REPORTED : older, 1);
  return answer;
}
