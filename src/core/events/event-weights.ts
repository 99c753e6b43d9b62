import type { EncoderSettings } from '../../types/manifest.js';

/**
 * What an event of each name says of a shopper's interest in an item, a view being 1. A pack may bring its own.
 * Impressions (`view_item_list`) and searches weigh nothing: they say what the shop showed, not what the shopper wants.
 */
export const DEFAULT_EVENT_WEIGHTS: Readonly<Record<string, number>> = {
  view_item: 1,
  select_item: 0.5,
  share: 2,
  rate: 2,
  dwell: 0.5,
  add_to_wishlist: 3,
  add_to_cart: 3,
  begin_checkout: 3,
  purchase: 5,
  feedback: 4,
};

/** The encoder a trainer starts from. */
export const DEFAULT_ENCODER: EncoderSettings = {
  eventWeights: DEFAULT_EVENT_WEIGHTS,
  halfLifeDays: 60,
  positionDecay: 0.8,
  followerDecay: 0.7,
  seenDecay: 0.6,
  regularization: 0.1,
  alpha: 1,
  blend: { foldIn: 1, neighbours: 1, followers: 1, seen: 0, prototypes: 0, popularity: 0.02 },
};
