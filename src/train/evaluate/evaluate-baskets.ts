import { OnshelfError } from '../../core/onshelf-error.js';
import { basketCases, type CartSize } from '../baskets/basket-cases.js';
import { complementRanker, interestRanker, popularityRanker, tableRanker } from '../baskets/cart-rankers.js';
import { categoryCodes } from '../baskets/category-codes.js';
import { type Baskets, collectBaskets, someBaskets } from '../baskets/collect-baskets.js';
import { type CartMeasures, type CartRanker, meanDefined, measureCarts, shareOfOwn } from '../baskets/measure-carts.js';
import { openBaskets, packBaskets } from '../baskets/pack-baskets.js';
import { purchaseCosine } from '../baskets/purchase-cosine.js';
import { trainCalibrated } from '../baskets/try-baskets.js';
import { type Interactions, keepFirst } from '../log/interactions.js';
import { bootstrapMeans, percentileInterval } from '../metrics/bootstrap.js';
import { decayedInterest } from '../models/decayed-popularity.js';
import { trainModels } from '../models/train-models.js';
import { makePack, openEncoded, trialLabel } from '../packing/make-pack.js';
import type { Progress } from '../progress/progress.js';
import { StepLog } from '../progress/step-log.js';
import { datasetName } from './dataset-name.js';
import type { Evaluation } from './evaluation.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { type EvaluationInput, readEvaluationInput, summarizeInput } from './read-evaluation-input.js';

/** Input of `evaluateBaskets`. */
export interface BasketRequest extends Omit<EvaluationRequest, 'split' | 'maskHistory' | 'models' | 'cutoffs' | 'rerankings' | 'newItems'> {
  /** Baskets before it are training data, milliseconds since 1970. undefined: the time with four fifths of the baskets before it. */
  readonly before: number | undefined;
}

/** Names of the rankers, in the order of the tables. */
const CART_RANKERS = ['baskets', 'co-interest', 'co-purchase cosine', 'popularity'] as const;

/** Figures of one ranker. */
interface CartFigures {
  readonly name: (typeof CART_RANKERS)[number];
  /** `rest`: given all other items of the basket; `one`: given one of them. */
  readonly given: CartSize;
  readonly 'HR@10': number;
  readonly 'NDCG@10': number;
  /** 95 % interval of `NDCG@10`; null without resamples. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Share of the listed items in a category of the cart; null where the catalogue has no categories. */
  readonly ownCategory: number | null;
  /** Mean number of listed items, of ten. */
  readonly listed: number;
}

/** Result of an evaluation of baskets; docs/evaluation.md defines every figure. */
export interface BasketEvaluation {
  readonly dataset: string;
  readonly protocol: 'baskets';
  /** ISO 8601: baskets before it were training data. */
  readonly before: string;
  readonly baskets: { readonly training: number; readonly measured: number };
  readonly items: number;
  /** Share of the left-out items that are in a category of their cart (given the rest); null where the catalogue has no categories. */
  readonly ownCategory: number | null;
  /** Weight of pairs within a category, chosen on the training baskets. */
  readonly substitutes: number;
  readonly resamples: number;
  readonly seed: number;
  readonly models: readonly CartFigures[];
  /** What was read. The feed is null where the items of the log are the catalogue. */
  readonly input: Evaluation['input'];
}

/** Share of the baskets that is training data. */
const TRAINING_SHARE = 0.8;

/**
 * Leaves one item of each later basket out, and ranks the catalogue for the rest of the basket, and for one item of it. Measures the model of
 * baskets, as encoded and decoded, beside what the page lists without it, co-purchase cosine and popularity, all trained on what was before.
 *
 * @param request log, catalogue and settings
 * @param progress reports the steps
 * @throws OnshelfError `bad-input` where a file cannot be used, or there are no baskets on either side
 */
