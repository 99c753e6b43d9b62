import { fillThinRows } from '../content/fill-thin-rows.js';
import { expectedPopularity } from '../models/expected-popularity.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { StepLog } from '../progress/step-log.js';
import { itemSupport } from '../tune/new-item-trial.js';
import type { BuildInput } from './read-build-input.js';

/** Minimum number of shoppers of an item with factors, where nothing was tuned: those of fewer repeat what one shopper did. */
const FEWEST_SHOPPERS = 3;

/**
 * Completes trained models from content: every item gets similar items. Where nothing could be tuned, factors of items that hardly
 * anybody knows are dropped, so that a few orders do not spoil the lists that content gives.
 *
 * @param models trained on all shoppers
 * @param input feed, content and log
 * @param choices settings of the training, and whether they were tuned on shoppers held out
 * @param steps reports the progress
 */
export async function completeFromContent(
  models: TrainedModels,
  { content, catalog, log }: Pick<BuildInput, 'content' | 'catalog' | 'log'>,
  { settings, tuned }: { readonly settings: TrainSettings; readonly tuned: boolean },
  steps: StepLog,
): Promise<TrainedModels> {
  const { halfLifeDays } = settings.encoder;
  const popularity = expectedPopularity(models.popularity, log.interactions, catalog, halfLifeDays);
  if (content === null) return { ...models, popularity };
  const support = itemSupport(log.interactions);
  const neighbours = await fillThinRows(models.neighbours, { content, catalog, support, tuned, steps });
  if (tuned) return { ...models, popularity, neighbours };
  const dimensions = models.factors.length / catalog.length;
  const factors = models.factors.map((value, at) => (support[Math.floor(at / dimensions)] < FEWEST_SHOPPERS ? 0 : value));
  return { ...models, popularity, neighbours, factors };
}
