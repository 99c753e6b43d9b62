import { OnshelfError } from '../../core/onshelf-error.js';
import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import { parseOptional } from '../../pack/format/parse-optional.js';
import type { CatalogItem } from '../../types/catalog-item.js';
import type { FileRole } from '../../types/manifest.js';
import { reduceFactors } from '../models/reduce-factors.js';
import type { TrainedModels } from '../models/train-models.js';
import type { ShippedSizes, TrainSettings } from '../models/train-settings.js';
import { compressPack } from '../packing/compress-pack.js';
import { lateBytes, makePack, openEncoded, packBytes, trialLabel } from '../packing/make-pack.js';
import type { StepLog } from '../progress/step-log.js';
import type { TestShopper } from '../split/test-shopper.js';
import { WHOLE_BLEND } from './tunable-settings.js';
import { blendStart, tuneEncoder } from './tune-encoder.js';

/** Sizes of a pack's parts, with the columns of its factors. */
interface ChosenSize extends ShippedSizes {
  readonly dimensions: number;
}

/** A candidate pack size. */
interface PackSize extends ChosenSize {
  /** Size of all files that lists wait for, but the manifest. */
  readonly bytes: number;
  readonly fits: boolean;
  /** Of the tuning shoppers' lists, with a blend tuned for this pack; null where it was not measured. */
  readonly 'NDCG@20': number | null;
}

/** The texts of a pack that does not have room for all. */
interface TextChoice {
  /** Number of items, the most popular, whose titles and addresses come with the catalogue. */
  readonly early: number;
  /** Size of the files with the texts of all items, which every page fetches after the others; not counted in the budget. */
  readonly bytes: number;
  readonly files: number;
}

/** The chosen size, and the candidates. */
export interface BudgetChoice {
  /** Bytes allowed for all files that lists wait for, the manifest included. */
  readonly budget: number;
  readonly chosen: ChosenSize;
  /** From the smallest to the largest, first those with fewer columns. */
  readonly sizes: readonly PackSize[];
  /** null where all titles and addresses come with the catalogue. */
  readonly texts: TextChoice | null;
}

