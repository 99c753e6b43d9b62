import { seededRandom } from '../../../src/core/numbers/random.js';
import { createMatrix, type SparseMatrix } from '../../../src/train/matrices/sparse-matrix.js';

/** A sparse matrix of rows written out; entries of 0 are left out. */
export function matrixOf(rows: readonly (readonly number[])[], columns: number): SparseMatrix {
  const entries = rows.flatMap((row, at) => row.flatMap((value, column) => (value === 0 ? [] : [{ at, column, value }])));
  const matrix = createMatrix(rows.length, columns, entries.length);
  for (const [place, { column, value }] of entries.entries()) {
    matrix.indices[place] = column;
    matrix.values[place] = value;
  }
  for (const { at } of entries) matrix.offsets[at + 1]++;
  for (let row = 0; row < rows.length; row++) matrix.offsets[row + 1] += matrix.offsets[row];
  return matrix;
}

/** A random matrix with about a third of its entries, those between 0.5 and 1.5. */
export function randomMatrix(rows: number, columns: number, seed: number): SparseMatrix {
  const random = seededRandom(seed);
  const dense = Array.from({ length: rows }, () => Array.from({ length: columns }, () => (random() < 0.33 ? 0.5 + random() : 0)));
  return matrixOf(dense, columns);
}

/**
 * Shoppers in camps that share no item: each touches six in ten of the items of their camp.
 *
 * @param camps how many
 * @param shoppers of each camp
 * @param items of each camp
 * @param seed of who touches what
 * @returns shape [camps x shoppers, camps x items], of ones
 */
export function campMatrix(camps: number, shoppers: number, items: number, seed: number): SparseMatrix {
  const random = seededRandom(seed);
  const rows = Array.from({ length: camps * shoppers }, (_, shopper) =>
    Array.from({ length: camps * items }, (_, item) =>
      Math.floor(item / items) === Math.floor(shopper / shoppers) && random() < 0.6 ? 1 : 0,
    ),
  );
  return matrixOf(rows, camps * items);
}

/** Dot product of two rows. */
export function rowProduct(rows: Float32Array, dimensions: number, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < dimensions; k++) sum += rows[a * dimensions + k] * rows[b * dimensions + k];
  return sum;
}
