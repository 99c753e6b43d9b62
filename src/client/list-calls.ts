import type { Answer } from '../types/answer.js';
import type { ListRequest } from '../types/request.js';
import type { Shelf } from '../types/shelf.js';
import { fallbackAnswer } from './fallback-answer.js';
import type { ShelfParts } from './shelf-parts.js';

const DEFAULT_COUNT = 12;
const DEFAULT_PAGE = 100;

/**
 * Makes the calls that answer with lists.
 *
 * @param parts of the shelf
 * @param fallback item ids in the shop's own order
 */
export function createListCalls(
  parts: ShelfParts,
  fallback: readonly string[],
): Pick<Shelf, 'recommend' | 'related' | 'recentlyViewed' | 'items'> {
  const { recorder, link, guard } = parts;

  /** Asks once everything tracked so far stands where the engine reads it. */
  const ask = (what: string, request: ListRequest, call: () => Promise<Answer>): Promise<Answer> =>
    guard.run(
      what,
      async () => {
        await recorder.flush();
        await parts.opening;
        return Object.freeze(await call());
      },
      (why) => fallbackAnswer(fallback, request.count ?? DEFAULT_COUNT, why),
    );

  return {
    recommend: (request = {}, { signal } = {}) => ask('recommend', request, () => link.call('recommend', request, signal)),
    related: (itemId, request = {}, { signal } = {}) => ask('related', request, () => link.call('related', { ...request, itemId }, signal)),
    recentlyViewed: (request = {}, { signal } = {}) => ask('recentlyViewed', request, () => link.call('recentlyViewed', request, signal)),
    items: ({ offset = 0, count = DEFAULT_PAGE } = {}) =>
      guard.run(
        'items',
        async () => {
          await parts.opening;
          return link.call('items', { offset, count });
        },
        () => ({ total: 0, items: [] }),
      ),
  };
}
