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
 * The packs that models are measured in: the one that ships for the blend, one with all that was learned for its parts on
 * their own, so that a rival loses nothing to the blend's thrift, and one for each model that takes the place of a part. Each
 * is made when it is first asked for.
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
  const open = async (trained: TrainedModels, used: TrainSettings): Promise<Omit<ModelPack, 'trainSeconds'>> => {
    const encoded = await makePack(trained, catalog, used, trialLabel(used));
    return { encoded, pack: openEncoded(encoded) };
  };
  const untrimmed = { ...settings, shipped: { neighbours: settings.neighbours, followers: settings.neighbours } };
  let shipped: ReturnType<typeof open> | undefined;
  let whole: ReturnType<typeof open> | undefined;
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
    return { ...(await open({ ...models, followers }, untrimmed)), trainSeconds };
  };
  return async (model) => {
    if (model === 'sequential-rules') {
      rules ??= withRules();
      return rules;
    }
    const { seconds } = models;
    if (model === 'blend') {
      shipped ??= open(models, settings);
      return { ...(await shipped), trainSeconds: Object.values(seconds).reduce((sum, part) => sum + part, 0) };
    }
    whole ??= open(models, untrimmed);
    return { ...(await whole), trainSeconds: seconds[model] };
  };
}
