import type { EncodedPack, OptionalContent } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { type Replacement, replacementOf } from '../models/replacement-models.js';
import type { EvaluatedModel } from '../models/single-model.js';
import { SHIPPED_MODELS, type ShippedModel, type TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';

/** A pack of trained models, encoded and decoded. */
export interface ModelPack {
  readonly models: TrainedModels;
  readonly encoded: EncodedPack;
  readonly pack: Pack;
  /** Files that the pack ships with besides, such as that of a sequence encoder. Default: none. */
  readonly optional?: readonly OptionalContent[];
  /** Training time of the requested model. */
  readonly trainSeconds: number;
}

/** The shipped models that must be trained to measure `models`. */
export function shippedModelsFor(models: readonly EvaluatedModel[]): readonly ShippedModel[] {
  if (models.includes('blend')) return SHIPPED_MODELS;
  // Prototypes are clusters of shoppers in the space of the factors.
  return SHIPPED_MODELS.filter((model) => models.includes(model) || (model === 'ials' && models.includes('prototypes')));
}

/** Models, and what is needed to encode and replace them. */
interface ModelPackRequest {
  readonly training: Interactions;
  /** Trained on it: at least the models that will be requested. */
  readonly models: TrainedModels;
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Of the training. */
  readonly settings: TrainSettings;
  readonly steps: StepLog;
  /** Appended to the steps' names. Default: none. */
  readonly purpose?: string;
}

/**
 * The packs that models are measured in: the shipped pack for the blend; a pack with untrimmed tables for its parts on their own,
 * so that trimming costs them nothing; and one pack for each model that replaces a part. Each is made at its first use.
 *
 * @returns the pack of a model
 */
export function modelPacks(request: ModelPackRequest): (model: EvaluatedModel) => Promise<ModelPack> {
  const { training, models, catalog, settings, steps, purpose = '' } = request;
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
    const data = { training, catalog, settings, popularity: models.popularity };
    const part = await steps.run(`${model}${purpose}`, (step) => train(data, step), total(data), unit);
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
