import { DEFAULT_COUNT } from '../../core/default-count.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Answer } from '../../types/answer.js';
import type { ListCall, ListKind } from '../../types/list-call.js';
import type { RecommendRequest } from '../../types/request.js';
import type { CallOptions, Shelf } from '../../types/shelf.js';
import type { Link } from '../../worker/link.js';
import type { Guard } from '../failures/guard.js';
import { fallbackAnswer } from './fallback-answer.js';
import { type ReadyParts, whenReady } from './when-ready.js';
import { withPageContext } from './with-page-context.js';

/** What list calls use. */
interface ListParts extends ReadyParts {
  readonly guard: Pick<Guard, 'run'>;
  readonly link: Pick<Link, 'call'>;
  /** Makes a list with the feed's ids for those of the page; absent where both are the same. */
  readonly withIds?: ((call: ListCall, ask: (call: ListCall) => Promise<Answer>) => Promise<Answer>) | undefined;
}

/**
 * Creates the calls that return lists.
 *
 * @param fallback item ids in the fallback order
 */
export function createListCalls(parts: ListParts, fallback: readonly string[]): Pick<Shelf, ListKind> {
  const { link, guard, withIds = (call, ask) => ask(call) } = parts;

  /**
   * Makes a list from everything tracked so far.
   *
   * @param about the subject of the list
   * @param otherwise item ids to return if the engine fails
   */
  const ask = (
    kind: ListKind,
    request: RecommendRequest | null | undefined,
    options: CallOptions | null | undefined,
    about?: Partial<ListCall>,
    otherwise = fallback,
  ): Promise<Answer> =>
    guard.run(
      kind,
      async () => {
        const ready = await whenReady(parts, options);
        const answer = await withIds({ ...request, ...about, kind, ...(request?.placement && { shopOrder: otherwise }) }, (asked) =>
          withPageContext(asked, (call) => link.call('list', call, ready)),
        );
        for (const { code, message } of answer.trace.notes)
          if (code === 'ids-unknown' || code === 'order-unknown') warnOnce(code, code, message);
        return Object.freeze(answer);
      },
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
    onSale: plain('onSale'),
    recentlyViewed: plain('recentlyViewed'),
    buyAgain: plain('buyAgain'),
    savedForLater: plain('savedForLater'),
    // Results that cannot be ranked keep their order; a list that was not made cannot be continued.
    rerank: (itemIds, request, options) => ask('rerank', request, options, { itemIds }, itemIds ?? []),
    because: plain('because'),
    next: (recommendationId, count, options) => ask('next', count === undefined ? null : { count }, options, { recommendationId }, []),
  };
}
