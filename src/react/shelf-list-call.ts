import type { ListRequest, RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from '../types/request.js';

/** A call of a shelf's list method: its name and its arguments. */
export type ShelfListCall =
  | readonly ['recommend', RecommendRequest]
  | readonly ['related', string, RelatedRequest]
  | readonly ['boughtTogether', readonly string[], ListRequest]
  | readonly ['trending', TrendingRequest]
  | readonly ['recentlyViewed', ListRequest]
  | readonly ['rerank', readonly string[], RerankRequest];
