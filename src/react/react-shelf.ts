import type { Answer } from '../types/answer.js';
import type { ListRequest, RecommendRequest } from '../types/request.js';
import type { CallOptions, Shelf } from '../types/shelf.js';

/** `useRerank()`'s options. */
export interface RerankOptions {
  /** How far the shopper's taste may move what the shop ordered, 0 (not at all) to 1. Default: the shelf's. */
  readonly strength?: number;
}

/** What `useTrendingItems()` asks for. */
export interface TrendingRequest extends ListRequest {
  /** Only what lies in this category, as in the feed's `product_type`. */
  readonly category?: string;
  /** Among all items, or among those near the shopper's tastes. Default `all`. */
  readonly among?: 'all' | 'my-tastes';
}

/** What `useRelatedProducts()` asks for. */
export interface RelatedRequest extends ListRequest {
  /** How far the shopper's own history bends the list, 0 to 1. Default: the shelf's. */
  readonly userImpact?: number;
}

/** A shelf as the hooks use it. A call that a shelf does not have is answered by the hook's fallback. */
export interface ReactShelf extends Shelf {
  boughtTogether?(itemIds: readonly string[], request?: ListRequest, options?: CallOptions): Promise<Answer>;
  trending?(request?: TrendingRequest, options?: CallOptions): Promise<Answer>;
  rerank?(itemIds: readonly string[], request?: RerankOptions, options?: CallOptions): Promise<Answer>;
}

/** A call of the shelf that answers with a list: its name, and what it is given. */
export type ListCall =
  | readonly ['recommend', RecommendRequest]
  | readonly ['related', string, RelatedRequest]
  | readonly ['boughtTogether', readonly string[], ListRequest]
  | readonly ['trending', TrendingRequest]
  | readonly ['recentlyViewed', ListRequest]
  | readonly ['rerank', readonly string[], RerankOptions];
