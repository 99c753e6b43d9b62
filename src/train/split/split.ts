import type { Interactions } from '../log/interactions.js';
import type { TestShopper } from './test-shopper.js';

/** A log split into a training, a tuning and a test part. */
export interface Split {
  /** Training data of the measured pack. */
  readonly training: Interactions;
  /** Training data of the pack that settings are tuned on: `training` itself, or part of it. */
  readonly tuningTraining: Interactions;
  /**
   * Shoppers whose targets settings are tuned on, at most `TUNING_SHOPPERS`, all of them reachable: others are missed with any
   * settings. None of these targets is measured in this split.
   */
  readonly tuning: readonly TestShopper[];
  /** Shoppers to measure on. */
  readonly test: readonly TestShopper[];
}

/** Maximum number of shoppers that settings are tuned on. */
export const TUNING_SHOPPERS = 2000;
/** Maximum share of the training shoppers that settings are tuned on; in a time-split, the share of the events. */
export const TUNING_SHARE = 0.1;
