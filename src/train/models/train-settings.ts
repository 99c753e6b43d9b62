import { DEFAULT_ENCODER } from '../../core/events/default-encoder.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { TeacherRequest } from '../teacher/teaching.js';
import type { ClosedFormSettings } from './closed-form.js';
import type { Mixture, MixtureRequest } from './mixture/mixture.js';
import type { PrototypeSettings } from './train-prototypes.js';

/** Sizes of a pack's parts. */
export interface ShippedSizes {
  /** Mean number of neighbours per item. */
  readonly neighbours: number;
  /** Mean number of followers per item. */
  readonly followers: number;
  /** Number of items, the most popular, whose titles and addresses come with the catalogue; those of all come later. Default: all come with it. */
  readonly earlyTexts?: number;
}

/** All settings of the training. */
export interface TrainSettings {
  /** Columns of the factors, a multiple of 4, 4 to 512. */
  readonly dimensions: number;
  /**
   * Columns of the rows that a sequence encoder of the kind `attention` learns in place of the factors, a multiple of 4, 4 to 512. More of them make its
   * lists better, and each costs a byte per item.
   */
  readonly learnedDimensions: number;
  /** Passes of the factorisation. */
  readonly iterations: number;
  readonly seed: number;
  /** Threads of the factorisation; the result does not depend on it. */
  readonly threads: number;
  /** See `itemCosine`. */
  readonly shrinkage: number;
  /** Maximum number of neighbours, and of followers, trained per item. */
  readonly neighbours: number;
  /** Minimum number of shoppers of a published pair of items, 1 or more. */
  readonly minimumSupport: number;
  /** What of the models and of the feed a pack has. */
  readonly shipped: ShippedSizes;
  /** Which teacher the closed form may learn from; how much, `following.teaching` says once it is chosen. */
  readonly teacher: TeacherRequest;
  /** Whether a mixture is looked for. */
  readonly mixing: MixtureRequest;
  /** What the table of followers is mixed from; null: the closed form with its second hop. */
  readonly mixture: Mixture | null;
  /** Whether rows of few followers are filled from categories; chosen on the tuning shoppers. */
  readonly categoryFill: boolean;
  /** Settings of the closed form. */
  readonly following: Omit<ClosedFormSettings, 'followers' | 'threads' | 'minimumSupport'>;
  readonly prototypes: PrototypeSettings;
  /** Encoder settings before tuning; `alpha` and `regularization` are also those of the factorisation. */
  readonly encoder: EncoderSettings;
}

/**
 * Default settings. The strengths did well on several kinds of logs; none is fitted to one shop. The ridge depends on the support: with
 * pairs of one shopper, 100 is better.
 */
export const DEFAULT_TRAIN_SETTINGS: Omit<TrainSettings, 'threads'> = {
  dimensions: 32,
  learnedDimensions: 64,
  iterations: 15,
  seed: 1,
  shrinkage: 20,
  neighbours: 50,
  minimumSupport: 2,
  teacher: 'auto',
  mixing: 'auto',
  mixture: null,
  categoryFill: false,
  shipped: { neighbours: 10, followers: 20 },
  following: { stepDecay: 0.9, backward: 0.3, candidates: 128, ridge: 10, secondHop: 1, teaching: null },
  prototypes: { count: 256, shoppers: 50, support: 3, items: 100, correction: 0.5 },
  encoder: { ...DEFAULT_ENCODER, alpha: 20, regularization: 1 },
};

/** Settings of `closedForm`. */
export function followingSettings({ following, neighbours, threads, minimumSupport }: TrainSettings): ClosedFormSettings {
  return { ...following, followers: neighbours, threads, minimumSupport };
}
