import { addGramBlocks, GRAM_BLOCKS, gramBlock } from './gram-blocks.js';
import type { SparseMatrix } from './sparse-matrix.js';

/**
 * Sum of row x row over all rows.
 *
 * @param rows shape [count, dimensions]
 * @param dimensions columns
 * @returns shape [dimensions, dimensions]
 */
export function gramMatrix(rows: Float32Array, dimensions: number): Float64Array {
  const parts = new Float64Array(GRAM_BLOCKS * dimensions * dimensions);
  for (let block = 0; block < GRAM_BLOCKS; block++) gramBlock(rows, dimensions, block, parts);
  const gram = new Float64Array(dimensions * dimensions);
  addGramBlocks(parts, dimensions, gram);
  return gram;
}

/**
 * A sparse matrix times a dense one.
 *
 * @param matrix shape [rows, columns]
 * @param dense shape [columns, dimensions]
 * @param dimensions columns of the result
 * @returns shape [rows, dimensions]
 */
export function multiplySparse(matrix: SparseMatrix, dense: Float32Array, dimensions: number): Float32Array {
  const result = new Float32Array(matrix.rows * dimensions);
  const sums = new Float64Array(dimensions);
  for (let row = 0; row < matrix.rows; row++) {
    addRow(matrix, row, dense, sums.fill(0));
    result.set(sums, row * dimensions);
  }
  return result;
}

/**
 * Adds a row of a sparse matrix times a dense matrix.
 *
 * @param matrix shape [rows, columns]
 * @param row which row
 * @param dense shape [columns, dimensions]
 * @param sums added to; shape [dimensions]
 */
export function addRow(matrix: SparseMatrix, row: number, dense: Float32Array, sums: Float64Array): void {
  for (let entry = matrix.offsets[row]; entry < matrix.offsets[row + 1]; entry++) {
    const start = matrix.indices[entry] * sums.length;
    const value = matrix.values[entry];
    for (let k = 0; k < sums.length; k++) sums[k] += value * dense[start + k];
  }
}

/**
 * Dense rows times a small matrix, such as a rotation.
 *
 * @param rows shape [count, dimensions]
 * @param turn shape [dimensions, kept]
 * @param dimensions columns of the rows
 * @param kept columns of the result
 * @returns shape [count, kept]
 */
export function multiplyRows(rows: Float32Array, turn: Float64Array, dimensions: number, kept: number): Float32Array {
  const count = rows.length / dimensions;
  const result = new Float32Array(count * kept);
  const sums = new Float64Array(kept);
  for (let row = 0; row < count; row++) {
    sums.fill(0);
    for (let a = 0; a < dimensions; a++) {
      const value = rows[row * dimensions + a];
      if (value === 0) continue;
      for (let b = 0; b < kept; b++) sums[b] += value * turn[a * kept + b];
    }
    result.set(sums, row * kept);
  }
  return result;
}
