import type { Answer } from '../types/answer.js';
import type { ListCall, ListKind } from '../types/list-call.js';
import type { RecommendRequest } from '../types/request.js';
import type { Segments } from '../types/segments.js';
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
export function createListCalls(parts: ShelfParts, fallback: readonly string[]): Pick<Shelf, ListKind | 'segments' | 'items'> {
  const { recorder, link, guard } = parts;

  const ready = async (options: CallOptions | null | undefined): Promise<AbortSignal | undefined> => {
    const signal = options?.signal;
    await recorder.flush();
    await untilAborted(parts.opening, signal);
    return signal;
  };

  /** Asks once everything tracked so far stands where the engine reads it. */
  const ask = (
    kind: ListKind,
    request: RecommendRequest | null | undefined,
    options: CallOptions | null | undefined,
    about?: Partial<ListCall>,
    otherwise = fallback,
  ): Promise<Answer> =>
    guard.run(
      kind,
      async () => Object.freeze(await link.call('list', { ...request, ...about, kind }, await ready(options))),
      (why) => fallbackAnswer(otherwise, otherwise === fallback ? (request?.count ?? DEFAULT_COUNT) : otherwise.length, why),
    );
  const plain =
    (kind: ListKind) =>
    (request?: RecommendRequest, options?: CallOptions): Promise<Answer> =>
      ask(kind, request, options);

  return {
    recommend: plain('recommend'),
    related: (itemId, request, options) => ask('related', request, options, { itemId }),
    boughtTogether: (itemIds, request, options) => ask('boughtTogether', request, options, { itemIds }),
    trending: plain('trending'),
    newArrivals: plain('newArrivals'),
    recentlyViewed: plain('recentlyViewed'),
    buyAgain: plain('buyAgain'),
    // Results that cannot be ranked stay as they are; what was not listed cannot be continued.
    rerank: (itemIds, request, options) => ask('rerank', request, options, { itemIds }, itemIds ?? []),
    because: plain('because'),
    next: (recommendationId, count, options) => ask('next', count === undefined ? null : { count }, options, { recommendationId }, []),
    segments: (request, options) =>
      guard.run<Segments>(
        'segments',
        async () => link.call('segments', { ...request }, await ready(options)),
        () => ({ model: 'fallback', categories: [], brands: [] }),
      ),
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
