import { normal, type Random, seededRandom } from '../../core/numbers/random.js';
import { shuffleInPlace } from '../../core/numbers/shuffle-in-place.js';
import { SIGNAL_NAMES } from '../../ranker/list-features.js';
import type { PackRanker } from '../../types/scoring/pack-ranker.js';
import { Adam } from '../sequence/layers/adam.js';
import { addChoiceGradient, type RankerWeights, UNITS } from './choice-loss.js';
import type { HeldOutLists, RankerExample } from './replay-shoppers.js';

/** One shopper in this many tells when to stop. */
const STOPPING_SHARE = 5;
/** Maximum number of passes. */
const PASSES = 80;
/** Passes without a lower loss after which training ends. */
const PASSES_WITHOUT_GAIN = 8;
/** Examples of a step. */
const BATCH = 32;
/** Step of Adam. */
const RATE = 0.01;
/** Pull of each weight towards 0, per example. */
const RIDGE = 1e-4;
/** Candidates for the logarithm of the sharpness of choices by the scores alone. */
const SHARPNESSES = Array.from({ length: 25 }, (_, step) => (step - 16) / 4);
/** Digits of a weight: more would be noise. */
const DIGITS = 6;

/**
 * Trains the perceptron on what held-out shoppers chose from their lists. It starts from adding nothing, and ends where the loss of every fifth
 * shopper, from whom it does not learn, no longer falls. The same shoppers and seed give the same weights.
 *
 * @param shoppers with their lists
 * @param seed of the first weights and the order of the examples
 * @returns null where nothing is better than adding nothing
 */
export function trainMlp(shoppers: readonly HeldOutLists[], seed: number): PackRanker | null {
  const of = (stopping: boolean): RankerExample[] =>
    shoppers.flatMap(({ examples }, place) => ((place % STOPPING_SHARE === STOPPING_SHARE - 1) === stopping ? examples : []));
  const [learned, stopping] = [of(false), of(true)];
  if (learned.length === 0 || stopping.length === 0) return null;
  const random = seededRandom(seed);
  const weights = firstWeights(random);
  weights.values[weights.values.length - 1] = bestSharpness(learned, weights);
  const adam = new Adam([weights]);
  let best: Float64Array | null = null;
  let least = meanLoss(stopping, withSharpness(weights, bestSharpness(stopping, weights)));
  for (let pass = 0, since = 0; pass < PASSES && since < PASSES_WITHOUT_GAIN; pass++, since++) {
    shuffleInPlace(learned, random);
    for (let from = 0; from < learned.length; from += BATCH) {
      const batch = learned.slice(from, from + BATCH);
      for (const example of batch) addChoiceGradient(weights, example);
      for (const [k, value] of weights.values.entries()) weights.gradients[k] = weights.gradients[k] / batch.length + RIDGE * value;
      adam.step(RATE);
    }
    const loss = meanLoss(stopping, weights);
    if (loss < least) {
      best = weights.values.slice();
      least = loss;
      since = -1;
    }
  }
  return best && rankerOf(best);
}

/** Inner weights at random, outer ones 0: nothing is added at first. */
function firstWeights(random: Random): RankerWeights {
  const size = SIGNAL_NAMES.length + 2;
  const values = new Float64Array(UNITS * size + 1);
  for (let unit = 0; unit < UNITS; unit++) {
    for (let k = 0; k < SIGNAL_NAMES.length; k++) values[unit * size + k] = normal(random) / Math.sqrt(SIGNAL_NAMES.length);
    values[unit * size + SIGNAL_NAMES.length] = 0.5 * normal(random);
  }
  return { values, gradients: new Float64Array(values.length) };
}

/** The logarithm of the sharpness of the choice with which weights have the lowest loss, to a quarter. */
function bestSharpness(examples: readonly RankerExample[], weights: RankerWeights): number {
  const losses = SHARPNESSES.map((sharpness) => meanLoss(examples, withSharpness(weights, sharpness)));
  return SHARPNESSES[losses.indexOf(Math.min(...losses))];
}

function withSharpness({ values }: RankerWeights, sharpness: number): RankerWeights {
  return { values: values.with(values.length - 1, sharpness), gradients: new Float64Array(values.length) };
}

function meanLoss(examples: readonly RankerExample[], { values }: RankerWeights): number {
  // The gradients are not used.
  const looked = { values, gradients: new Float64Array(values.length) };
  return examples.reduce((sum, example) => sum + addChoiceGradient(looked, example), 0) / examples.length;
}

function rankerOf(values: Float64Array): PackRanker {
  const signals = SIGNAL_NAMES.length;
  const rounded = (at: number): number => Number(values[at].toPrecision(DIGITS));
  const units = Array.from({ length: UNITS }, (_, unit) => unit * (signals + 2));
  return {
    kind: 'mlp',
    signals: SIGNAL_NAMES,
    inner: units.map((at) => SIGNAL_NAMES.map((_, k) => rounded(at + k))),
    bias: units.map((at) => rounded(at + signals)),
    outer: units.map((at) => rounded(at + signals + 1)),
  };
}
