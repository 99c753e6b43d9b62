export type { Asked, NamedItems } from './binding/asked.js';
export type { ConsentControls } from './binding/consent-controls.js';
export type { CatalogListOptions, List, ListItem, OrderOptions, Resolve, ResolvedListOptions } from './binding/list.js';
export type { Identified, ListReport } from './binding/list-report.js';
export type { NextItems, NextOptions } from './binding/next-items.js';
export type { ProfileControls } from './binding/profile-controls.js';
export type { QuizControls } from './binding/quiz-round.js';
export type { ShelfSource } from './binding/shelf-store.js';
export type { NewArrivalsRequest, RelatedRequest, RerankRequest, TrendingRequest } from './types/request.js';
export {
  type CartListComposable,
  type ItemListComposable,
  type SuspenseComposable,
  useBecause,
  useBuyAgain,
  useFrequentlyBoughtTogether,
  useNewArrivals,
  useOnSale,
  useRecentlyViewed,
  useRecommendations,
  useRelatedProducts,
  useSavedForLater,
  useSuspenseRecommendations,
  useTrendingItems,
} from './vue/list-composables.js';
export { provideShelf } from './vue/provide-shelf.js';
export { useExplanation, useItems, useMeasures, useNextBest, useSegments } from './vue/use-asked.js';
export { useConsent } from './vue/use-consent.js';
export { useItemRef } from './vue/use-item-ref.js';
export type { ListComposable } from './vue/use-list.js';
export { type NextComposable, useNextItems } from './vue/use-next-items.js';
export { useProfile } from './vue/use-profile.js';
export { useQuiz } from './vue/use-quiz.js';
export { useRerank } from './vue/use-rerank.js';
export { useSegmentChange } from './vue/use-segment-change.js';
export { useTrack } from './vue/use-track.js';
