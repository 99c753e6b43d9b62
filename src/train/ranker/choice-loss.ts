import type { RankerExample } from './replay-shoppers.js';

/** Number of units of the perceptron. */
export const UNITS = 12;

/** Weights of a perceptron in training, all in one array, so that one optimiser steps through them. */
export interface RankerWeights {
  /** Row `u` of the inner layer, its bias, its outer weight, for each unit; then the logarithm of the sharpness of the choice. */
  readonly values: Float64Array;
  /** Where gradients are added up. The same shape. */
  readonly gradients: Float64Array;
}

/**
 * Adds the gradient of the loss of one choice: minus the logarithm of the chance of the chosen item, where chances are a softmax over the candidates of
 * `sharpness * (score + output)`.
 *
 * @param weights see `RankerWeights`
 * @param example candidates and the choice
 * @returns the loss, nats
 * @see Cao et al.: Learning to rank: from pairwise approach to listwise approach, ICML 2007 (with one relevant item)
 */
export function addChoiceGradient({ values, gradients }: RankerWeights, example: RankerExample): number {
  const { target, scores, features } = example;
  const items = scores.length;
  const signals = features.length / items;
  const size = signals + 2;
  const units = (values.length - 1) / size;
  const sharpness = Math.exp(values[units * size]);
  const hidden = new Float64Array(items * units);
  const totals = Float64Array.from(scores);
  for (let item = 0; item < items; item++) {
    for (let unit = 0; unit < units; unit++) {
      const at = unit * size;
      let sum = values[at + signals];
      for (let k = 0; k < signals; k++) sum += values[at + k] * features[item * signals + k];
      hidden[item * units + unit] = Math.max(0, sum);
      if (sum > 0) totals[item] += values[at + signals + 1] * sum;
    }
  }
  const highest = sharpness * totals.reduce((most, total) => Math.max(most, total), Number.NEGATIVE_INFINITY);
  const chances = totals.map((total) => Math.exp(sharpness * total - highest));
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  for (let item = 0; item < items; item++) {
    // How the loss grows with the item's logit.
    const error = chances[item] / whole - (item === target ? 1 : 0);
    gradients[units * size] += error * sharpness * totals[item];
    for (let unit = 0; unit < units; unit++) {
      const active = hidden[item * units + unit];
      if (active === 0) continue;
      const at = unit * size;
      gradients[at + signals + 1] += error * sharpness * active;
      const back = error * sharpness * values[at + signals + 1];
      gradients[at + signals] += back;
      for (let k = 0; k < signals; k++) gradients[at + k] += back * features[item * signals + k];
    }
  }
  return Math.log(whole) + highest - sharpness * totals[target];
}
