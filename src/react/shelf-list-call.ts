import type { ListRequest, RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from '../types/request.js';

/** A call of the shelf that answers with a list: its name, and what it is given. */
export type ShelfListCall =
  | readonly ['recommend', RecommendRequest]
  | readonly ['related', string, RelatedRequest]
  | readonly ['boughtTogether', readonly string[], ListRequest]
  | readonly ['trending', TrendingRequest]
  | readonly ['recentlyViewed', ListRequest]
  | readonly ['rerank', readonly string[], RerankRequest];
