import type { ListCall, ListKind } from '../../types/list-call.js';

/**
 * The type of a parameter. `share`: 0 to 1. `own`: checked where it is used, since it cannot be ignored or has its own note.
 * `inner`: set by the engine only. An array: one of these names.
 */
type Takes = 'text' | 'texts' | 'number' | 'count' | 'share' | 'truth' | 'own' | 'inner' | readonly string[];

/** The definition of a parameter of a list call. */
export interface CallParameter {
  readonly takes: Takes;
  /** Whether the list needs the chunk `plan-list`. */
  readonly planned?: true;
  /** Maximum number of entries. */
  readonly most?: number;
  /** The names allowed inside. */
  readonly within?: readonly string[];
}

/** Every parameter of a list call. */
export const CALL_PARAMETERS = {
  kind: {
    takes: [
      'recommend',
      'related',
      'boughtTogether',
      'trending',
      'newArrivals',
      'onSale',
      'recentlyViewed',
      'buyAgain',
      'savedForLater',
      'rerank',
      'because',
      'next',
    ] satisfies ListKind[],
  },
  placement: { takes: 'text' },
  repeats: { takes: 'truth' },
  neutral: { takes: 'truth' },
  count: { takes: 'count' },
  now: { takes: 'number' },
  seed: { takes: 'number' },
  exclude: { takes: ['none', 'bought', 'seen'] },
  attributes: { takes: 'texts', most: 100 },
  types: { takes: 'texts', within: ['product', 'article', 'live'], most: 100 },
  inStock: { takes: 'truth' },
  scenario: { takes: ['home', 'product', 'cart', 'category', 'search', 'empty-search', 'order-confirmed', 'landing'] },
  itemId: { takes: 'text' },
  itemIds: { takes: 'texts', most: 10_000 },
  category: { takes: 'text' },
  query: { takes: 'text' },
  among: { takes: ['all', 'my-tastes'] },
  userImpact: { takes: 'share' },
  strength: { takes: 'share' },
  recommendationId: { takes: 'text' },
  excludeSeen: { takes: 'own', planned: true, most: 50, within: ['event', 'days', 'times'] },
  onePerGroup: { takes: 'truth', planned: true },
  maxPer: { takes: 'own', planned: true },
  pins: { takes: 'own', planned: true, most: 1000, within: ['id', 'place'] },
  promoted: { takes: 'own', planned: true, within: ['ids', 'share'] },
  objective: { takes: 'own', planned: true, within: ['attribute', 'weight'] },
  minDistinctness: { takes: 'own', planned: true },
  segment: { takes: 'own', planned: true, within: ['category', 'brand', 'prototype', 'pack'] },
  filter: { takes: 'own', planned: true },
  boost: { takes: 'own', planned: true },
  priceFit: { takes: 'own', planned: true },
  context: { takes: 'own', within: ['item', 'device', 'referrer'] },
  unavailable: { takes: 'own', planned: true, most: 100_000 },
  diversity: { takes: 'share', planned: true },
  calibration: { takes: 'share', planned: true },
  rotationRate: { takes: 'share', planned: true },
  rotationTime: { takes: 'number', planned: true },
  exploration: { takes: 'share', planned: true },
  popularityDiscount: { takes: 'share', planned: true },
  exposureFloor: { takes: 'share', planned: true },
  interleave: { takes: 'own', within: ['with', 'name'] },
  ranker: { takes: 'truth', planned: true },
  within: { takes: 'inner', planned: true },
  presetNotes: { takes: 'inner' },
  shown: { takes: 'inner' },
  arm: { takes: 'inner' },
  shopOrder: { takes: 'inner' },
} as const satisfies Record<keyof ListCall, CallParameter>;

/** The same, by name. */
export const PARAMETERS: Readonly<Record<string, CallParameter | undefined>> = Object.assign(Object.create(null), CALL_PARAMETERS);

/** Whether a call needs the chunk `plan-list`. */
export function asksForPlan(call: ListCall): boolean {
  if (call.scenario !== undefined && call.scenario !== 'home') return true;
  return Object.entries(call).some(
    ([name, value]) => PARAMETERS[name]?.planned && value !== undefined && value !== null && value !== 0 && value !== '',
  );
}