/** Candidate sizes. Neighbour lists are half as long as follower lists: they add less. */
const SIZES: readonly ShippedSizes[] = [0, 4, 8, 12, 20, 30, 50].map((followers) => ({ followers, neighbours: Math.ceil(followers / 2) }));
/** Parts of the columns that are kept where the budget is too small for all. */
const SHARES = [1, 2, 4];
/** Maximum size of the manifest, which comes on top of the files: its own fields, which grow with the number of models and bands, and the first list. */
export const MANIFEST_BYTES = 6000 + 22_000;
/** Share of the estimated number of items with early texts that is tried first, and again after each failure. */
const CAUTION = 0.9;
/** Maximum share of the items with early texts: these are fetched twice, and the most popular eighth is in most lists. */
const EARLY_SHARE = 1 / 8;
/** Numbers of items with early texts below this are not tried. */
const SMALLEST_TEXTS = 100;
/** Followers per item of a usual pack: tables longer than this are cut before texts are left for later. */
const USUAL_FOLLOWERS = 20;

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
  const dimensions = columnsOf(settings.dimensions).at(-1) ?? settings.dimensions;
  const nothing = {
    factors: new Float32Array(items * dimensions),
    popularity: new Float32Array(items),
    neighbours: none,
    followers: none,
    prototypes: null,
    seconds: { popularity: 0, 'item-knn': 0, 'closed-form': 0, ials: 0, prototypes: 0 },
  };
  const least = { ...settings, dimensions, shipped: { followers: 0, neighbours: 0 } };
  const bare = catalog.map(({ title: _title, link: _link, image_link: _image, ...others }) => others);
  const encoded = await makePack(nothing, bare, least, trialLabel(least));
  const compressed = await compressPack(encoded);
  const bytesOf = ({ manifest }: EncodedPack, wanted: FileRole): number => manifest.files.find(({ role }) => role === wanted)?.bytes ?? 0;
  const columns = bytesOf(compressed, 'catalog');
  // Trained factors are not zeros: they do not shrink.
  const smallest = packBytes(compressed) - bytesOf(compressed, 'rows') + bytesOf(encoded, 'rows') + MANIFEST_BYTES;
  if (smallest <= budget) return;
  throw new OnshelfError(
    'bad-input',
    `--budget is ${budget} bytes, but the smallest pack of these ${items} items has ${smallest} bytes, ${columns} of them for the catalogue. ` +
      'Raise the budget, or remove columns from the feed.',
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

/**
 * Chooses the sizes of a pack's parts: of those that fit, the one with the best lists, the smaller of two equal ones. Where a pack with all titles
 * and addresses has no room for tables of usual length, most texts come later, in files of their own; where that is not enough, factors may have
 * fewer columns.
 */
export async function fitBudget(request: BudgetRequest): Promise<BudgetChoice> {
  const { budget, settings } = request;
  const whole = await measureSizes(request, settings.dimensions, {});
  const room = whole.filter(({ fits, followers }) => fits && followers >= USUAL_FOLLOWERS).length > 0 || whole.at(-1)?.fits;
  if (room) return { budget, chosen: chosenOf(bestOf(whole)), sizes: whole, texts: null };
  const sizes: PackSize[] = [];
  for (const dimensions of columnsOf(settings.dimensions))
    sizes.unshift(...(await measureSizes(request, dimensions, { earlyTexts: 0 }, whole)));
  const best = bestOf(sizes.some(({ fits }) => fits) ? [...whole, ...sizes] : sizes.slice(0, 1));
  if (best.earlyTexts === undefined) return { budget, chosen: chosenOf(best), sizes: [...sizes, ...whole], texts: null };
  const { chosen, texts } = await addTexts(request, best);
  return { budget, chosen, sizes: [...sizes, ...whole], texts };
}

/** Measures all lengths of the tables. */
async function measureSizes(
  request: BudgetRequest,
  dimensions: number,
  texts: Pick<ShippedSizes, 'earlyTexts'>,
  known: readonly PackSize[] = [],
): Promise<PackSize[]> {
  const { budget, shipping, trial, tuning, catalog, settings, steps } = request;
  const reduced = reduceFactors(shipping, settings.dimensions, dimensions);
  const reducedTrial = trial && reduceFactors(trial, settings.dimensions, dimensions);
  const sizes: PackSize[] = [];
  const candidates: PackSize[] = [];
  for (const { neighbours, followers } of SIZES) {
    const shipped = { neighbours, followers, ...texts };
    const bytes = packBytes(await packOf(reduced, catalog, { ...settings, dimensions, shipped }));
    candidates.push({ ...shipped, dimensions, bytes, fits: bytes + MANIFEST_BYTES <= budget, 'NDCG@20': null });
  }
  const largest = candidates.filter(({ fits }) => fits).at(-1);
  for (const candidate of candidates) {
    const { neighbours, followers, fits } = candidate;
    // Texts have no influence on lists, so a pack with all of them has been measured in place of one without.
    const same = known.find((size) => size.dimensions === dimensions && size.followers === followers && size['NDCG@20'] !== null);
    // Measuring takes minutes: of those with fewer columns only the largest, and of those that do not fit only the usual one, to tell the loss.
    const isWanted = dimensions === settings.dimensions ? fits || followers === USUAL_FOLLOWERS : candidate === largest;
    const isMeasured = same === undefined && reducedTrial !== null && isWanted;
    const gain = isMeasured
      ? await steps.run(
          `measuring ${followers} followers per item${dimensions === settings.dimensions ? '' : `, ${dimensions} columns`}`,
          async (step) => {
            const sized = { ...settings, dimensions, shipped: { neighbours, followers } };
            const pack = openEncoded(await makePack(reducedTrial, catalog, sized, trialLabel(sized)));
            return (await tuneEncoder(pack, tuning, blendStart(settings.encoder), WHOLE_BLEND, step)).gain;
          },
          tuning.length,
          'shoppers',
        )
      : (same?.['NDCG@20'] ?? null);
    sizes.push({ ...candidate, 'NDCG@20': gain });
  }
  return sizes;
}

/** Of the sizes that fit, the one with the best lists, the first of equal ones; without measurements, the last. */
function bestOf(sizes: readonly PackSize[]): PackSize {
  const fitting = sizes.filter(({ fits }) => fits);
  const gainOf = (size: PackSize): number => size['NDCG@20'] ?? Number.NEGATIVE_INFINITY;
  const isMeasured = fitting.some((size) => size['NDCG@20'] !== null);
  return fitting.reduce((best, size) => (!isMeasured || gainOf(size) > gainOf(best) ? size : best), fitting[0] ?? sizes[0]);
}

const chosenOf = ({ neighbours, followers, dimensions, earlyTexts }: PackSize): ChosenSize => ({
  neighbours,
  followers,
  dimensions,
  ...(earlyTexts === undefined ? {} : { earlyTexts }),
});

/** Columns that factors may have, from all to a quarter: multiples of 4. */
function columnsOf(dimensions: number): number[] {
  return [...new Set(SHARES.map((share) => 4 * Math.ceil(dimensions / share / 4)))];
}

/** Gives the texts of as many items to the catalogue as the budget has room for. */
async function addTexts(
  { budget, shipping, catalog, settings }: BudgetRequest,
  size: PackSize,
): Promise<{ chosen: ChosenSize; texts: TextChoice }> {
  const models = reduceFactors(shipping, settings.dimensions, size.dimensions);
  const packWith = (earlyTexts: number): Promise<EncodedPack> =>
    packOf(models, catalog, { ...settings, dimensions: size.dimensions, shipped: { ...size, earlyTexts } });
  const room = budget - MANIFEST_BYTES;
  const all = packBytes(await packWith(catalog.length));
  const affordable = Math.floor((CAUTION * (room - size.bytes) * catalog.length) / Math.max(all - size.bytes, 1));
  let early = Math.min(affordable, Math.ceil(EARLY_SHARE * catalog.length));
  let pack = await packWith(Math.max(early, 0));
  while (early > 0 && packBytes(pack) > room) {
    early = early < SMALLEST_TEXTS ? 0 : Math.floor(CAUTION * early);
    pack = await packWith(early);
  }
  early = Math.max(early, 0);
  const files = parseOptional(pack.manifest).filter(({ role }) => role === 'texts').length;
  return { chosen: { ...chosenOf(size), earlyTexts: early }, texts: { early, bytes: lateBytes(pack), files } };
}

async function packOf(models: TrainedModels, catalog: readonly CatalogItem[], settings: TrainSettings): Promise<EncodedPack> {
  return compressPack(await makePack(models, catalog, settings, trialLabel(settings)));
}
