import type { Note } from './note.js';
import type { RecommendRequest, RelatedRequest, RerankRequest, TrendingRequest } from './request.js';

/** Kind of a list: the shelf's method that returns it. */
export type ListKind =
  | 'recommend'
  | 'related'
  | 'boughtTogether'
  | 'trending'
  | 'newArrivals'
  | 'onSale'
  | 'recentlyViewed'
  | 'buyAgain'
  | 'savedForLater'
  | 'rerank'
  | 'because'
  | 'next';

/** A list call as sent to the engine. Parameters that do not apply to its kind are ignored. */
export interface ListCall extends RecommendRequest, RelatedRequest, TrendingRequest, RerankRequest {
  readonly kind: ListKind;
  /** `next`: the list to continue. */
  readonly recommendationId?: string;
  /** Only items of this category or those below it; set by the scenario `category`. */
  readonly within?: string;
  /** Ids that other placements of the page show; left out. */
  readonly shown?: readonly string[];
  /** Suffix of the list's id: the group of an experiment that it was made for. */
  readonly arm?: string;
  /** With a placement: the shop's own order, which a control group may get. */
  readonly shopOrder?: readonly string[];
  /** Parts of the scenario that could not be applied. */
  readonly presetNotes?: readonly Note[];
}
