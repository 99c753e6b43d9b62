import { choleskyFactor, choleskySolve } from '../core/numbers/cholesky.js';

/** The examples of a fit: one row of features per shown item. */
export interface Examples {
  /** Shape [rows, features], row-major. */
  readonly features: Float64Array;
  /** 1 clicked, 0 passed over. Shape [rows]. */
  readonly labels: Uint8Array;
}

/** Newton steps: with this ridge, six converge from the prior. */
const STEPS = 8;

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares), with a ridge towards a prior: the weights that minimise
 * `log loss + 1/2 sum_k ridge_k (w_k - prior_k)^2`. Deterministic: the same rows in the same order give the same bits.
 *
 * @param examples rows and labels; without rows the result is the prior
 * @param prior weights; shape [features]
 * @param ridge strength of the prior for each weight, > 0; shape [features]
 * @returns weights, shape [features]
 * @see Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2nd ed., section 4.4.1
 */
export function fitLogistic({ features, labels }: Examples, prior: readonly number[], ridge: readonly number[]): Float64Array {
  const size = prior.length;
  const weights = Float64Array.from(prior);
  for (let step = 0; step < STEPS && labels.length > 0; step++) {
    const gradient = Float64Array.from(weights, (weight, k) => ridge[k] * (prior[k] - weight));
    const curvature = new Float64Array(size * size);
    for (let k = 0; k < size; k++) curvature[k * size + k] = ridge[k];
    for (const [row, label] of labels.entries()) {
      const at = features.subarray(row * size, (row + 1) * size);
      const chance = sigmoid(at.reduce((sum, value, k) => sum + value * weights[k], 0));
      for (let k = 0; k < size; k++) {
        gradient[k] += at[k] * (label - chance);
        for (let other = 0; other <= k; other++) curvature[k * size + other] += chance * (1 - chance) * at[k] * at[other];
      }
    }
    choleskyFactor(curvature, size);
    choleskySolve(curvature, size, gradient);
    // A full Newton step may overshoot where probabilities are near 0 or 1: no weight moves by more than 1 per step.
    const longest = gradient.reduce((most, change) => Math.max(most, Math.abs(change)), 0);
    const share = Math.min(1, 1 / longest || 1);
    for (let k = 0; k < size; k++) weights[k] += share * gradient[k];
  }
  return weights;
}

/**
 * Mean log loss of weights over rows, in nats; 0 without rows.
 *
 * @param examples rows and labels
 * @param weights shape [features]
 */
export function logLoss({ features, labels }: Examples, weights: Float64Array): number {
  const size = weights.length;
  let sum = 0;
  for (const [row, label] of labels.entries()) {
    const logit = features.subarray(row * size, (row + 1) * size).reduce((total, value, k) => total + value * weights[k], 0);
    sum += softplus(label === 1 ? -logit : logit);
  }
  return labels.length === 0 ? 0 : sum / labels.length;
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** `log(1 + e^x)`, for any x. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
