import type { IdReader } from '../../core/text/id-reader.js';
import type { Answer } from '../../types/answer.js';
import type { ListCall } from '../../types/list-call.js';

/**
 * Makes a list with the feed's ids for those of the page. A reranked list has the page's own ids, as they were given.
 *
 * @param idOf returns the feed's id
 * @param call of the page
 * @param ask makes a list
 */
export async function withFeedIds(idOf: IdReader, call: ListCall, ask: (call: ListCall) => Promise<Answer>): Promise<Answer> {
  const { itemId, itemIds, pins, promoted, unavailable, context } = call;
  const all = <Given>(ids: Given): Given | string[] => (Array.isArray(ids) ? ids.map(idOf) : ids);
  const answer = await ask({
    ...call,
    ...(itemId !== undefined && { itemId: idOf(itemId) }),
    ...(itemIds !== undefined && { itemIds: all(itemIds) }),
    ...(Array.isArray(pins) && { pins: pins.map((pin) => ({ ...pin, id: idOf(pin?.id) })) }),
    ...(promoted && { promoted: { ...promoted, ids: all(promoted.ids) } }),
    ...(context?.item !== undefined && { context: { ...context, item: idOf(context.item) } }),
    ...(unavailable !== undefined && { unavailable: all(unavailable) }),
  });
  if (call.kind !== 'rerank' || !Array.isArray(itemIds)) return answer;
  const given = new Map<string, string[]>();
  for (const id of itemIds) given.set(idOf(id), [...(given.get(idOf(id)) ?? []), `${id}`]);
  // An id that is given twice is listed twice.
  return { ...answer, items: answer.items.map((one) => ({ ...one, id: given.get(one.id)?.shift() ?? one.id })) };
}
