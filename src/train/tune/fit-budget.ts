import { OnshelfError } from '../../core/onshelf-error.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import { compressPack } from '../packing/compress-pack.js';
import { makePack, openEncoded, packBytes, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../split/test-shopper.js';
import { WHOLE_BLEND } from './tunable-settings.js';
import { blendStart, tuneEncoder } from './tune-encoder.js';

/** Entries per item, on average, in the two tables of a pack. */
type Shipped = TrainSettings['shipped'];

/** A candidate pack size. */
interface PackSize extends Shipped {
  /** Size of all files but the manifest. */
  readonly bytes: number;
  readonly fits: boolean;
  /** Of the tuning shoppers' lists, with a blend tuned for this pack; null where it was not measured. */
  readonly 'NDCG@20': number | null;
}

/** The chosen size, and the candidates. */
export interface BudgetChoice {
  /** Bytes allowed. */
  readonly budget: number;
  readonly chosen: Shipped;
  /** From the smallest to the largest. */
  readonly sizes: readonly PackSize[];
}

/** Candidate sizes. Neighbour lists are half as long as follower lists: they add less. */
const SIZES: readonly Shipped[] = [0, 4, 8, 12, 20, 30, 50].map((followers) => ({ followers, neighbours: Math.ceil(followers / 2) }));
/** Maximum size of the manifest, which comes on top of the files; it grows with the number of models and bands. */
export const MANIFEST_BYTES = 6000;

/**
 * Rejects a budget below the size of factors and catalogue alone. That size does not depend on the training, so this runs before it.
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
    `--budget is ${budget} bytes, but the smallest pack of these ${items} items has ${smallest} bytes, ${columns} of them for the catalogue. ` +
      'Raise the budget, lower --dimensions, or remove columns from the feed.',
  );
}

/** Input of `fitBudget`. */
interface BudgetRequest {
  /** Bytes; enough for factors and catalogue alone. */
  readonly budget: number;
  /** Models of the pack, trained on all shoppers. */
  readonly shipping: TrainedModels;
  /** Models trained without the tuning shoppers; null where no shopper could be held out: then the largest size that fits is chosen. */
  readonly trial: TrainedModels | null;
  /** Shoppers whose targets decide. */
  readonly tuning: readonly TestShopper[];
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  readonly settings: TrainSettings;
  /** Reports the progress. */
  readonly steps: StepLog;
}

/** Chooses the lengths of a pack's tables: of the sizes that fit, the one with the best lists, the smaller of two equal ones. */
export async function fitBudget(request: BudgetRequest): Promise<BudgetChoice> {
  const { budget, shipping, trial, tuning, catalog, settings, steps } = request;
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
