import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { withUsedParts } from '../measure/encoder-parts.js';
import { fillFollowers } from '../models/categories/fill-followers.js';
import type { EvaluatedModel } from '../models/single-model.js';
import { type TrainedModels, trainModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { Split } from '../split/split.js';
import { categoryFillNote } from '../tune/categories/tune-category-fill.js';
import { chooseColdStart, coldStartNotes, fillWithContent } from '../tune/fill-with-content.js';
import { mixtureNote } from '../tune/tune-mixture.js';
import { tuneModels, tuneTraining } from '../tune/tune-models.js';
import { teachingNote } from '../tune/tune-teaching.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { joinEncoder } from './join-encoder.js';
import { type ModelPack, modelPacks, shippedModelsFor } from './model-packs.js';
import type { EvaluationInput } from './read-evaluation-input.js';

/** Models of one fold, tuned and trained. */
export interface TrainedFold {
  /** The pack that a model is measured in, trained on `split.training`. */
  readonly packOf: (model: EvaluatedModel) => Promise<ModelPack>;
  /** The pack that the blend was tuned in, trained on `split.tuningTraining`. */
  readonly tuningPack: () => Promise<Pack>;
  /** The tuned encoder settings of a model. */
  readonly encoderOf: (model: EvaluatedModel) => EncoderSettings;
  /** Chosen settings of a model's training. */
  readonly settingsOf: (model: EvaluatedModel) => TrainSettings;
  /** What a teacher, a mixture, categories and a sequence encoder were worth, and how content was used, a sentence or two each. */
  readonly notes: readonly string[];
}

/**
 * Phase 3 of an evaluation, once per fold: tunes the models on the tuning shoppers, then trains them on the whole training part.
 *
 * @param split from `prepareFold`
 * @param input catalogue and content
 * @param request models and settings
 * @param steps reports the progress
 */
export async function trainFold(
  split: Split,
  { catalog, content }: EvaluationInput,
  { models, settings, encoder: asked }: EvaluationRequest,
  steps: StepLog,
): Promise<TrainedFold> {
  const wanted = shippedModelsFor(models);
  const { training, tuningTraining, tuning } = split;
  const purpose = tuningTraining === training ? '' : ' (for tuning)';
  const trial = await tuneTraining({ training: tuningTraining, shoppers: tuning, catalog, settings, steps, purpose, wanted });
  const trialPacksOf = (of: TrainedModels, settings: TrainSettings) =>
    modelPacks({ training: tuningTraining, models: of, catalog, settings, steps, purpose });
  const trialPacks = trialPacksOf(trial.models, trial.settings);
  const encoders = await tuneModels(models, split, async (model) => (await trialPacks(model)).pack, settings.encoder, steps);
  const trained =
    purpose === ''
      ? trial.models
      : fillFollowers(await trainModels(training, trial.settings, steps, '', wanted), training, catalog, trial.settings);
  const { joined, notes } = await joinEncoder({
    asked,
    models,
    split,
    tried: trial.models,
    trained,
    packsOf: trialPacksOf,
    encoder: encoders.get('blend') ?? settings.encoder,
    settings: trial.settings,
    steps,
  });
  if (joined !== null) encoders.set('blend', joined.encoder);
  const encoderOf = (model: EvaluatedModel): EncoderSettings => encoders.get(model) ?? settings.encoder;
  const encoder = encoders.get('blend') ?? encoderOf(models[0]);
  const tried = {
    training: tuningTraining,
    models: joined?.tried ?? trial.models,
    content,
    catalog,
    settings: joined?.settings ?? trial.settings,
    encoder,
  };
  const cold = await chooseColdStart(tried, tuning, steps);
  const fill = (of: TrainedModels): Promise<TrainedModels> => fillWithContent({ models: of, training, content, catalog, cold, steps });
  const filled = await fill(trained);
  const followerNotes = [
    ...(trial.teaching === null ? [] : [teachingNote(trial.teaching)]),
    ...(trial.mixture === null ? [] : [mixtureNote(trial.mixture)]),
    ...(trial.categoryFill === null ? [] : [categoryFillNote(trial.categoryFill)]),
  ];
  const packsOf = (of: TrainedModels, settings: TrainSettings) => modelPacks({ training, models: of, catalog, settings, steps });
  const plain = filled === trial.models ? trialPacks : packsOf(filled, trial.settings);
  const blend = joined?.joinTo(await packsOf(await fill(joined.trained), joined.settings)('blend'));
  return {
    tuningPack: async () => joined?.tuningPack ?? (await trialPacks('blend')).pack,
    packOf: async (model) => (model === 'blend' && blend !== undefined ? blend : plain(model)),
    encoderOf,
    settingsOf: (model) => (model === 'blend' && joined !== null ? joined.settings : trial.settings),
    notes: [...followerNotes, ...notes, ...coldStartNotes(content, cold)],
  };
}

/**
 * A model's pack as it would ship: with the tuned encoder, and without parts that its blend does not use.
 *
 * @param fold from `trainFold`
 * @param model which model
 * @param catalog in row order
 */
export async function shippablePack(fold: TrainedFold, model: EvaluatedModel, catalog: readonly CatalogItem[]): Promise<EncodedPack> {
  const encoder = fold.encoderOf(model);
  const { models, optional = [] } = await fold.packOf(model);
  const settings = fold.settingsOf(model);
  return makePack(withUsedParts(models, encoder), catalog, settings, { ...trialLabel(settings), encoder, optional });
}
