import { choleskyFactor } from '../../core/numbers/cholesky.js';

/**
 * The inverse of the Cholesky factor of the part that all rows' systems share: `L^-1` with `L L' = G + lambda I`.
 *
 * @param gram G, shape [dimensions, dimensions]
 * @param regularization lambda, > 0
 * @param dimensions columns
 * @param inverse overwritten; `L^-1` in the lower triangle and mirrored into the upper one, so that both can be read by rows
 */
export function ridgeInverse(gram: Float64Array, regularization: number, dimensions: number, inverse: Float64Array): void {
  const factor = gram.slice();
  for (let k = 0; k < dimensions; k++) factor[k * dimensions + k] += regularization;
  choleskyFactor(factor, dimensions);
  for (let column = 0; column < dimensions; column++) {
    for (let row = column; row < dimensions; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) sum -= factor[row * dimensions + k] * inverse[k * dimensions + column];
      inverse[row * dimensions + column] = sum / factor[row * dimensions + row];
    }
  }
  for (let row = 0; row < dimensions; row++) {
    for (let column = 0; column < row; column++) inverse[column * dimensions + row] = inverse[row * dimensions + column];
  }
}