export async function evaluateBaskets(request: BasketRequest, progress: Progress): Promise<BasketEvaluation> {
  const { events, settings, resamples, mostShoppers } = request;
  const { seed } = settings;
  const steps = new StepLog(progress);
  const input = await readEvaluationInput(request, steps);
  const { catalog, log } = input;
  const baskets = collectBaskets(log.interactions);
  const before = request.before ?? quantile(baskets.times, TRAINING_SHARE);
  const measured = sampled(
    someBaskets(baskets, (basket) => baskets.times[basket] >= before),
    mostShoppers,
  );
  const training = someBaskets(baskets, (basket) => baskets.times[basket] < before);
  expectBaskets(events.join(', '), training, measured, before);
  const { rankers, substitutes, codes } = await trainRankers(input, training, before, request, steps);
  const models: CartFigures[] = [];
  for (const given of ['rest', 'one'] as const) {
    const cases = basketCases(measured, given, 1, seed);
    for (const name of CART_RANKERS) {
      const measures = await steps.run(`carts of ${given === 'rest' ? 'all other items' : 'one item'}: ${name}`, () =>
        measureCarts(cases, rankers[name], codes),
      );
      models.push({ name, given, ...figuresOf(measures, resamples, seed) });
    }
  }
  const rest = basketCases(measured, 'rest', 1, seed);
  return {
    dataset: datasetName(events[0]),
    protocol: 'baskets',
    before: new Date(before).toISOString(),
    baskets: { training: training.users.length, measured: measured.users.length },
    items: catalog.length,
    ownCategory: orNull(meanDefined(Float64Array.from(rest, ({ cart, target }) => shareOfOwn(cart, [target], codes)))),
    substitutes,
    resamples,
    seed,
    models,
    input: summarizeInput(input),
  };
}

/** Trains every ranker on what was before the moment. */
async function trainRankers(
  { catalog, log }: EvaluationInput,
  baskets: Baskets,
  before: number,
  { settings }: BasketRequest,
  steps: StepLog,
): Promise<{ rankers: Record<(typeof CART_RANKERS)[number], CartRanker>; substitutes: number; codes: Uint32Array }> {
  const earlier = eventsBefore(log.interactions, before);
  const models = await trainModels(earlier, settings, steps, '', ['popularity', 'item-knn', 'closed-form']);
  const categories = categoryCodes(catalog);
  const interest = decayedInterest(earlier, settings.encoder.halfLifeDays);
  const calibrated = await trainCalibrated({ baskets, catalog, interest, settings, steps });
  const label = { ...trialLabel(settings), optional: [packBaskets(calibrated.trained, models.popularity)] };
  const pack = openEncoded(await makePack(models, catalog, settings, label));
  const rankers = {
    baskets: complementRanker(pack, openBaskets(label.optional[0], catalog.length)),
    'co-interest': interestRanker(pack),
    'co-purchase cosine': tableRanker(purchaseCosine(baskets, catalog.length, settings)),
    popularity: popularityRanker(models.popularity),
  };
  return { rankers, substitutes: calibrated.substitutes, codes: categories.codes };
}

function eventsBefore(log: Interactions, before: number): Interactions {
  return keepFirst(log, (user) => {
    let event = log.offsets[user];
    while (event < log.offsets[user + 1] && log.times[event] < before) event++;
    return event - log.offsets[user];
  });
}

function sampled(baskets: Baskets, mostShoppers: number | undefined): Baskets {
  if (mostShoppers === undefined) return baskets;
  const users = new Set([...new Set(baskets.users)].slice(0, mostShoppers));
  return someBaskets(baskets, (basket) => users.has(baskets.users[basket]));
}

function quantile(times: Float64Array, share: number): number {
  return times.slice().sort()[Math.floor(share * times.length)] ?? 0;
}

function expectBaskets(path: string, training: Baskets, measured: Baskets, before: number): void {
  const date = new Date(before).toISOString();
  for (const [baskets, when] of [
    [training, `before ${date}`],
    [measured, `from ${date} on`],
  ] as const) {
    if (baskets.users.length === 0)
      throw new OnshelfError(
        'bad-input',
        `${path} has no basket of two items or more ${when}. A basket is the purchases of one transaction_id, or what one shopper bought or put into the cart in one visit.`,
      );
  }
}

function figuresOf(
  { hits, gains, ownCategory, listed }: CartMeasures,
  resamples: number,
  seed: number,
): Omit<CartFigures, 'name' | 'given'> {
  return {
    'HR@10': meanDefined(hits),
    'NDCG@10': meanDefined(gains),
    interval: resamples === 0 ? null : percentileInterval(bootstrapMeans([gains], [gains.length], resamples, seed)[0]),
    ownCategory: orNull(meanDefined(ownCategory)),
    listed: meanDefined(listed),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
