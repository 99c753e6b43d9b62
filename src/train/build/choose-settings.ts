import type { EncoderSettings, ModelCard } from '../../types/manifest.js';
import { type BasketChoice, tryBaskets } from '../baskets/try-baskets.js';
import { type ColdStartSettings, DEFAULT_COLD_START } from '../content/cold-start-settings.js';
import { MODELS_ON_CARDS, modelCards } from '../measure/model-cards.js';
import { type TrainedModels, trainModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import type { TestShopper } from '../split/test-shopper.js';
import { chooseBlend } from '../tune/choose-blend.js';
import { tryContent } from '../tune/fill-with-content.js';
import { type BudgetChoice, fitBudget } from '../tune/fit-budget.js';
import { tuneBands } from '../tune/tune-bands.js';
import { tuneTraining } from '../tune/tune-models.js';
import type { BuildRequest } from './build-request.js';
import type { BuildInput } from './read-build-input.js';

/** Settings of the pack, and their metrics. */
export interface BuildChoices {
  readonly settings: TrainSettings;
  readonly encoder: EncoderSettings;
  /** null: content is not used. */
  readonly cold: ColdStartSettings | null;
  readonly models: readonly ModelCard[];
  readonly baskets: BasketChoice;
  /** null where there is no budget. */
  readonly budget: BudgetChoice | null;
  /** Models trained on all shoppers, where the budget needed them; else null. */
  readonly trained: TrainedModels | null;
}

/**
 * Phase 2 of a build: tunes settings on one half of the held-out shoppers, and measures them on the other half.
 *
 * @param input feed, content and log
 * @param heldOut shoppers held out of training; null: nothing is tuned but the size, nor measured
 * @param request settings and budget
 * @param steps reports the progress, and keeps results for a build that is interrupted
 */
export async function chooseSettings(
  input: BuildInput,
  heldOut: HeldOut | null,
  request: BuildRequest,
  steps: StepLog,
): Promise<BuildChoices> {
  return heldOut === null ? chooseDefaults(input, request, steps) : chooseByTrial(input, heldOut, request, steps);
}

async function chooseDefaults(input: BuildInput, request: BuildRequest, steps: StepLog): Promise<BuildChoices> {
  const sized = await chooseSize(input, request.budget, { models: null, settings: request.settings, tuning: [] }, steps);
  const { encoder } = sized.settings;
  const models = await modelCards(null, [], encoder, sized.settings, SILENT_STEP);
  const { catalog, log } = input;
  const baskets = await tryBaskets({ log: log.interactions, heldOut: null, catalog, pack: null, settings: sized.settings, steps });
  return { ...sized, encoder, cold: DEFAULT_COLD_START, models, baskets };
}

async function chooseByTrial(input: BuildInput, heldOut: HeldOut, request: BuildRequest, steps: StepLog): Promise<BuildChoices> {
  const { catalog, content, log } = input;
  const { training, tuning, returning, measuring } = heldOut;
  const purpose = ' (without held-out shoppers)';
  const trial = await tuneTraining({ training, shoppers: tuning, catalog, settings: request.settings, steps, purpose });
  const sized = await chooseSize(input, request.budget, { ...trial, tuning }, steps);
  const { settings } = sized;
  const pack = openEncoded(await makePack(trial.models, catalog, settings, trialLabel(settings)));
  const blended = await steps.keep(
    'choosing the blend',
    (step) => chooseBlend(pack, tuning, returning, settings.encoder, step),
    2 * tuning.length,
    'lists',
  );
  const encoder = await steps.run('tuning bands of the blend', (step) => tuneBands(pack, tuning, blended, step), tuning.length, 'shoppers');
  const models = await steps.keep(
    'measuring',
    (step) => modelCards(pack, measuring, encoder, settings, step),
    MODELS_ON_CARDS.length * measuring.length,
    'lists',
  );
  const tried = { training, models: trial.models, content, catalog, settings, encoder };
  const { cold, cards } = await tryContent(tried, log.interactions, heldOut, steps);
  const shipped = { ...pack, manifest: { ...pack.manifest, encoder } };
  const baskets = await tryBaskets({ log: log.interactions, heldOut, catalog, pack: shipped, settings, steps });
  return { ...sized, encoder, cold, models: [...models, ...cards, ...(baskets.card === null ? [] : [baskets.card])], baskets };
}

/** Models that the size is measured with. */
interface SizeTrial {
  /** Trained without the tuning shoppers; null where no shopper could be held out. */
  readonly models: TrainedModels | null;
  readonly settings: TrainSettings;
  readonly tuning: readonly TestShopper[];
}

/** Chooses the lengths of the pack's tables. The models that ship determine its size, so with a budget they are trained first. */
async function chooseSize(
  { catalog, log }: BuildInput,
  budget: number | undefined,
  { models: trial, settings, tuning }: SizeTrial,
  steps: StepLog,
): Promise<Pick<BuildChoices, 'settings' | 'budget' | 'trained'>> {
  if (budget === undefined) return { settings, budget: null, trained: null };
  const trained = await trainModels(log.interactions, settings, steps);
  const choice = await fitBudget({ budget, shipping: trained, trial, tuning, catalog, settings, steps });
  return { settings: { ...settings, shipped: choice.chosen }, budget: choice, trained };
}
