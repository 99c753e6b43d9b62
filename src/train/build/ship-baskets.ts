import type { OptionalContent } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import { collectBaskets } from '../baskets/collect-baskets.js';
import { packBaskets } from '../baskets/pack-baskets.js';
import { trainCalibrated } from '../baskets/try-baskets.js';
import type { Interactions } from '../log/interactions.js';
import { decayedInterest } from '../models/decayed-popularity.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { StepLog } from '../progress/step-log.js';

/**
 * The optional file of what is bought together, trained on all baskets.
 *
 * @param interactions of all shoppers
 * @param catalog in row order
 * @param popularity 0 to 1. Shape [items]
 * @param settings of the pack
 * @param steps reports the progress
 */
export async function shipBaskets(
  interactions: Interactions,
  catalog: readonly CatalogItem[],
  popularity: Float32Array,
  settings: TrainSettings,
  steps: StepLog,
): Promise<OptionalContent> {
  const interest = decayedInterest(interactions, settings.encoder.halfLifeDays);
  const { trained } = await trainCalibrated({ baskets: collectBaskets(interactions), catalog, interest, settings, steps });
  return packBaskets(trained, popularity);
}
