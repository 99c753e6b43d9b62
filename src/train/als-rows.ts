import { choleskyFactor } from '../core/cholesky.js';
import { dot } from './dot-product.js';
import type { SparseMatrix } from './sparse-matrix.js';

/** What solving rows needs. All arrays are shared between threads; each row of `whitened` and `solved` is written by one. */
export interface AlsSystem {
  /** Who touched what: rows are those to be solved, columns those held fixed. */
  readonly interest: SparseMatrix;
  /** Held fixed. Shape [interest.columns, dimensions]. */
  readonly fixed: Float32Array;
  /** From `ridgeInverse`. Shape [dimensions, dimensions]. */
  readonly inverse: Float64Array;
  /** From `whitenRows`. Shape [interest.columns, dimensions], or longer. */
  readonly whitened: Float32Array;
  /** Shape [interest.rows, dimensions]. */
  readonly solved: Float32Array;
  /** A multiple of 4. */
  readonly dimensions: number;
  /** Confidence of an interest of 1, > 0. */
  readonly alpha: number;
}

/** Conjugate gradient steps per row, at most. */
const MOST_STEPS = 6;
/** A row is solved when what is left is this share of what there was, squared. */
const SOLVED = 1e-9;

/**
 * One half step of implicit ALS for a range of rows: solves `(G + lambda I + sum c y y') x = sum c y` with
 * `c = alpha * interest`, the same system that the browser solves to fold a shopper in. This is Hu, Koren and Volinsky's with the
 * constant 1 of the seen items moved into alpha, as in Rendle et al. (2022). Rows without entries become 0. A row's result
 * depends on nothing but the system: not on the range.
 *
 * With `G + lambda I = L L'`, which all rows share, `z = L^-1 y` and `x = L^-T w` the system is `(I + sum c z z') w = sum c z`:
 * conjugate gradients find w in two to four steps, each of which costs no more than the row's own entries.
 *
 * @param system what to solve
 * @param from first row
 * @param to one past the last row
 * @see Hu, Koren, Volinsky: Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008
 * @see Takács, Pilászy, Tikk: Applications of the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering,
 *   RecSys 2011; the preconditioner is the part without entries, as in Golub and Van Loan, 4th ed., section 11.5
 */
export function solveAlsRows(system: AlsSystem, from: number, to: number): void {
  const { interest, inverse, solved, dimensions } = system;
  const w = new Float64Array(dimensions);
  const residual = new Float64Array(dimensions);
  const direction = new Float64Array(dimensions);
  const product = new Float64Array(dimensions);
  const entries = new RowEntries(system);
  for (let row = from; row < to; row++) {
    const start = row * dimensions;
    if (interest.offsets[row] === interest.offsets[row + 1]) {
      solved.fill(0, start, start + dimensions);
      continue;
    }
    entries.take(row, residual.fill(0));
    w.fill(0);
    direction.set(residual);
    let square = dot(residual, residual, 0, dimensions);
    const enough = SOLVED * square;
    for (let step = 0; step < MOST_STEPS && square > enough; step++) {
      product.set(direction);
      entries.multiply(direction, product);
      const length = square / dot(direction, product, 0, dimensions);
      for (let k = 0; k < dimensions; k++) {
        w[k] += length * direction[k];
        residual[k] -= length * product[k];
      }
      const next = dot(residual, residual, 0, dimensions);
      const turn = next / square;
      for (let k = 0; k < dimensions; k++) direction[k] = residual[k] + turn * direction[k];
      square = next;
    }
    for (let k = 0; k < dimensions; k++) solved[start + k] = dot(inverse, w, k * dimensions, dimensions, k);
  }
}

/** The whitened rows that a row to be solved has entries of, side by side: gathered once, read at every step. */
class RowEntries {
  readonly #system: AlsSystem;
  #rows = new Float64Array(0);
  #confidences = new Float64Array(0);
  #count = 0;

  constructor(system: AlsSystem) {
    this.#system = system;
  }

  /** Gathers the entries of a row, and adds their rows to `sum`, each by its confidence. */
  take(row: number, sum: Float64Array): void {
    const { interest, whitened, dimensions, alpha } = this.#system;
    const begin = interest.offsets[row];
    this.#count = interest.offsets[row + 1] - begin;
    if (this.#confidences.length < this.#count) {
      this.#confidences = new Float64Array(2 * this.#count);
      this.#rows = new Float64Array(2 * this.#count * dimensions);
    }
    const rows = this.#rows;
    for (let entry = 0; entry < this.#count; entry++) {
      const confidence = alpha * interest.values[begin + entry];
      const source = interest.indices[begin + entry] * dimensions;
      const start = entry * dimensions;
      this.#confidences[entry] = confidence;
      for (let k = 0; k < dimensions; k++) {
        const value = whitened[source + k];
        rows[start + k] = value;
        sum[k] += confidence * value;
      }
    }
  }

  /** `product += sum c z z' vector`. */
  multiply(vector: Float64Array, product: Float64Array): void {
    const rows = this.#rows;
    const size = vector.length;
    for (let entry = 0; entry < this.#count; entry++) {
      const start = entry * size;
      const factor = this.#confidences[entry] * dot(rows, vector, start, size);
      for (let k = 0; k < size; k++) product[k] += factor * rows[start + k];
    }
  }
}

/**
 * What turns the shared part of all rows' systems into the identity: `L^-1` with `L L' = G + lambda I`.
 *
 * @param gram G, shape [dimensions, dimensions]
 * @param regularization lambda, > 0
 * @param dimensions columns
 * @param inverse overwritten; `L^-1` in the lower triangle and mirrored into the upper one, so that either can be read along rows
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

/**
 * `z = L^-1 y` for a range of the rows held fixed.
 *
 * @param system its `whitened` is written
 * @param from first row
 * @param to one past the last row
 */
export function whitenRows({ fixed, inverse, whitened, dimensions }: AlsSystem, from: number, to: number): void {
  const y = new Float64Array(dimensions);
  for (let row = from; row < to; row++) {
    const start = row * dimensions;
    for (let k = 0; k < dimensions; k++) y[k] = fixed[start + k];
    for (let k = 0; k < dimensions; k++) whitened[start + k] = dot(inverse, y, k * dimensions, k + 1);
  }
}
