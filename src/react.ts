export type { Asked, NamedItems } from './binding/asked.js';
export type { ConsentControls } from './binding/consent-controls.js';
export type {
  CartListHook,
  CatalogListOptions,
  ItemListHook,
  List,
  ListHook,
  ListItem,
  ListOptions,
  OrderOptions,
  Resolve,
  ResolvedListOptions,
} from './binding/list.js';
export type { Identified, ListReport } from './binding/list-report.js';
export type { NextHook, NextItems, NextOptions } from './binding/next-items.js';
export type { ProfileControls } from './binding/profile-controls.js';
export type { QuizControls } from './binding/quiz-round.js';
export type { ShelfSource } from './binding/shelf-store.js';
export type { OnshelfListAttributes, OnshelfPanelAttributes } from './react/jsx-elements.js';
export { OnshelfProvider, type OnshelfProviderProps } from './react/onshelf-provider.js';
export { useExplanation, useItems, useMeasures, useNextBest, useSegments } from './react/use-asked.js';
export { useBecause } from './react/use-because.js';
export { useBuyAgain } from './react/use-buy-again.js';
export { useConsent } from './react/use-consent.js';
export { useFrequentlyBoughtTogether } from './react/use-frequently-bought-together.js';
export { useItemRef } from './react/use-item-ref.js';
export { useNewArrivals } from './react/use-new-arrivals.js';
export { useNextItems } from './react/use-next-items.js';
export { useOnSale } from './react/use-on-sale.js';
export { useProfile } from './react/use-profile.js';
export { useQuiz } from './react/use-quiz.js';
export { useRecentlyViewed } from './react/use-recently-viewed.js';
export { type RecommendationsOptions, useRecommendations, useSuspenseRecommendations } from './react/use-recommendations.js';
export { type RelatedProductsOptions, useRelatedProducts } from './react/use-related-products.js';
export { useRerank } from './react/use-rerank.js';
export { useSavedForLater } from './react/use-saved-for-later.js';
export { useSegmentChange } from './react/use-segment-change.js';
export { useTrack } from './react/use-track.js';
export { useTrendingItems } from './react/use-trending-items.js';
export type { NewArrivalsRequest, RelatedRequest, RerankRequest, TrendingRequest } from './types/request.js';
