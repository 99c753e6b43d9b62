import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings } from '../../types/manifest.js';
import { type ColdStartSettings, MAX_SUPPORT } from '../content/cold-start-settings.js';
import { contentNeighbours } from '../content/content-neighbours.js';
import type { ContentVectors } from '../content/content-vectors.js';
import { type ColdItems, fillColdItems } from '../content/fill-cold-items.js';
import type { Interactions } from '../log/interactions.js';
import { hitRate, measureRanking, ndcg } from '../measure/measure-ranking.js';
import { removeItemsFromModels, sampleItems } from '../measure/remove-items.js';
import { audienceOf, itemAudience } from '../metrics/item-audience.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../split/test-shopper.js';

/** Metrics of the shoppers whose target is a new item, or of those whose target is a known one. */
interface TrialFigures {
  readonly shoppers: number;
  /** NDCG@20: longer than the lists shown, for less noise. */
  readonly gain: number;
  readonly 'HR@20': number;
}

/** Trained models without what they learned of a tenth of the items, which are then as new. */
export interface NewItemTrial {
  /** Whether the item of a row is treated as new. */
  isNew(row: number): boolean;
  /**
   * Ranks for shoppers, and measures the lists.
   *
   * @param shoppers none of them in training
   * @param settings how content is used; null: not at all
   */
  measure(
    shoppers: readonly TestShopper[],
    settings: ColdStartSettings | null,
  ): Promise<{ readonly fresh: TrialFigures; readonly known: TrialFigures }>;
}

/** Models and content of a trial. */
export interface TrialModels {
  /** Training data of the models. */
  readonly training: Interactions;
  readonly models: TrainedModels;
  readonly content: ContentVectors;
  readonly catalog: readonly CatalogItem[];
  readonly settings: TrainSettings;
  readonly encoder: EncoderSettings;
}

/** Share of the items that are treated as new. */
const NEW_SHARE = 0.1;
const GAINED_AT = 20;

/**
 * Prepares the trial: removes a seeded tenth of the items from trained models.
 *
 * @param tried models and content
 * @param steps reports the progress
 */
export async function newItemTrial(tried: TrialModels, steps: StepLog): Promise<NewItemTrial> {
  const { training, models, content, catalog, settings, encoder } = tried;
  const sampled = sampleItems(training.items, NEW_SHARE, settings.seed);
  const support = itemSupport(training);
  const hidden = sampled.map((chosen, row) => (support[row] > 0 ? chosen : 0));
  const left = support.map((shoppers, row) => (hidden[row] === 1 ? 0 : shoppers));
  const forgotten = removeItemsFromModels(models, hidden);
  const items = await coldItems(content, catalog, left, steps, ' (a tenth of the items as new)');
  return {
    isNew: (row) => hidden[row] === 1,
    measure: async (shoppers, cold) => {
      const filled = cold === null ? forgotten : fillColdItems(forgotten, items, cold);
      const pack = openEncoded(await makePack(filled, catalog, settings, trialLabel(settings)));
      const figuresOf = async (some: readonly TestShopper[]): Promise<TrialFigures> => {
        const { places } = await measureRanking({ pack, shoppers: some, encoder, cutoffs: [GAINED_AT], progress: SILENT_STEP });
        return { shoppers: some.length, gain: ndcg(places, GAINED_AT), 'HR@20': hitRate(places, GAINED_AT) };
      };
      const isFresh = ({ target }: TestShopper): boolean => hidden[target] === 1;
      return {
        fresh: await figuresOf(shoppers.filter(isFresh)),
        known: await figuresOf(shoppers.filter((shopper) => shopper.target >= 0 && !isFresh(shopper))),
      };
    },
  };
}

/** Number of shoppers of each item. Shape [items]. */
export function itemSupport(training: Interactions): Uint32Array {
  const audience = itemAudience(training);
  return Uint32Array.from({ length: training.items }, (_, row) => audienceOf(audience, row));
}

/** Input of `fillColdItems`: the items, their support, and their content neighbours. */
export async function coldItems(
  content: ContentVectors,
  catalog: readonly CatalogItem[],
  support: Uint32Array,
  steps: StepLog,
  purpose = '',
): Promise<ColdItems> {
  const near = await steps.run(
    `content neighbours${purpose}`,
    (step) => contentNeighbours(content, support, MAX_SUPPORT, step),
    support.length,
    'items',
  );
  return { content, catalog, support, near };
}
