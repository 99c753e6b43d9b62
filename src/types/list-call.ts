import type { Note } from './note.js';
import type { RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from './request.js';

/** Which list is asked for: the calls of a shelf that answer with one. */
export type ListKind =
  | 'recommend'
  | 'related'
  | 'boughtTogether'
  | 'trending'
  | 'newArrivals'
  | 'recentlyViewed'
  | 'buyAgain'
  | 'rerank'
  | 'because'
  | 'next';

/** A list call as it crosses to the engine. What a kind has no use for is ignored. */
export interface ListCall extends RecommendRequest, RelatedRequest, TrendingRequest, RerankRequest {
  readonly kind: ListKind;
  /** `next`: the answer that is continued. */
  readonly recommendationId?: string;
  /** Only items of this category and those below it: what the scenario `category` comes to. */
  readonly within?: string;
  /** What the scenario could not do as asked. */
  readonly presetNotes?: readonly Note[];
}
