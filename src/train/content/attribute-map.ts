import { choleskyFactor, choleskySolve } from '../../core/numbers/cholesky.js';
import type { ContentVectors } from './content-vectors.js';

/** Predicts factors from content. */
export interface AttributeMap {
  /** Writes the factors predicted for a row to `into`, shape [dimensions]. */
  predict(row: number, into: Float64Array): void;
}

/** Number of shoppers at which the weight of an item is half. */
const HALF_SURE = 5;
/** Ridge, as a share of the mean square of the content's columns. */
const RIDGE = 1;

/**
 * Fits factors to content by ridge regression over the items that have both: `min over B of
 * sum w_i |y_i - B'[1, x_i]|^2 + ridge |B|^2`, with the weight `n / (n + 5)` for n shoppers. The constant is not
 * regularised.
 *
 * @param content x, of all items
 * @param factors y, shape [items, dimensions]
 * @param dimensions columns of the factors
 * @param support n, shoppers of each item; 0 leaves an item out
 * @see Gantner, Drumond, Freudenthaler, Rendle, Schmidt-Thieme: Learning Attribute-to-Feature Mappings for Cold-Start
 *   Recommendations, ICDM 2010
 */
export function attributeMap(content: ContentVectors, factors: Float32Array, dimensions: number, support: Uint32Array): AttributeMap {
  const size = content.dimensions + 1;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(dimensions * size);
  const extended = new Float64Array(size);
  const extend = (row: number): void => {
    extended.set(content.values.subarray(row * content.dimensions, (row + 1) * content.dimensions));
    extended[size - 1] = 1;
  };
  for (let row = 0; row < support.length; row++) {
    if (support[row] === 0) continue;
    extend(row);
    const sure = support[row] / (support[row] + HALF_SURE);
    for (let a = 0; a < size; a++) {
      const left = sure * extended[a];
      if (left === 0) continue;
      for (let b = 0; b <= a; b++) gram[a * size + b] += left * extended[b];
      for (let k = 0; k < dimensions; k++) right[k * size + a] += left * factors[row * dimensions + k];
    }
  }
  let trace = 0;
  for (let a = 0; a < size - 1; a++) trace += gram[a * size + a];
  const added = (RIDGE * trace) / size + Number.EPSILON;
  for (let a = 0; a < size - 1; a++) gram[a * size + a] += added;
  gram[size * size - 1] += Number.EPSILON;
  choleskyFactor(gram, size);
  const solved = Array.from({ length: dimensions }, (_, k) => {
    const vector = right.subarray(k * size, (k + 1) * size);
    choleskySolve(gram, size, vector);
    return vector;
  });
  return {
    predict: (row, into) => {
      extend(row);
      for (const [k, weights] of solved.entries()) {
        let sum = 0;
        for (let a = 0; a < size; a++) sum += weights[a] * extended[a];
        into[k] = sum;
      }
    },
  };
}
