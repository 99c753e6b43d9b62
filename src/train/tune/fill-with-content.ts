import type { CatalogItem } from '../../types/catalog-item.js';
import type { ModelCard } from '../../types/manifest.js';
import { type ColdStartSettings, MAX_SUPPORT } from '../content/cold-start-settings.js';
import type { ContentVectors } from '../content/content-vectors.js';
import { fillColdItems } from '../content/fill-cold-items.js';
import type { Interactions } from '../log/interactions.js';
import type { TrainedModels } from '../models/train-models.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { nextItemCases } from '../split/next-item-cases.js';
import type { TestShopper } from '../split/test-shopper.js';
import { coldItems, itemSupport, type NewItemTrial, newItemTrial, type TrialModels } from './new-item-trial.js';
import { coldStartCard, MAX_SHOPPERS, tuneColdStart } from './tune-cold-start.js';

/** Input of `fillWithContent`. */
interface ContentFilling {
  readonly models: TrainedModels;
  /** Training data of the models. */
  readonly training: Interactions;
  /** null: the models are returned unchanged. */
  readonly content: ContentVectors | null;
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** null: the models are returned unchanged. */
  readonly cold: ColdStartSettings | null;
  /** Reports the progress. */
  readonly steps: StepLog;
}

/** Fills the factors and tables of trained models for cold items, from content. */
export async function fillWithContent({ models, training, content, catalog, cold, steps }: ContentFilling): Promise<TrainedModels> {
  if (content === null || cold === null) return models;
  return fillColdItems(models, await coldItems(content, catalog, itemSupport(training), steps), cold);
}

/** Models and content of a trial; content is null where it is not used. */
type ContentTrial = Omit<TrialModels, 'content'> & { readonly content: ContentVectors | null };

/**
 * Tunes the cold-start settings on shoppers held out of training.
 *
 * @param tried models and content
 * @param shoppers none of them in training
 * @param steps reports the progress
 * @returns null where content is not used: there is none, no item is cold, or lists are worse with it
 */
export async function chooseColdStart(
  tried: ContentTrial,
  shoppers: readonly TestShopper[],
  steps: StepLog,
): Promise<ColdStartSettings | null> {
  const trial = await trialOf(tried, steps);
  return trial === null ? null : tuneColdStart(trial, shoppers, steps);
}

/**
 * Tunes the cold-start settings on one half of the shoppers held out of a build, at each of their events, and measures them on the
 * other half.
 *
 * @param tried models and content
 * @param log of all shoppers
 * @param heldOut the shoppers held out
 * @param steps reports the progress
 * @returns settings, and the model card of content, if it is used
 */
export async function tryContent(
  tried: ContentTrial,
  log: Interactions,
  { tuning, measuring }: HeldOut,
  steps: StepLog,
): Promise<{ readonly cold: ColdStartSettings | null; readonly cards: readonly ModelCard[] }> {
  const trial = await trialOf(tried, steps);
  if (trial === null || tried.content === null) return { cold: null, cards: [] };
  const itemIds = tried.catalog.map(({ id }) => id);
  const casesOf = (shoppers: readonly TestShopper[]): TestShopper[] =>
    [true, false].flatMap((fresh) =>
      nextItemCases({
        log,
        users: shoppers.map(({ user }) => user),
        itemIds,
        counts: (row) => trial.isNew(row) === fresh,
        most: MAX_SHOPPERS,
        seed: tried.settings.seed,
      }),
    );
  const cold = await tuneColdStart(trial, casesOf(tuning), steps);
  if (cold === null) return { cold, cards: [] };
  const { dimensions } = tried.content;
  const card = await steps.run('measuring content', () => coldStartCard(trial, casesOf(measuring), cold, dimensions));
  return { cold, cards: [card] };
}

async function trialOf({ content, ...tried }: ContentTrial, steps: StepLog): Promise<NewItemTrial | null> {
  if (content === null || itemSupport(tried.training).every((count) => count >= MAX_SUPPORT)) return null;
  return newItemTrial({ ...tried, content }, steps);
}

/** How content was used, for the notes of an evaluation. */
export function coldStartNotes(content: ContentVectors | null, cold: ColdStartSettings | null): string[] {
  if (content === null) return [];
  if (cold === null) return ['Content is not used: no item is cold, or lists were worse with it.'];
  const { strength, factors, support } = cold;
  return [
    `Content is used for items ${support === 1 ? 'without shoppers' : `with fewer than ${support} shoppers`}: strength ${strength} in the rows of other items, factors scaled by ${factors}.`,
  ];
}
