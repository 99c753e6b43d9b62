import type { Answer } from '../types/answer.js';
import type { ListCall, ListKind } from '../types/list-call.js';
import type { RecommendRequest } from '../types/request.js';
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
): Pick<Shelf, 'recommend' | 'related' | 'recentlyViewed' | 'explain' | 'quiz' | 'measure' | 'items'> {
  const { recorder, link, guard } = parts;

  /** Asks once everything tracked so far stands where the engine reads it. */
  const ask = (
    kind: ListKind,
    request: RecommendRequest | null | undefined,
    options: CallOptions | null | undefined,
    about?: Partial<ListCall>,
  ): Promise<Answer> => {
    const signal = options?.signal;
    return guard.run(
      kind,
      async () => {
        await recorder.flush();
        await untilAborted(parts.opening, signal);
        return Object.freeze(await link.call('list', { ...request, ...about, kind }, signal));
      },
      (why) => fallbackAnswer(fallback, request?.count ?? DEFAULT_COUNT, why),
    );
  };

  /** Asks for what is no list, and is null where the engine cannot be asked. */
  const study = <Name extends 'explain' | 'quiz' | 'measure'>(
    name: Name,
    input: Protocol[Name][0],
    options?: CallOptions | null,
  ): Promise<Protocol[Name][1] | null> =>
    guard.run<Protocol[Name][1] | null>(
      name,
      async () => {
        await recorder.flush();
        await untilAborted(parts.opening, options?.signal);
        return link.call(name, input, options?.signal);
      },
      () => null,
    );

  return {
    recommend: (request, options) => ask('recommend', request, options),
    related: (itemId, request, options) => ask('related', request, options, { itemId }),
    recentlyViewed: (request, options) => ask('recentlyViewed', request, options),
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
