import { fillThinRows } from '../content/fill-thin-rows.js';
import type { Interactions } from '../log/interactions.js';
import { expectedPopularity } from '../models/expected-popularity.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { itemSupport } from '../tune/new-item-trial.js';
import type { BuildInput } from './read-build-input.js';

/** Minimum number of shoppers of an item with factors: those of fewer repeat what one shopper did. */
const FEWEST_SHOPPERS = 3;

/**
 * Completes trained models from the feed, the more the less is known of an item: similar items by content, popularity by its place and its
 * category, and no factors for items that hardly anybody knows. So few orders improve the lists that the feed alone gives.
 *
 * @param models trained
 * @param training the interactions that they were trained on
 * @param input catalogue and content
 * @param settings of the training
 */
export function completeFromFeed(
  models: TrainedModels,
  training: Interactions,
  { alike, catalog }: Pick<BuildInput, 'alike' | 'catalog'>,
  settings: TrainSettings,
): TrainedModels {
  const popularity = expectedPopularity(models.popularity, training, catalog, settings.encoder.halfLifeDays);
  if (alike === null) return { ...models, popularity };
  const support = itemSupport(training);
  const dimensions = models.factors.length / catalog.length;
  const isThin = (at: number): boolean => support[Math.floor(at / dimensions)] < FEWEST_SHOPPERS;
  const factors = models.factors.map((value, at) => (isThin(at) ? 0 : value));
  return { ...models, popularity, factors, neighbours: fillThinRows(models.neighbours, alike, support) };
}
