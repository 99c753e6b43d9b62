import { DEFAULT_ENCODER } from '../../core/events/default-encoder.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { ClosedFormSettings } from './closed-form.js';
import type { PrototypeSettings } from './train-prototypes.js';

/** Everything that decides what training yields, besides the data. */
export interface TrainSettings {
  /** Columns of the factors, a multiple of 4, 4 to 512. */
  readonly dimensions: number;
  /** Passes of the factorisation. */
  readonly iterations: number;
  readonly seed: number;
  /** Threads of the factorisation; the result does not depend on it. */
  readonly threads: number;
  /** See `itemCosine`. */
  readonly shrinkage: number;
  /** Neighbours learned per item, and followers. */
  readonly neighbours: number;
  /** Shoppers that a published pair of items rests on, at least, 1 or more. */
  readonly minimumSupport: number;
  /** How many of them a pack holds, per item on average. */
  readonly shipped: { readonly neighbours: number; readonly followers: number };
  /** How the items that follow are learned. */
  readonly following: Omit<ClosedFormSettings, 'followers' | 'threads' | 'minimumSupport'>;
  /** How kinds of shoppers are found. */
  readonly prototypes: PrototypeSettings;
  /** What the browser is told before anything is tuned; `alpha` and `regularization` are the factorisation's too. */
  readonly encoder: EncoderSettings;
}

/**
 * Where training starts. The strengths did well on logs of several kinds; none is fitted to one shop. The ridge goes with the
 * support: pairs of one shopper, where they are let in, want one of 100.
 */
export const DEFAULT_TRAIN_SETTINGS: Omit<TrainSettings, 'threads'> = {
  dimensions: 32,
  iterations: 15,
  seed: 1,
  shrinkage: 20,
  neighbours: 50,
  minimumSupport: 2,
  shipped: { neighbours: 10, followers: 20 },
  following: { stepDecay: 0.9, backward: 0.3, candidates: 128, ridge: 10, secondHop: 1 },
  prototypes: { count: 256, shoppers: 50, support: 3, items: 100, correction: 0.5 },
  encoder: { ...DEFAULT_ENCODER, alpha: 20, regularization: 1 },
};

/** What `closedForm` is told. */
export function followingSettings({ following, neighbours, threads, minimumSupport }: TrainSettings): ClosedFormSettings {
  return { ...following, followers: neighbours, threads, minimumSupport };
}
