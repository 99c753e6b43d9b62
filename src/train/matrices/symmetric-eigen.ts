/** Eigenvalues and eigenvectors. */
export interface SymmetricEigen {
  /** Descending. Shape [size]. */
  readonly values: Float64Array;
  /** Vector `k`, of length 1, is column `k`. Shape [size, size]. */
  readonly vectors: Float64Array;
}

/** Maximum number of sweeps; six to ten are usual. */
const MAX_SWEEPS = 50;
/** Squared off-diagonal norm at convergence, relative to the whole: below float64 precision. */
const NEGLIGIBLE = 1e-28;

/**
 * Eigenvalues of a small symmetric matrix by cyclic Jacobi rotations. Slower than tridiagonal reduction, but simpler; vectors are
 * orthogonal to full precision even where eigenvalues are equal.
 *
 * @param matrix shape [size, size], symmetric, finite; not changed
 * @param size rows
 * @see Golub and Van Loan, Matrix Computations, 4th ed., algorithm 8.5.3
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const work = matrix.slice();
  // Rows of `turned` are the vectors, so that a rotation changes two rows and no columns.
  const turned = new Float64Array(size * size);
  for (let k = 0; k < size; k++) turned[k * size + k] = 1;
  const whole = work.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(work, size) > NEGLIGIBLE * whole; sweep++) {
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(work, turned, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, k) => k).sort((a, b) => work[b * size + b] - work[a * size + a] || a - b);
  const vectors = new Float64Array(size * size);
  for (const [column, k] of order.entries()) {
    for (let row = 0; row < size; row++) vectors[row * size + column] = turned[k * size + row];
  }
  return { values: Float64Array.from(order, (k) => work[k * size + k]), vectors };
}

/** Rotates rows and columns p and q so that their common entry becomes 0. */
function rotate(work: Float64Array, turned: Float64Array, size: number, p: number, q: number): void {
  const common = work[p * size + q];
  if (common === 0) return;
  const slope = (work[q * size + q] - work[p * size + p]) / (2 * common);
  const tangent = Math.sign(slope || 1) / (Math.abs(slope) + Math.sqrt(1 + slope * slope));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const a = work[p * size + k];
    const b = work[q * size + k];
    work[p * size + k] = cosine * a - sine * b;
    work[q * size + k] = sine * a + cosine * b;
    const c = turned[p * size + k];
    const d = turned[q * size + k];
    turned[p * size + k] = cosine * c - sine * d;
    turned[q * size + k] = sine * c + cosine * d;
  }
  for (let k = 0; k < size; k++) {
    const a = work[k * size + p];
    const b = work[k * size + q];
    work[k * size + p] = cosine * a - sine * b;
    work[k * size + q] = sine * a + cosine * b;
  }
}

function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < row; column++) sum += 2 * matrix[row * size + column] ** 2;
  }
  return sum;
}
