import type { EncodedPack } from '../pack/encode-pack.js';
import type { CatalogItem } from '../types/catalog-item.js';
import type { Pack } from '../types/pack.js';
import type { Interactions } from './interactions.js';
import { makePack, openEncoded, trialLabel } from './make-pack.js';
import { sequentialRules } from './sequential-rules.js';
import type { EvaluatedModel } from './single-model.js';
import type { StepLog } from './step-log.js';
import type { TrainedModels } from './train-models.js';
import type { TrainSettings } from './train-settings.js';

/** A pack as files, and as the browser reads it. */
export interface ModelPack {
  readonly encoded: EncodedPack;
  readonly pack: Pack;
  readonly trainSeconds: number;
}

/**
 * The packs that models are measured in: one for all that the shipped pack holds, and one for each model that takes the place
 * of one of them. Each is made when it is first asked for.
 *
 * @param training what the models learn from
 * @param models trained on it
 * @param catalog in row order
 * @param settings of the training
 * @param steps told what is done
 */
export function modelPacks(
  training: Interactions,
  models: TrainedModels,
  catalog: readonly CatalogItem[],
  settings: TrainSettings,
  steps: StepLog,
): (model: EvaluatedModel) => Promise<ModelPack> {
  const open = async (trained: TrainedModels): Promise<Omit<ModelPack, 'trainSeconds'>> => {
    const encoded = await makePack(trained, catalog, settings, trialLabel(settings));
    return { encoded, pack: openEncoded(encoded) };
  };
  let shipped: ReturnType<typeof open> | undefined;
  let rules: Promise<ModelPack> | undefined;
  const withRules = async (): Promise<ModelPack> => {
    const start = performance.now();
    const followers = await steps.run(
      'sequential rules',
      (step) => sequentialRules(training, settings.neighbours, step),
      training.items,
      'items',
    );
    const trainSeconds = (performance.now() - start) / 1000;
    return { ...(await open({ ...models, followers })), trainSeconds };
  };
  return async (model) => {
    if (model === 'sequential-rules') {
      rules ??= withRules();
      return rules;
    }
    shipped ??= open(models);
    const { seconds } = models;
    const trainSeconds = model === 'blend' ? Object.values(seconds).reduce((sum, part) => sum + part, 0) : seconds[model];
    return { ...(await shipped), trainSeconds };
  };
}
