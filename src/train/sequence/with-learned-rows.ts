import { choleskyFactor, choleskySolve } from '../../core/numbers/cholesky.js';
import type { Interactions } from '../log/interactions.js';
import { interestMatrix } from '../log/interest-matrix.js';
import { gramMatrix } from '../matrices/dense-products.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { TrainedModels } from '../models/train-models.js';
import { trainPrototypes } from '../models/train-prototypes.js';
import type { TrainSettings } from '../models/train-settings.js';

/**
 * The models with the rows that a sequence encoder learned in place of the factors. Shoppers are folded into their space, so prototypes are of it too.
 *
 * @param models trained
 * @param rows from `trainConsistent`, with as many columns
 * @param training the interactions that both were trained on
 * @param settings of the training
 */
export function withLearnedRows(
  models: TrainedModels,
  rows: Float32Array,
  training: Interactions,
  { dimensions, encoder, prototypes, seed }: TrainSettings,
): TrainedModels {
  if (models.prototypes === null) return { ...models, factors: rows };
  const interest = interestMatrix(training);
  const users = foldShoppers(interest, rows, dimensions, encoder);
  return { ...models, factors: rows, prototypes: trainPrototypes(interest, users, prototypes, seed) };
}

/** Vectors of shoppers, as `foldIn` makes them. Shape [users, dimensions]. */
function foldShoppers(
  { rows: users, offsets, indices, values }: SparseMatrix,
  rows: Float32Array,
  dimensions: number,
  { alpha, regularization }: TrainSettings['encoder'],
): Float32Array {
  const gram = gramMatrix(rows, dimensions);
  for (let k = 0; k < dimensions; k++) gram[k * dimensions + k] += regularization;
  const result = new Float32Array(users * dimensions);
  const factor = new Float64Array(gram.length);
  const vector = new Float64Array(dimensions);
  for (let user = 0; user < users; user++) {
    if (offsets[user] === offsets[user + 1]) continue;
    factor.set(gram);
    vector.fill(0);
    for (let entry = offsets[user]; entry < offsets[user + 1]; entry++) {
      const start = indices[entry] * dimensions;
      for (let a = 0; a < dimensions; a++) {
        const liked = alpha * values[entry] * rows[start + a];
        vector[a] += liked;
        for (let b = 0; b <= a; b++) factor[a * dimensions + b] += liked * rows[start + b];
      }
    }
    choleskyFactor(factor, dimensions);
    choleskySolve(factor, dimensions, vector);
    result.set(vector, user * dimensions);
  }
  return result;
}
