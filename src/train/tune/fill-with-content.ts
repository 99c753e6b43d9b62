import type { CatalogItem } from '../../types/catalog-item.js';
import type { ModelCard } from '../../types/manifest.js';
import { type ColdStartSettings, MAX_SUPPORT } from '../content/cold-start-settings.js';
import type { ContentVectors } from '../content/content-vectors.js';
import { fillColdItems } from '../content/fill-cold-items.js';
import type { Interactions } from '../log/interactions.js';
import type { TrainedModels } from '../models/train-models.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../shoppers/held-out.js';
import { nextItemCases } from '../shoppers/step-cases.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { coldItems, itemSupport, type NewItemTrial, newItemTrial, type TrialModels } from './new-item-trial.js';
import { coldStartCard, MAX_SHOPPERS, tuneColdStart } from './tune-cold-start.js';

/**
 * Trained models with their cold items filled.
 *
 * @param models trained
 * @param training what they learned from
 * @param content null: the models stay as they are
 * @param catalog in row order
 * @param cold how strong; null: the models stay as they are
 * @param steps told what is done
 */
export async function fillWithContent(
  models: TrainedModels,
  training: Interactions,
  content: ContentVectors | null,
  catalog: readonly CatalogItem[],
  cold: ColdStartSettings | null,
  steps: StepLog,
): Promise<TrainedModels> {
  if (content === null || cold === null) return models;
  return fillColdItems(models, await coldItems(content, catalog, itemSupport(training), steps), cold);
}

/** Models and content that are tried out; null where nothing is said of the items. */
type Tried = Omit<TrialModels, 'content'> & { readonly content: ContentVectors | null };

/**
 * Chooses how strong content is on shoppers whom training did not see.
 *
 * @param tried models and content
 * @param shoppers none of them in training
 * @param steps told what is done
 * @returns null where content is of no use: nobody waits for it, it says nothing, or it harms
 */
export async function chooseColdStart(tried: Tried, shoppers: readonly TestShopper[], steps: StepLog): Promise<ColdStartSettings | null> {
  const trial = await trialOf(tried, steps);
  return trial === null ? null : tuneColdStart(trial, shoppers, steps);
}

/**
 * The same at every step of shoppers held out of a build: half of them choose, the other half are measured.
 *
 * @param tried models and content
 * @param log of everybody
 * @param heldOut who was held out
 * @param steps told what is done
 * @returns settings, and the card that says what they bring, if any
 */
export async function tryContent(
  tried: Tried,
  log: Interactions,
  { tuning, measuring }: HeldOut,
  steps: StepLog,
): Promise<{ readonly cold: ColdStartSettings | null; readonly cards: readonly ModelCard[] }> {
  const trial = await trialOf(tried, steps);
  if (trial === null || tried.content === null) return { cold: null, cards: [] };
  const itemIds = tried.catalog.map(({ id }) => id);
  const casesOf = (shoppers: readonly TestShopper[]): TestShopper[] =>
    [true, false].flatMap((fresh) =>
      nextItemCases(
        log,
        shoppers.map(({ user }) => user),
        itemIds,
        (row) => trial.isNew(row) === fresh,
        MAX_SHOPPERS,
        tried.settings.seed,
      ),
    );
  const cold = await tuneColdStart(trial, casesOf(tuning), steps);
  if (cold === null) return { cold, cards: [] };
  const { dimensions } = tried.content;
  const card = await steps.run('measuring what content brings', () => coldStartCard(trial, casesOf(measuring), cold, dimensions));
  return { cold, cards: [card] };
}

async function trialOf({ content, ...tried }: Tried, steps: StepLog): Promise<NewItemTrial | null> {
  if (content === null || itemSupport(tried.training).every((count) => count >= MAX_SUPPORT)) return null;
  return newItemTrial({ ...tried, content }, steps);
}

/** What a reader of figures should know of content, in sentences. */
export function coldStartNotes(content: ContentVectors | null, cold: ColdStartSettings | null): string[] {
  if (content === null) return [];
  if (cold === null) return ['Content was left out: no item waits for it, or lists were worse with it.'];
  const { strength, factors, support } = cold;
  return [
    `Content speaks for items of fewer than ${support} shopper${support === 1 ? '' : 's'}, with strength ${strength} in the rows of others and factors of length ${factors}.`,
  ];
}
