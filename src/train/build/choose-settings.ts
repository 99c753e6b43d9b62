import type { Pack } from '../../types/pack.js';
import { tryBaskets } from '../baskets/try-baskets.js';
import { DEFAULT_COLD_START } from '../content/cold-start-settings.js';
import { MODELS_ON_CARDS, modelCards } from '../measure/model-cards.js';
import { fillFollowers } from '../models/categories/fill-followers.js';
import { reduceFactors } from '../models/reduce-factors.js';
import { type TrainedModels, trainModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import { noRanker } from '../ranker/ranker-choice.js';
import { tryRanker } from '../ranker/try-ranker.js';
import { noRelevance } from '../relevance/relevance-choice.js';
import { tryRelevance } from '../relevance/try-relevance.js';
import { type EncoderChoice, noEncoder } from '../sequence/encoder-choice.js';
import { tryEncoder } from '../sequence/try-encoder.js';
import type { HeldOut } from '../split/hold-out.js';
import type { TestShopper } from '../split/test-shopper.js';
import { cautiousBlend, usualBlend } from '../tune/cautious-blend.js';
import { chooseBlend } from '../tune/choose-blend.js';
import { tryContent } from '../tune/fill-with-content.js';
import { fitBudget } from '../tune/fit-budget.js';
import { tuneBands } from '../tune/tune-bands.js';
import { tuneTraining } from '../tune/tune-models.js';
import { untriedTeaching } from '../tune/tune-teaching.js';
import type { BuildChoices } from './build-choices.js';
import type { BuildRequest } from './build-request.js';
import { chooseForFeed } from './choose-for-feed.js';
import { completeFromFeed } from './complete-from-feed.js';
import type { BuildInput } from './read-build-input.js';

/** Why nothing more is tried in a small shop. */
const TOO_FEW = 'too few shoppers could be held out to measure it';
/** Number of shoppers from which the data alone tells which items are similar. */
const FEW_SHOPPERS = 2000;

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
  if (request.events.length === 0) return chooseForFeed(input, request, steps);
  const settings = input.log.interactions.users < FEW_SHOPPERS ? withLongRows(request.settings) : request.settings;
  const sized = { ...request, settings };
  return heldOut === null ? chooseDefaults(input, sized, steps) : chooseByTrial(input, heldOut, sized, steps);
}

/** Settings with longer tables of similar items, for few shoppers: little tells yet which of them, by data or by content, are the better ones. */
function withLongRows(settings: TrainSettings): TrainSettings {
  const { shipped } = settings;
  return { ...settings, shipped: { ...shipped, neighbours: 2 * shipped.neighbours } };
}

async function chooseDefaults(input: BuildInput, request: BuildRequest, steps: StepLog): Promise<BuildChoices> {
  const { trial: _, ...sized } = await chooseSize(
    input,
    request.budget,
    { models: null, settings: untriedTeaching(request.settings), tuning: [] },
    steps,
  );
  const encoder = usualBlend(sized.settings.encoder);
  const models = await modelCards(null, [], encoder, sized.settings, SILENT_STEP);
  const { catalog, log } = input;
  const baskets = await tryBaskets({ log: log.interactions, heldOut: null, catalog, pack: null, settings: sized.settings, steps });
  const sequence = request.encoder === undefined ? null : noEncoder(TOO_FEW);
  const ranker = request.ranker === undefined ? null : noRanker(TOO_FEW);
  return {
    ...sized,
    encoder,
    cold: DEFAULT_COLD_START,
    models,
    baskets,
    sequence,
    learned: null,
    ranker,
    relevance: noRelevance(TOO_FEW),
    teaching: null,
    mixture: null,
    categoryFill: null,
  };
}

