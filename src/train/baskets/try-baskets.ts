import type { CatalogItem } from '../../types/catalog-item.js';
import type { ModelCard } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { decayedInterest } from '../models/decayed-popularity.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { StepLog } from '../progress/step-log.js';
import type { HeldOut } from '../split/hold-out.js';
import { type BasketCase, basketCases } from './basket-cases.js';
import { calibrateBaskets } from './calibrate-baskets.js';
import { complementRanker, interestRanker, popularityRanker } from './cart-rankers.js';
import { categoryCodes } from './category-codes.js';
import { type Baskets, collectBaskets, someBaskets } from './collect-baskets.js';
import { type CartMeasures, meanDefined, measureCarts, shareOfOwn } from './measure-carts.js';
import { openBaskets, packBaskets } from './pack-baskets.js';
import { BASKET_SETTINGS, trainBaskets } from './train-baskets.js';

/** Whether a pack gets the model of baskets, and why. */
export interface BasketChoice {
  readonly used: boolean;
  /** Baskets of two items or more in the log. */
  readonly baskets: number;
  /** Baskets of shoppers held out of training, on which the model was measured. */
  readonly measured: number;
  /** One sentence for people. */
  readonly reason: string;
  /** What was measured; null where nothing was. */
  readonly card: ModelCard | null;
}

/** With fewer baskets the figures would be chance. */
const FEWEST_BASKETS = 20;
/** Maximum number of items left out per basket, and the same again with carts of one item. */
const CASES_PER_BASKET = 3;

/** Input of `tryBaskets`. */
interface BasketTrial {
  readonly log: Interactions;
  /** null: no shopper could be held out. */
  readonly heldOut: HeldOut | null;
  readonly catalog: readonly CatalogItem[];
  /** Trained without the shoppers held out, with the blend that ships; null with `heldOut`. */
  readonly pack: Pack | null;
  readonly settings: TrainSettings;
  readonly steps: StepLog;
}

/**
 * Measures the model of baskets on the baskets of shoppers held out of training, as the browser would read it, beside what the page lists without
 * it and popularity. It is used where it gains more NDCG@10 than both, and than what the page lists without it by more than one standard error.
 *
 * @param trial log, catalogue and a pack without the shoppers held out
 */
export async function tryBaskets({ log, heldOut, catalog, pack, settings, steps }: BasketTrial): Promise<BasketChoice> {
  const baskets = collectBaskets(log);
  const aside = new Set([...(heldOut?.tuning ?? []), ...(heldOut?.measuring ?? [])].map(({ user }) => user));
  const [training, test] = [false, true].map((held) => someBaskets(baskets, (basket) => aside.has(baskets.users[basket]) === held));
  const counts = { baskets: baskets.users.length, measured: test.users.length };
  if (pack === null || test.users.length < FEWEST_BASKETS) {
    const reason = `Baskets: too few to measure what is bought together (${counts.measured} of ${counts.baskets} held out, at least ${FEWEST_BASKETS} needed), so the pack has no model of it.`;
    return { used: false, ...counts, reason, card: null };
  }
  const { complements, substitutes, codes } = await trainTrial({ training, heldOut, log, catalog, pack, settings, steps });
  const cases = [
    ...basketCases(test, 'rest', CASES_PER_BASKET, settings.seed),
    ...basketCases(test, 'one', CASES_PER_BASKET, settings.seed),
  ];
  const own = measureCarts(cases, complementRanker(pack, complements), codes);
  const without = measureCarts(cases, interestRanker(pack), codes);
  const popular = measureCarts(cases, popularityRanker(pack.popularity), codes);
  const { mean, error } = pairedDifference(cases, own.gains, without.gains);
  const used = mean > error && meanDefined(own.gains) > meanDefined(popular.gains);
  const [gain, otherGain] = [own, without].map(({ gains }) => meanDefined(gains).toFixed(4));
  const reason = `Baskets: on ${counts.measured} held-out baskets NDCG@10 is ${gain} with the model of what is bought together and ${otherGain} without it, so the pack ${used ? 'has' : 'does not have'} that model.`;
  const real = meanDefined(Float64Array.from(cases, ({ cart, target }) => shareOfOwn(cart, [target], codes)));
  return { used, ...counts, reason, card: cardOf({ used, substitutes, settings, real, measured: counts.measured, own, without, popular }) };
}

