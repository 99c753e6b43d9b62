import type { Answer } from '../types/answer.js';
import type { ListCall, ListKind } from '../types/list-call.js';
import type { RecommendRequest } from '../types/request.js';
import type { Segments } from '../types/segments.js';
import type { CallOptions, Shelf } from '../types/shelf.js';
import { untilAborted } from '../worker/link.js';
import type { Protocol } from '../worker/protocol.js';
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
): Pick<Shelf, ListKind | 'segments' | 'explain' | 'quiz' | 'measure' | 'items'> {
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

  /** Asks for what is no list, and is null where the engine cannot be asked. */
  const study = <Name extends 'explain' | 'quiz' | 'measure'>(
    name: Name,
    input: Protocol[Name][0],
    options?: CallOptions | null,
  ): Promise<Protocol[Name][1] | null> =>
    guard.run<Protocol[Name][1] | null>(
      name,
      async () => link.call(name, input, await ready(options)),
      () => null,
    );

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
    explain: (itemId, request, options) => study('explain', { ...request, itemId }, options),
    quiz: (request, options) => study('quiz', { ...request }, options),
    measure: (options) => study('measure', null, options),
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
