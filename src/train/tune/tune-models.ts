import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { closedForm } from '../models/closed-form.js';
import { type EvaluatedModel, singleModel } from '../models/single-model.js';
import { SHIPPED_MODELS, type ShippedModel, type TrainedModels, trainModels } from '../models/train-models.js';
import { followingSettings, type TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { Split } from '../split/split.js';
import type { TestShopper } from '../split/test-shopper.js';
import { DECAYS_ONLY, WHOLE_BLEND } from './tunable-settings.js';
import { tuneBands } from './tune-bands.js';
import { blendStart, tuneEncoder } from './tune-encoder.js';

/** Candidate decays per event of the history: a long memory, and a short one. */
const STEP_DECAYS = [0.9, 0.4];

/** Tuned settings of the training, and the models trained with them. */
export interface TunedModels {
  readonly settings: TrainSettings;
  readonly models: TrainedModels;
}

/** Input of `tuneTraining`. */
interface TrainingRequest {
  /** Training data; contains none of the targets. */
  readonly training: Interactions;
  /** Shoppers whose targets decide. */
  readonly shoppers: readonly TestShopper[];
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** Start of the search. */
  readonly settings: TrainSettings;
  /** Reports the progress. */
  readonly steps: StepLog;
  /** Appended to the steps' names. */
  readonly purpose: string;
  /** Models to train; without the closed form there is nothing to tune. Default: all. */
  readonly wanted?: readonly ShippedModel[];
}

/** Trains the models, the closed form with each of a few decays, and keeps the decay with the best lists of the closed form alone. */
export async function tuneTraining(request: TrainingRequest): Promise<TunedModels> {
  const { training, shoppers, catalog, settings, steps, purpose, wanted = SHIPPED_MODELS } = request;
  const models = await trainModels(training, settings, steps, purpose, wanted);
  let best: TunedModels & { readonly gain: number } = { settings, models, gain: -1 };
  if (shoppers.length === 0 || !wanted.includes('closed-form')) return best;
  for (const stepDecay of new Set([settings.following.stepDecay, ...STEP_DECAYS])) {
    const tried = { ...settings, following: { ...settings.following, stepDecay } };
    const start = performance.now();
    const table =
      stepDecay === settings.following.stepDecay
        ? models.followers
        : await steps.keep(
            `items that follow, ${stepDecay}${purpose}`,
            (step) => closedForm(training, followingSettings(tried), step),
            2 * training.items,
            'items',
          );
    const seconds = { ...models.seconds, ...(table === models.followers ? {} : { 'closed-form': (performance.now() - start) / 1000 }) };
    const candidate = { ...models, followers: table, seconds };
    const pack = openEncoded(await makePack(candidate, catalog, tried, trialLabel(tried)));
    const alone = singleModel('closed-form', settings.encoder);
    const { gain } = await steps.keep(
      `measuring items that follow, ${stepDecay}`,
      (step) => tuneEncoder(pack, shoppers, alone, ['followerDecay'], step),
      shoppers.length,
      'shoppers',
    );
    if (gain > best.gain) best = { settings: tried, models: candidate, gain };
  }
  return best;
}

/**
 * Tunes each model's encoder settings on the tuning shoppers of a split.
 *
 * @param names models to tune
 * @param split training, tuning and test parts of the log
 * @param packOf a model's pack, trained on `split.tuningTraining`
 * @param encoder start of the search
 * @param steps reports the progress
 */
export async function tuneModels(
  names: readonly EvaluatedModel[],
  split: Split,
  packOf: (model: EvaluatedModel) => Promise<Pack>,
  encoder: EncoderSettings,
  steps: StepLog,
): Promise<Map<EvaluatedModel, EncoderSettings>> {
  const tuned = new Map<EvaluatedModel, EncoderSettings>();
  for (const name of names) {
    const start = name === 'blend' ? blendStart(encoder) : singleModel(name, encoder);
    if (name === 'popularity' || split.tuning.length === 0) {
      tuned.set(name, start);
      continue;
    }
    const tunable = name === 'blend' ? WHOLE_BLEND : DECAYS_ONLY;
    const pack = await packOf(name);
    const found = await steps.run(
      `tuning ${name}`,
      (step) => tuneEncoder(pack, split.tuning, start, tunable, step),
      split.tuning.length,
      'shoppers',
    );
    const banded =
      name !== 'blend'
        ? found.encoder
        : await steps.run(
            'tuning bands of the blend',
            (step) => tuneBands(pack, split.tuning, found.encoder, step),
            split.tuning.length,
            'shoppers',
          );
    tuned.set(name, banded);
  }
  return tuned;
}
