import type { CatalogItem } from '../../types/catalog-item.js';
import type { EncoderSettings } from '../../types/manifest.js';
import { type ColdStartSettings, MAX_SUPPORT } from '../content/cold-start-settings.js';
import { contentNeighbours } from '../content/content-neighbours.js';
import type { ContentVectors } from '../content/content-vectors.js';
import { type ColdItems, fillColdItems } from '../content/fill-cold-items.js';
import type { Interactions } from '../log/interactions.js';
import { removeItemsFromModels, sampleItems } from '../measure/hide-items.js';
import { hitRate, measureRanking, ndcg } from '../measure/measure-ranking.js';
import { audienceOf, itemAudience } from '../metrics/item-audience.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import { SILENT_STEP } from '../progress/progress.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../shoppers/test-shopper.js';

/** Lists of one kind of shopper: those who went on to a new item, or to a known one. */
interface TrialFigures {
  readonly shoppers: number;
  /** NDCG@20: more places than are shown tell settings apart with less noise. */
  readonly gain: number;
  readonly 'HR@20': number;
}

/** A shop in which a tenth of the items is as new as if nobody had ever touched them. */
export interface NewItemTrial {
  /** Is this row one of the new ones? */
  isNew(row: number): boolean;
  /**
   * Ranks for some shoppers.
   *
   * @param shoppers none of them in training
   * @param settings how strong content is; null: not used at all
   */
  measure(
    shoppers: readonly TestShopper[],
    settings: ColdStartSettings | null,
  ): Promise<{ readonly fresh: TrialFigures; readonly known: TrialFigures }>;
}

/** What is tried out. */
export interface TrialModels {
  /** What was learned from. */
  readonly training: Interactions;
  readonly models: TrainedModels;
  readonly content: ContentVectors;
  readonly catalog: readonly CatalogItem[];
  readonly settings: TrainSettings;
  readonly encoder: EncoderSettings;
}

/** Items that are made new. */
const NEW_SHARE = 0.1;
const GAINED_AT = 20;

/**
 * Sets the shop up: takes from trained models what they know of a seeded tenth of the items.
 *
 * @param tried models and content
 * @param steps told what is done
 */
export async function newItemTrial(tried: TrialModels, steps: StepLog): Promise<NewItemTrial> {
  const { training, models, content, catalog, settings, encoder } = tried;
  const sampled = sampleItems(training.items, NEW_SHARE, settings.seed);
  const support = itemSupport(training);
  const hidden = sampled.map((chosen, row) => (support[row] > 0 ? chosen : 0));
  const left = support.map((shoppers, row) => (hidden[row] === 1 ? 0 : shoppers));
  const forgotten = removeItemsFromModels(models, hidden);
  const items = await coldItems(content, catalog, left, steps, ' (as if a tenth of the items was new)');
  return {
    isNew: (row) => hidden[row] === 1,
    measure: async (shoppers, cold) => {
      const filled = cold === null ? forgotten : fillColdItems(forgotten, items, cold);
      const pack = openEncoded(await makePack(filled, catalog, settings, trialLabel(settings)));
      const figuresOf = async (some: readonly TestShopper[]): Promise<TrialFigures> => {
        const { places } = await measureRanking(pack, some, encoder, [GAINED_AT], SILENT_STEP);
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

/** Shoppers of each item. */
export function itemSupport(training: Interactions): Uint32Array {
  const audience = itemAudience(training);
  return Uint32Array.from({ length: training.items }, (_, row) => audienceOf(audience, row));
}

/** All that `fillColdItems` needs to know of the items. */
export async function coldItems(
  content: ContentVectors,
  catalog: readonly CatalogItem[],
  support: Uint32Array,
  steps: StepLog,
  purpose = '',
): Promise<ColdItems> {
  const near = await steps.run(
    `items alike in content${purpose}`,
    (step) => contentNeighbours(content, support, MAX_SUPPORT, step),
    support.length,
    'items',
  );
  return { content, catalog, support, near };
}