/** The model trained without the shoppers held out, as the browser reads it. */
async function trainTrial({
  training,
  heldOut,
  log,
  catalog,
  pack,
  settings,
  steps,
}: BasketTrial & { readonly training: Baskets; readonly pack: Pack }): Promise<{
  complements: ReturnType<typeof openBaskets>;
  substitutes: number;
  codes: Uint32Array;
}> {
  const interest = decayedInterest(heldOut?.training ?? log, settings.encoder.halfLifeDays);
  const { trained, substitutes } = await trainCalibrated({
    baskets: training,
    catalog,
    interest,
    settings,
    steps,
    purpose: ' (without held-out shoppers)',
  });
  const complements = openBaskets(packBaskets(trained, pack.popularity), catalog.length);
  return { complements, substitutes, codes: categoryCodes(catalog).codes };
}

/** Input of `trainCalibrated`. */
interface CalibratedTraining {
  readonly baskets: Baskets;
  /** In row order. */
  readonly catalog: readonly CatalogItem[];
  /** From `decayedInterest`. Shape [items]. */
  readonly interest: Float64Array;
  readonly settings: TrainSettings;
  readonly steps: StepLog;
  /** Appended to the step's name. */
  readonly purpose?: string;
}

/**
 * Trains what goes with what, with substitutes damped as the shop's baskets say.
 *
 * @param training baskets, catalogue and settings
 */
export async function trainCalibrated({
  baskets,
  catalog,
  interest,
  settings,
  steps,
  purpose = '',
}: CalibratedTraining): Promise<ReturnType<typeof calibrateBaskets>> {
  const trained = await steps.run(
    `what goes with what${purpose}`,
    (progress) => trainBaskets({ baskets, catalog, interest, settings, progress }),
    2 * catalog.length,
    'items',
  );
  return calibrateBaskets(trained, baskets, categoryCodes(catalog), settings.seed);
}

/** The mean over baskets of the difference of two columns, and its standard error. Cases of one basket are not independent. */
function pairedDifference(cases: readonly BasketCase[], own: Float64Array, other: Float64Array): { mean: number; error: number } {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [index, { basket }] of cases.entries()) {
    const { sum, count } = sums.get(basket) ?? { sum: 0, count: 0 };
    sums.set(basket, { sum: sum + own[index] - other[index], count: count + 1 });
  }
  const means = Array.from(sums.values(), ({ sum, count }) => sum / count);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(means.length - 1, 1);
  return { mean, error: Math.sqrt(variance / means.length) };
}

/** What goes onto the card. */
interface BasketFigures {
  readonly used: boolean;
  readonly substitutes: number;
  readonly settings: TrainSettings;
  readonly real: number;
  readonly measured: number;
  readonly own: CartMeasures;
  readonly without: CartMeasures;
  readonly popular: CartMeasures;
}

function cardOf({ used, substitutes, settings, real, measured, own, without, popular }: BasketFigures): ModelCard {
  const { ridge, conditional, correction, backOff } = BASKET_SETTINGS;
  const metrics = {
    'cart HR@10': meanDefined(own.hits),
    'cart NDCG@10': meanDefined(own.gains),
    'cart NDCG@10 without it': meanDefined(without.gains),
    'cart NDCG@10 of popularity': meanDefined(popular.gains),
    'own category': meanDefined(own.ownCategory),
    'own category without it': meanDefined(without.ownCategory),
    'own category of baskets': real,
    baskets: measured,
  };
  return {
    name: 'baskets',
    parameters: {
      used: used ? 'yes' : 'no',
      ridge,
      conditional,
      correction,
      backOff,
      substitutes,
      minimumSupport: settings.minimumSupport,
    },
    // Without categories some are not defined.
    metrics: Object.fromEntries(
      Object.entries(metrics).flatMap(([name, value]) => (Number.isNaN(value) ? [] : [[name, Math.round(value * 1e5) / 1e5]])),
    ),
  };
}
