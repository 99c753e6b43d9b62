import type { EncoderSettings } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import { type EvaluatedModel, singleModel } from '../models/single-model.js';
import { SHIPPED_MODELS, type ShippedModel, trainModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { StepLog } from '../progress/step-log.js';
import type { Split } from '../split/split.js';
import { tuneCategoryFill } from './categories/tune-category-fill.js';
import { type FollowersRequest, type FollowersTrial, tryFollowers } from './try-followers.js';
import { DECAYS_ONLY, WHOLE_BLEND } from './tunable-settings.js';
import { tuneBands } from './tune-bands.js';
import { blendStart, tuneEncoder } from './tune-encoder.js';
import { tuneMixture } from './tune-mixture.js';
import { type TunedModels, tuneTeaching, untriedTeaching } from './tune-teaching.js';

/** Candidate decays per event of the history: a long memory, and a short one. */
const STEP_DECAYS = [0.9, 0.4];

/** Input of `tuneTraining`. */
interface TrainingRequest extends FollowersRequest {
  /** Start of the search. */
  readonly settings: TrainSettings;
  /** Models to train; without the closed form there is nothing to tune. Default: all. */
  readonly wanted?: readonly ShippedModel[];
}

/**
 * Trains the models, the closed form with each of a few decays, and keeps the decay with the best lists of the closed form alone; then
 * tries what it learns from a teacher, a mixture of it with other tables, and last whether that is worth categoryFill.
 */
export async function tuneTraining(request: TrainingRequest): Promise<TunedModels> {
  const { training, shoppers, steps, purpose, wanted = SHIPPED_MODELS } = request;
  const isMeasured = shoppers.length > 0 && wanted.includes('closed-form');
  const settings = isMeasured ? request.settings : untriedTeaching(request.settings);
  const models = await trainModels(training, settings, steps, purpose, wanted);
  if (!isMeasured) return { settings, models, teaching: null, mixture: null, categoryFill: null };
  let best: FollowersTrial | null = null;
  for (const stepDecay of new Set([settings.following.stepDecay, ...STEP_DECAYS])) {
    const tried = { ...settings, following: { ...settings.following, stepDecay } };
    const known = stepDecay === settings.following.stepDecay ? models : undefined;
    const trial = await tryFollowers(request, {
      models,
      settings: tried,
      name: String(stepDecay),
      known,
      rows: null,
      tunable: ['followerDecay'],
    });
    if (best === null || trial.measured.gain > best.measured.gain) best = trial;
  }
  if (best === null) return { settings, models, teaching: null, mixture: null, categoryFill: null };
  return tuneCategoryFill(request, await tuneMixture(request, await tuneTeaching(request, best)));
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
