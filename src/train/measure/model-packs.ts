import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { type Replacement, replacementOf } from '../models/replacement-models.js';
import type { EvaluatedModel } from '../models/single-model.js';
import { SHIPPED_MODELS, type ShippedModel, type TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';

/** A pack as files, and as the browser reads it. */
export interface ModelPack {
  readonly models: TrainedModels;
  readonly encoded: EncodedPack;
  readonly pack: Pack;
  /** Of the model that it was asked for. */
  readonly trainSeconds: number;
}

/** The models that ship which have to be trained for these to be measured. */
export function shippedModelsFor(models: readonly EvaluatedModel[]): readonly ShippedModel[] {
  if (models.includes('blend')) return SHIPPED_MODELS;
  // Prototypes are groups of shoppers who are near in the space of the factors.
  return SHIPPED_MODELS.filter((model) => models.includes(model) || (model === 'ials' && models.includes('prototypes')));
}

/**
 * The packs that models are measured in: the one that ships for the blend, one with all that was learned for its parts on
 * their own, so that a rival loses nothing to the blend's thrift, and one for each model that takes the place of a part. Each
 * is made when it is first asked for.
 *
 * @param training what the models learn from
 * @param models trained on it, those at least that are asked for
 * @param catalog in row order
 * @param settings of the training
 * @param steps told what is done
 * @param purpose follows the steps' names
 */
export function modelPacks(
  training: Interactions,
  models: TrainedModels,
  catalog: readonly CatalogItem[],
  settings: TrainSettings,
  steps: StepLog,
  purpose = '',
): (model: EvaluatedModel) => Promise<ModelPack> {
  const open = async (trained: TrainedModels, used: TrainSettings): Promise<Omit<ModelPack, 'trainSeconds'>> => {
    const encoded = await makePack(trained, catalog, used, trialLabel(used));
    return { models: trained, encoded, pack: openEncoded(encoded) };
  };
  const untrimmed = { ...settings, shipped: { neighbours: settings.neighbours, followers: settings.neighbours } };
  let shipped: ReturnType<typeof open> | undefined;
  let whole: ReturnType<typeof open> | undefined;
  const replaced = new Map<EvaluatedModel, Promise<ModelPack>>();
  const withReplacement = async (model: EvaluatedModel, { train, total, unit }: Replacement): Promise<ModelPack> => {
    const start = performance.now();
    const lessons = { training, catalog, settings, popularity: models.popularity };
    const part = await steps.run(`${model}${purpose}`, (step) => train(lessons, step), total(lessons), unit);
    const trainSeconds = (performance.now() - start) / 1000;
    return { ...(await open({ ...models, ...part }, untrimmed)), trainSeconds };
  };
  return async (model) => {
    const replacement = replacementOf(model);
    if (replacement !== undefined) {
      const pack = replaced.get(model) ?? withReplacement(model, replacement);
      replaced.set(model, pack);
      return pack;
    }
    const { seconds } = models;
    if (model === 'blend') {
      shipped ??= open(models, settings);
      return { ...(await shipped), trainSeconds: Object.values(seconds).reduce((sum, part) => sum + part, 0) };
    }
    whole ??= open(models, untrimmed);
    return { ...(await whole), trainSeconds: seconds[model as ShippedModel] };
  };
}
