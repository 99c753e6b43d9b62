import { OnshelfError } from '../../core/onshelf-error.js';
import { within } from '../../core/time/deadline.js';
import type { Answer } from '../../types/answer.js';
import type { ListCall, ListKind } from '../../types/list-call.js';
import type { RecommendRequest } from '../../types/request.js';
import type { CallOptions, Shelf } from '../../types/shelf.js';
import { untilAborted } from '../../worker/link.js';
import type { ShelfParts } from '../storage/shelf-parts.js';
import { fallbackAnswer } from './fallback-answer.js';

const DEFAULT_COUNT = 12;
const FLUSH_DEADLINE = 1000;

/**
 * Waits until everything tracked so far stands where the engine reads it. For the pack the engine waits itself, as long as it is worth it.
 *
 * @param options of the call that asks
 * @returns the signal among them
 * @throws OnshelfError `cancelled` as soon as the signal fires; `closed`
 */
export async function whenReady(
  { recorder, closed }: ShelfParts,
  options: CallOptions | null | undefined,
): Promise<AbortSignal | undefined> {
  if (closed) throw new OnshelfError('closed', 'The shelf was closed.');
  const signal = options?.signal;
  // Storage that is stuck keeps no list waiting: what is on its way there is missing from it.
  await untilAborted(within(recorder.flush(), FLUSH_DEADLINE), signal);
  return signal;
}

/**
 * Makes the calls that answer with lists.
 *
 * @param parts of the shelf
 * @param fallback item ids in the shop's own order
 */
export function createListCalls(parts: ShelfParts, fallback: readonly string[]): Pick<Shelf, ListKind> {
  const { link, guard } = parts;

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
      async () => Object.freeze(await link.call('list', { ...request, ...about, kind }, await whenReady(parts, options))),
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
  };
}
