import type { SparseMatrix } from './sparse-matrix.js';

/** What solving rows needs. All arrays are shared between threads and only `solved` is written, each row by one thread. */
export interface AlsSystem {
  /** Who touched what: rows are those to be solved, columns those held fixed. */
  readonly interest: SparseMatrix;
  /** Held fixed. Shape [interest.columns, dimensions]. */
  readonly fixed: Float32Array;
  /** Gram matrix of `fixed`. Shape [dimensions, dimensions]. */
  readonly gram: Float64Array;
  /** Start on entry, better on return. Shape [interest.rows, dimensions]. */
  readonly solved: Float32Array;
  /** A multiple of 4. */
  readonly dimensions: number;
  /** Confidence of an interest of 1, > 0. */
  readonly alpha: number;
  /** Ridge, > 0. */
  readonly regularization: number;
}

/** Conjugate gradient steps per row. Three are enough, since every iteration starts where the one before ended. */
const CG_STEPS = 3;

/**
 * One half step of implicit ALS for a range of rows: moves each row towards the solution of
 * `(G + lambda I + sum c y y') x = sum c y` with `c = alpha * interest`, the same system that the browser solves to fold
 * a shopper in. This is Hu, Koren and Volinsky's with the constant 1 of the seen items moved into alpha, as in Rendle et
 * al. (2022). Rows without entries become 0. A row's result depends on nothing but the system: not on the range.
 *
 * @param system what to solve
 * @param from first row
 * @param to one past the last row
 * @see Hu, Koren, Volinsky: Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008
 * @see Takács, Pilászy, Tikk: Applications of the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering,
 *   RecSys 2011
 */
export function solveAlsRows(system: AlsSystem, from: number, to: number): void {
  const { interest, fixed, solved, dimensions, alpha } = system;
  const x = new Float64Array(dimensions);
  const residual = new Float64Array(dimensions);
  const direction = new Float64Array(dimensions);
  const product = new Float64Array(dimensions);
  for (let row = from; row < to; row++) {
    const start = row * dimensions;
    const begin = interest.offsets[row];
    const end = interest.offsets[row + 1];
    if (begin === end) {
      solved.fill(0, start, start + dimensions);
      continue;
    }
    for (let k = 0; k < dimensions; k++) x[k] = solved[start + k];
    multiply(system, begin, end, x, product);
    residual.fill(0);
    for (let entry = begin; entry < end; entry++) {
      addScaled(residual, fixed, interest.indices[entry] * dimensions, alpha * interest.values[entry]);
    }
    for (let k = 0; k < dimensions; k++) residual[k] -= product[k];
    direction.set(residual);
    let square = dot(residual, residual);
    for (let step = 0; step < CG_STEPS && square > 1e-20; step++) {
      multiply(system, begin, end, direction, product);
      const length = square / dot(direction, product);
      for (let k = 0; k < dimensions; k++) {
        x[k] += length * direction[k];
        residual[k] -= length * product[k];
      }
      const next = dot(residual, residual);
      const turn = next / square;
      for (let k = 0; k < dimensions; k++) direction[k] = residual[k] + turn * direction[k];
      square = next;
    }
    solved.set(x, start);
  }
}

/** `product = (G + lambda I + sum c y y') vector`, without ever forming the matrix. */
function multiply(system: AlsSystem, begin: number, end: number, vector: Float64Array, product: Float64Array): void {
  const { interest, fixed, gram, dimensions, alpha, regularization } = system;
  for (let a = 0; a < dimensions; a++) {
    const row = a * dimensions;
    // Four sums let the processor overlap the additions: twice as fast as one.
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let b = 0; b < dimensions; b += 4) {
      s0 += gram[row + b] * vector[b];
      s1 += gram[row + b + 1] * vector[b + 1];
      s2 += gram[row + b + 2] * vector[b + 2];
      s3 += gram[row + b + 3] * vector[b + 3];
    }
    product[a] = regularization * vector[a] + (s0 + s1 + (s2 + s3));
  }
  for (let entry = begin; entry < end; entry++) {
    const start = interest.indices[entry] * dimensions;
    let score = 0;
    for (let k = 0; k < dimensions; k++) score += fixed[start + k] * vector[k];
    addScaled(product, fixed, start, alpha * interest.values[entry] * score);
  }
}

function addScaled(sum: Float64Array, values: Float32Array, start: number, factor: number): void {
  for (let k = 0; k < sum.length; k++) sum[k] += factor * values[start + k];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** Blocks that a Gram matrix is added up in: fixed, so that the sum does not depend on the number of threads. */
export const GRAM_BLOCKS = 32;

/**
 * Part of a Gram matrix: the sum of y y' over one of `GRAM_BLOCKS` blocks of rows.
 *
 * @param rows shape [count, dimensions]
 * @param dimensions columns
 * @param block which block, 0 to GRAM_BLOCKS - 1
 * @param parts shape [GRAM_BLOCKS, dimensions, dimensions]; the block's part is overwritten, lower triangle only
 */
export function gramBlock(rows: Float32Array, dimensions: number, block: number, parts: Float64Array): void {
  const count = rows.length / dimensions;
  const from = Math.floor((block * count) / GRAM_BLOCKS);
  const to = Math.floor(((block + 1) * count) / GRAM_BLOCKS);
  const size = dimensions * dimensions;
  const part = parts.subarray(block * size, (block + 1) * size).fill(0);
  for (let row = from; row < to; row++) {
    const start = row * dimensions;
    for (let a = 0; a < dimensions; a++) {
      const left = rows[start + a];
      if (left === 0) continue;
      for (let b = 0; b <= a; b++) part[a * dimensions + b] += left * rows[start + b];
    }
  }
}

/**
 * The whole Gram matrix of its parts.
 *
 * @param parts from `gramBlock`, all blocks
 * @param dimensions columns
 * @param gram shape [dimensions, dimensions]; overwritten
 */
export function addGramBlocks(parts: Float64Array, dimensions: number, gram: Float64Array): void {
  const size = dimensions * dimensions;
  for (let a = 0; a < dimensions; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let block = 0; block < GRAM_BLOCKS; block++) sum += parts[block * size + a * dimensions + b];
      gram[a * dimensions + b] = sum;
      gram[b * dimensions + a] = sum;
    }
  }
}