async function chooseByTrial(input: BuildInput, heldOut: HeldOut, request: BuildRequest, steps: StepLog): Promise<BuildChoices> {
  const { catalog, content, log } = input;
  const { training, tuning, returning, measuring } = heldOut;
  const purpose = ' (without held-out shoppers)';
  const trial = await tuneTraining({ training, shoppers: tuning, catalog, settings: request.settings, steps, purpose });
  const { trial: reduced, ...sized } = await chooseSize(input, request.budget, { ...trial, tuning }, steps);
  const linearModels = reduced ?? trial.models;
  const packOf = async (models: TrainedModels, settings: TrainSettings): Promise<Pack> =>
    openEncoded(await makePack(completeFromFeed(models, training, input, settings), catalog, settings, trialLabel(settings)));
  const linear = await packOf(linearModels, sized.settings);
  const blended = await steps.keep(
    'choosing the blend',
    (step) => chooseBlend(linear, tuning, returning, sized.settings.encoder, step),
    2 * tuning.length,
    'lists',
  );
  const sure = await steps.run('checking the blend', (step) => cautiousBlend(linear, tuning, blended, step), tuning.length, 'shoppers');
  const {
    pack,
    encoder: joined,
    choice,
    learned,
    models: trialModels,
    settings,
  } = await withSequence(
    { models: linearModels, pack: linear, packOf, heldOut, encoder: sure, settings: sized.settings, steps, purpose },
    request,
  );
  const encoder = await steps.run('tuning bands of the blend', (step) => tuneBands(pack, tuning, joined, step), tuning.length, 'shoppers');
  const models = await steps.keep(
    'measuring',
    (step) => modelCards(pack, measuring, encoder, settings, step),
    MODELS_ON_CARDS.length * measuring.length,
    'lists',
  );
  const tried = { training, models: trialModels, content, catalog, settings, encoder };
  const { cold, cards } = await tryContent(tried, log.interactions, heldOut, steps);
  const shipped = { ...pack, manifest: { ...pack.manifest, encoder } };
  const baskets = await tryBaskets({ log: log.interactions, heldOut, catalog, pack: shipped, settings, steps });
  const { ranker: asked } = request;
  const { interactions } = log;
  const trialOfRanker = { pack, encoder, log: interactions, itemIds: input.itemIds, heldOut, seed: settings.seed, steps };
  const ranker = asked === undefined ? null : await tryRanker({ ...trialOfRanker, asked });
  const relevance = await tryRelevance({ pack, encoder, heldOut, steps });
  const further = [baskets.card, choice?.card ?? null, ranker?.card ?? null, relevance.card].filter((card) => card !== null);
  const { teaching, mixture, categoryFill } = trial;
  return {
    ...sized,
    settings,
    encoder,
    cold,
    models: [...models, ...cards, ...further],
    baskets,
    sequence: choice,
    learned,
    ranker,
    relevance,
    teaching,
    mixture,
    categoryFill,
  };
}

/** Tries the sequence encoder, if one is asked for. */
async function withSequence(
  trial: Omit<Parameters<typeof tryEncoder>[0], 'asked'>,
  { encoder: asked }: BuildRequest,
): Promise<Omit<Awaited<ReturnType<typeof tryEncoder>>, 'choice'> & { readonly choice: EncoderChoice | null }> {
  const { pack, encoder, models, settings } = trial;
  return asked === undefined ? { pack, encoder, models, settings, learned: null, choice: null } : tryEncoder({ ...trial, asked });
}

/** Models that the size is measured with. */
interface SizeTrial {
  /** Trained without the tuning shoppers; null where no shopper could be held out. */
  readonly models: TrainedModels | null;
  readonly settings: TrainSettings;
  readonly tuning: readonly TestShopper[];
}

/** The chosen size. */
interface SizeChoice extends Pick<BuildChoices, 'settings' | 'budget' | 'trained'> {
  /** The models that it was measured with, with as many columns as chosen. */
  readonly trial: TrainedModels | null;
}

/** Chooses the sizes of the pack's parts. The models that ship determine its size, so with a budget they are trained first. */
async function chooseSize(
  { catalog, log }: BuildInput,
  budget: number | undefined,
  { models: trial, settings, tuning }: SizeTrial,
  steps: StepLog,
): Promise<SizeChoice> {
  if (budget === undefined) return { settings, budget: null, trained: null, trial };
  const trained = fillFollowers(await trainModels(log.interactions, settings, steps), log.interactions, catalog, settings);
  const choice = await fitBudget({ budget, shipping: trained, trial, tuning, catalog, settings, steps });
  const { dimensions, ...shipped } = choice.chosen;
  return {
    settings: { ...settings, dimensions, learnedDimensions: dimensions, shipped },
    budget: choice,
    trained: reduceFactors(trained, settings.dimensions, dimensions),
    trial: trial && reduceFactors(trial, settings.dimensions, dimensions),
  };
}
