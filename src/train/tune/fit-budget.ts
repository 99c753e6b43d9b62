import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { makePack, openEncoded, packBytes, trialLabel } from '../packing/make-pack.js';
import { compressPack } from '../packing/press-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../shoppers/test-shopper.js';
import { blendStart, tuneEncoder, WHOLE_BLEND } from './tune-encoder.js';

/** How many entries of its two tables a pack holds, per item on average. */
type Shipped = TrainSettings['shipped'];

/** A size that a pack may have. */
interface PackSize extends Shipped {
  /** All files; without the manifest. */
  readonly bytes: number;
  readonly fits: boolean;
  /** Of the lists of the tuning shoppers, with a blend chosen for this pack; null where it was not measured. */
  readonly 'NDCG@20': number | null;
}

/** Which size was chosen, out of which. */
export interface BudgetChoice {
  /** Bytes allowed. */
  readonly budget: number;
  readonly chosen: Shipped;
  /** From the smallest to the largest. */
  readonly sizes: readonly PackSize[];
}

/** Sizes tried. Lists of items alike are half as long: they add less. */
const SIZES: readonly Shipped[] = [0, 4, 8, 12, 20, 30, 50].map((followers) => ({ followers, neighbours: Math.ceil(followers / 2) }));
/** The manifest comes on top of the files; its size depends on how many models and blends it tells of, and is never more than this. */
export const MANIFEST_BYTES = 6000;

/**
 * Refuses a budget that not even factors and catalogue alone would meet, before anything is trained: the size of those does
 * not depend on what is learned.
 *
 * @param budget bytes
 * @param catalog in row order
 * @param settings of the training
 * @throws OnshelfError `bad-input`, naming the smallest size
 */
export async function expectBudget(budget: number, catalog: readonly CatalogItem[], settings: TrainSettings): Promise<void> {
  const items = catalog.length;
  const none = { offsets: new Uint32Array(items + 1), items: new Uint32Array(0), similarities: new Float32Array(0) };
  const nothing = {
    factors: new Float32Array(items * settings.dimensions),
    popularity: new Float32Array(items),
    neighbours: none,
    followers: none,
    prototypes: null,
    seconds: { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 },
  };
  const encoded = await compressPack(await makePack(nothing, catalog, settings, trialLabel(settings)));
  const smallest = packBytes(encoded) + MANIFEST_BYTES;
  if (smallest <= budget) return;
  const columns = encoded.manifest.files.find(({ role }) => role === 'catalog')?.bytes ?? 0;
  throw new OnshelfError(
    'bad-input',
    `--budget is ${budget} bytes, but the smallest pack of these ${items} items has ${smallest}, ${columns} of them for the catalogue. ` +
      'Allow more, ask for fewer --dimensions, or leave columns out of the feed.',
  );
}

/**
 * Chooses how long the lists of a pack may be: of the sizes that fit, the one whose lists are best, the smaller of two that
 * are equally good.
 *
 * @param budget bytes, met by factors and catalogue alone
 * @param shipping trained on everybody: these fill the pack
 * @param trial trained without the tuning shoppers; null where nobody could be held out: then the largest that fits is taken
 * @param tuning whose targets decide
 * @param catalog in row order
 * @param settings of the training
 * @param steps told what is done
 */
export async function fitBudget(
  budget: number,
  shipping: TrainedModels,
  trial: TrainedModels | null,
  tuning: readonly TestShopper[],
  catalog: readonly CatalogItem[],
  settings: TrainSettings,
  steps: StepLog,
): Promise<BudgetChoice> {
  const sizes: PackSize[] = [];
  let best: PackSize | undefined;
  for (const shipped of SIZES) {
    const sized = { ...settings, shipped };
    const bytes = packBytes(await compressPack(await makePack(shipping, catalog, sized, trialLabel(sized))));
    const fits = bytes + MANIFEST_BYTES <= budget;
    const gain =
      trial === null
        ? null
        : await steps.run(
            `measuring ${shipped.followers} followers per item`,
            async (step) => {
              const pack = openEncoded(await makePack(trial, catalog, sized, trialLabel(sized)));
              return (await tuneEncoder(pack, tuning, blendStart(settings.encoder), WHOLE_BLEND, step)).gain;
            },
            tuning.length,
            'shoppers',
          );
    const size: PackSize = { ...shipped, bytes, fits, 'NDCG@20': gain };
    sizes.push(size);
    if (fits && (best === undefined || gain === null || gain > (best['NDCG@20'] ?? 0))) best = size;
  }
  const { neighbours, followers } = best ?? SIZES[0];
  return { budget, chosen: { neighbours, followers }, sizes };
}
