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
import type { Split } from '../shoppers/protocols.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { tuneBands } from './tune-bands.js';
import { blendStart, FADE_ONLY, tuneEncoder, WHOLE_BLEND } from './tune-encoder.js';

/** How far back what comes next may depend: on little more than the last step, or on a long way. */
const STEP_DECAYS = [0.9, 0.4];

/** What tuning chose, and what it trained on the way. */
export interface TunedModels {
  readonly settings: TrainSettings;
  /** Trained on what was given, with those settings. */
  readonly models: TrainedModels;
}

/**
 * Trains the models, and the items that follow with each of a few reaches: the one that orders the tuning shoppers' targets
 * best on its own is kept.
 *
 * @param training what is learned from; holds none of the targets
 * @param shoppers whose targets decide
 * @param catalog in row order
 * @param settings where the search starts
 * @param steps told what is done
 * @param purpose follows the steps' names
 * @param wanted models to train; without the closed form there is nothing to choose
 */
export async function tuneTraining(
  training: Interactions,
  shoppers: readonly TestShopper[],
  catalog: readonly CatalogItem[],
  settings: TrainSettings,
  steps: StepLog,
  purpose: string,
  wanted: readonly ShippedModel[] = SHIPPED_MODELS,
): Promise<TunedModels> {
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
 * Chooses each model's encoder settings on the targets set aside for that, none of which the split measures.
 *
 * @param names models to tune
 * @param split how the log is parted
 * @param packOf a model's pack, trained on `split.tuningTraining`
 * @param encoder where the search starts
 * @param steps told what is done
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
    const tunable = name === 'blend' ? WHOLE_BLEND : FADE_ONLY;
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
