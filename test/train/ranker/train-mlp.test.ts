import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { spreadOf } from '../../../src/ranker/list-features.js';
import { addChoiceGradient } from '../../../src/train/ranker/choice-loss.js';
import { gainOf, judgeRanker } from '../../../src/train/ranker/judge-ranker.js';
import type { HeldOutLists, RankerExample } from '../../../src/train/ranker/replay-shoppers.js';
import { trainMlp } from '../../../src/train/ranker/train-mlp.js';

const ITEMS = 20;

/** Shoppers with one list of twenty candidates, who choose the item with the highest `worth` of its signals. */
function shoppersOf(count: number, seed: number, worth: (x: Float64Array, random: () => number) => number): HeldOutLists[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const raw = Array.from({ length: ITEMS }, () => normal(random)).sort((a, b) => b - a);
    const { mean, deviation } = spreadOf(raw);
    const scores = Float64Array.from(raw, (score) => (score - mean) / deviation);
    const features = Float64Array.from({ length: 4 * ITEMS }, (_, at) => (at % 4 === 0 ? scores[at / 4] : normal(random)));
    const worths = Array.from({ length: ITEMS }, (_, item) => worth(features.subarray(4 * item, 4 * item + 4), random));
    const example: RankerExample = { window: ITEMS, scores, features, target: worths.indexOf(Math.max(...worths)) };
    return { lists: 1, examples: [example] };
  });
}
/** A Gumbel variate: the highest of sums with it is a choice by softmax. */
const chance = (random: () => number): number => -Math.log(-Math.log(1 - random()));

describe('the loss of a choice', () => {
  it('has the gradient that differences of it have', () => {
    const random = seededRandom(4);
    const [{ examples }] = shoppersOf(1, 2, (x) => x[1]);
    const values = Float64Array.from({ length: 3 * 6 + 1 }, () => 0.5 * normal(random));
    const weights = { values, gradients: new Float64Array(values.length) };
    const lossAt = (k: number, step: number): number =>
      addChoiceGradient(
        { values: values.map((value, at) => value + (at === k ? step : 0)), gradients: new Float64Array(values.length) },
        examples[0],
      );
    const loss = addChoiceGradient(weights, examples[0]);
    expect(loss).toBeGreaterThan(0);
    for (const k of values.keys()) {
      const slope = (lossAt(k, 1e-6) - lossAt(k, -1e-6)) / 2e-6;
      expect(weights.gradients[k]).toBeCloseTo(slope, 5);
    }
  });
});

describe('a perceptron trained on choices', () => {
  it('is a function of the shoppers and the seed', () => {
    const shoppers = shoppersOf(60, 5, (x) => x[1] * x[2]);
    const ranker = trainMlp(shoppers, 1);
    expect(ranker).not.toBeNull();
    expect(trainMlp(shoppers, 1)).toEqual(ranker);
    expect(trainMlp(shoppers, 2)).not.toEqual(ranker);
  });

  it('finds what two signals mean only together', () => {
    const worth = (x: Float64Array, random: () => number): number => x[0] + 2 * x[1] * x[2] + chance(random);
    const ranker = trainMlp(shoppersOf(400, 1, worth), 1);
    const { mean, error } = gainOf(judgeRanker(ranker, shoppersOf(400, 2, worth)));
    expect(mean).toBeGreaterThan(10 * error);
  });

  it('is none, or does hardly any harm, where the scores say all there is to know', () => {
    const worth = (x: Float64Array, random: () => number): number => 2 * x[0] + chance(random);
    for (const seed of [1, 2, 3, 4]) {
      const ranker = trainMlp(shoppersOf(400, seed, worth), seed);
      expect(Math.abs(gainOf(judgeRanker(ranker, shoppersOf(2000, 100 + seed, worth))).mean)).toBeLessThan(0.01);
    }
  });

  it('is none where no list has the item chosen', () => {
    expect(trainMlp([{ lists: 3, examples: [] }], 1)).toBeNull();
  });
});
