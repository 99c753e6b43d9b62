import { OnshelfError } from '../onshelf-error.js';

/**
 * Factors a symmetric positive definite matrix in place: the lower triangle becomes L with L L' = A.
 *
 * @param matrix shape [size, size], row-major; only the lower triangle is read
 * @param size rows
 * @throws OnshelfError `bad-argument` if the matrix is not positive definite
 * @see Golub and Van Loan, Matrix Computations, 4th ed., algorithm 4.2.1
 */
export function choleskyFactor(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column];
      for (let k = 0; k < column; k++) sum -= matrix[row * size + k] * matrix[column * size + k];
      if (row === column) {
        if (!(sum > 0)) {
          throw new OnshelfError(
            'bad-argument',
            `The ${size} x ${size} matrix is not positive definite at row ${row}; use a larger ridge.`,
          );
        }
        matrix[row * size + row] = Math.sqrt(sum);
      } else {
        matrix[row * size + column] = sum / matrix[column * size + column];
      }
    }
  }
}

/**
 * Solves A x = b in place, given A's factor.
 *
 * @param factor L from `choleskyFactor`, shape [size, size]
 * @param size rows
 * @param vector b on entry, x on return; shape [size]
 */
export function choleskySolve(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let row = 0; row < size; row++) {
    let sum = vector[row];
    for (let k = 0; k < row; k++) sum -= factor[row * size + k] * vector[k];
    vector[row] = sum / factor[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = vector[row];
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row] * vector[k];
    vector[row] = sum / factor[row * size + row];
  }
}
