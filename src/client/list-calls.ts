import type { Answer } from '../types/answer.js';
import type { ListRequest } from '../types/request.js';
import type { CallOptions, Shelf } from '../types/shelf.js';
import { untilAborted } from '../worker/link.js';
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
  const ask = (
    what: string,
    request: ListRequest | null | undefined,
    options: CallOptions | null | undefined,
    call: (signal: AbortSignal | undefined) => Promise<Answer>,
  ): Promise<Answer> => {
    const signal = options?.signal;
    return guard.run(
      what,
      async () => {
        await recorder.flush();
        await untilAborted(parts.opening, signal);
        return Object.freeze(await call(signal));
      },
      (why) => fallbackAnswer(fallback, request?.count ?? DEFAULT_COUNT, why),
    );
  };

  return {
    recommend: (request, options) => ask('recommend', request, options, (signal) => link.call('recommend', request ?? {}, signal)),
    related: (itemId, request, options) =>
      ask('related', request, options, (signal) => link.call('related', { ...request, itemId }, signal)),
    recentlyViewed: (request, options) =>
      ask('recentlyViewed', request, options, (signal) => link.call('recentlyViewed', request ?? {}, signal)),
    items: (page) =>
      guard.run(
        'items',
        async () => {
          await parts.opening;
          return link.call('items', { offset: page?.offset ?? 0, count: page?.count ?? DEFAULT_PAGE });
        },
        () => ({ total: 0, items: [] }),
      ),
  };
}
