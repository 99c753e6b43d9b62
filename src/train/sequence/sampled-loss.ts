import { consistentPass } from '../../query/consistent-pass.js';
import { addGradients, type Trainable } from './consistent-gradient.js';
import type { PopularNegatives } from './popular-negatives.js';
import type { PackVectors, TrainingPlace } from './read-place.js';

/** An encoder in training: besides its weights the sharpness of its scores, which the blend's weight replaces later. */
export interface TrainedEncoder extends Trainable {
  /** Logarithm of the sharpness. Shape [1]. */
  readonly sharpness: Float64Array;
  /** Shape [1]. */
  readonly sharpnessGradient: Float64Array;
}

/** What targets are told from. */
export interface Rivals {
  readonly vectors: PackVectors;
  /** Rows drawn by popularity, shared by all places of a step. */
  readonly drawn: Uint32Array;
  readonly negatives: PopularNegatives;
}

/**
 * The loss of one place: the sampled softmax of its target among items drawn by popularity, each score less the logarithm of its
 * probability, so that the loss approaches that of all items. Items of the history are no rivals. The rows are frozen.
 *
 * @param trained weights; gradients are added up unless `share` is 0
 * @param place history and target
 * @param rivals the items drawn
 * @param share factor of the gradient
 * @returns the loss, 0 or more
 * @see Yi and others: Sampling-Bias-Corrected Neural Modeling for Large Corpus Item Recommendations, RecSys 2019
 */
export function sampledLoss(trained: TrainedEncoder, place: TrainingPlace, { vectors, drawn, negatives }: Rivals, share: number): number {
  const { items, history, target } = place;
  const { dimensions } = vectors;
  const trace = consistentPass(trained.card, trained.matrices, items);
  const query = new Float64Array(dimensions);
  for (const [at, row] of history.entries()) {
    const vector = vectors.of(row);
    for (let k = 0; k < dimensions; k++) query[k] += trace.weights[at] * vector[k];
  }
  const sharp = Math.exp(trained.sharpness[0]);
  const own = new Set([...history, target]);
  const rows = [target];
  for (const row of drawn) if (!own.has(row)) rows.push(row);
  const products = new Float64Array(rows.length);
  let largest = Number.NEGATIVE_INFINITY;
  const logits = rows.map((row, at) => {
    products[at] = dot(vectors.values, row * dimensions, query);
    const logit = sharp * products[at] - negatives.logProbability(row);
    largest = Math.max(largest, logit);
    return logit;
  });
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - largest);
  const loss = largest + Math.log(total) - logits[0];
  if (share === 0) return loss;
  const byQuery = new Float64Array(dimensions);
  for (const [at, row] of rows.entries()) {
    const by = share * (Math.exp(logits[at] - largest) / total - (at === 0 ? 1 : 0));
    trained.sharpnessGradient[0] += by * sharp * products[at];
    const start = row * dimensions;
    for (let k = 0; k < dimensions; k++) byQuery[k] += by * sharp * vectors.values[start + k];
  }
  const byWeights = Float64Array.from(history, (row) => dot(vectors.values, row * dimensions, byQuery));
  addGradients(trained, items, trace, byWeights);
  return loss;
}

function dot(values: Float32Array, start: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += values[start + k] * vector[k];
  return sum;
}
