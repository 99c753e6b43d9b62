import { gramMatrix, multiplyRows } from '../matrices/dense-products.js';
import { symmetricEigen } from '../matrices/symmetric-eigen.js';
import type { TrainedModels } from './train-models.js';

/**
 * The same models with fewer columns of factors: the largest principal components, which change dot products least. Directions of prototypes turn
 * with them.
 *
 * @param models of `dimensions` columns
 * @param dimensions columns of the factors
 * @param kept columns of the result, at most `dimensions`; for as many, the models stay as they are
 * @see principalComponents
 */
export function reduceFactors(models: TrainedModels, dimensions: number, kept: number): TrainedModels {
  if (kept === dimensions) return models;
  const { vectors } = symmetricEigen(gramMatrix(models.factors, dimensions), dimensions);
  const turn = Float64Array.from({ length: dimensions * kept }, (_, at) => vectors[Math.floor(at / kept) * dimensions + (at % kept)]);
  const { prototypes } = models;
  return {
    ...models,
    factors: multiplyRows(models.factors, turn, dimensions, kept),
    prototypes: prototypes && { ...prototypes, centroids: unitRows(multiplyRows(prototypes.centroids, turn, dimensions, kept), kept) },
  };
}

/** Scales rows to the length 1; rows of zeros stay. */
function unitRows(rows: Float32Array, dimensions: number): Float32Array {
  for (let start = 0; start < rows.length; start += dimensions) {
    const row = rows.subarray(start, start + dimensions);
    const length = Math.hypot(...row);
    if (length > 0) for (let k = 0; k < dimensions; k++) row[k] /= length;
  }
  return rows;
}
