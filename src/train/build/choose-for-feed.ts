import type { ModelCard } from '../../types/manifest.js';
import { trainModels } from '../models/train-models.js';
import type { StepLog } from '../progress/step-log.js';
import { noRanker } from '../ranker/ranker-choice.js';
import { noRelevance } from '../relevance/relevance-choice.js';
import { noEncoder } from '../sequence/encoder-choice.js';
import { fitBudget } from '../tune/fit-budget.js';
import type { BuildChoices } from './build-choices.js';
import type { BuildRequest } from './build-request.js';
import { completeFromFeed } from './complete-from-feed.js';
import type { BuildInput } from './read-build-input.js';

/**
 * Name of the model card that says that a pack was made without a log: its popularity is 0 everywhere, lists for everybody are in the order of
 * the feed, and nothing was measured.
 */
const FEED_ORDER_CARD = 'feed-order';
/** Columns of the factors where there are none: the fewest that a pack can have. */
const NO_FACTORS = 4;

/** Without a log there are no baskets. */
const NO_BASKETS = {
  used: false,
  baskets: 0,
  measured: 0,
  reason: 'Baskets: none without a log, so the pack has no model of what is bought together.',
  card: null,
};

/**
 * Settings of a pack without a log: similar items come from content, the order of all items is the feed's, and nothing is measured.
 *
 * @param input feed and content
 * @param request settings and budget
 * @param steps reports the progress
 */
export async function chooseForFeed(input: BuildInput, request: BuildRequest, steps: StepLog): Promise<BuildChoices> {
  const { shipped, encoder: usual } = request.settings;
  const blend = { foldIn: 0, neighbours: 1, followers: 0, seen: 0, prototypes: 0, popularity: usual.blend.popularity };
  const encoder = { ...usual, blend };
  const tables = { neighbours: shipped.neighbours + shipped.followers, followers: 0 };
  const settings = { ...request.settings, dimensions: NO_FACTORS, encoder, shipped: tables };
  const models: ModelCard[] = [
    { name: 'blend', parameters: { ...blend }, metrics: {} },
    ...(input.content === null ? [] : [{ name: 'content', parameters: { dimensions: input.content.dimensions }, metrics: {} }]),
    { name: FEED_ORDER_CARD, parameters: { items: input.catalog.length }, metrics: {} },
  ];
  const sequence = request.encoder === undefined ? null : noEncoder('there is no log to learn from');
  const ranker = request.ranker === undefined ? null : noRanker('there is no log to learn from');
  const unused = { cold: null, learned: null, teaching: null, mixture: null, categoryFill: null, budget: null, trained: null };
  const relevance = noRelevance('there is no log to learn from');
  const choices = { ...unused, settings, encoder, models, baskets: NO_BASKETS, sequence, ranker, relevance };
  if (request.budget === undefined) return choices;
  const untrained = await trainModels(input.log.interactions, settings, steps, '', []);
  const shipping = completeFromFeed(untrained, input.log.interactions, input, settings);
  const budget = await fitBudget({ budget: request.budget, shipping, trial: null, tuning: [], catalog: input.catalog, settings, steps });
  return { ...choices, settings: { ...settings, shipped: budget.chosen }, budget };
}
