import { gramMatrix, multiplyRows } from './dense-products.js';
import { symmetricEigen } from './symmetric-eigen.js';

/**
 * Principal components of row vectors, uncentred: of all projections to as many columns, this one changes dot products least. The mean
 * is not subtracted, because lists are ranked by dot products.
 *
 * @param rows shape [count, dimensions]
 * @param dimensions columns, 1 or more
 * @param kept columns of the result, at most `dimensions`
 * @returns shape [count, kept], the largest component first
 * @see Jolliffe: Principal Component Analysis, 2nd ed., 2002, section 14.2.3, for the uncentred kind
 * @see Eckart, Young: The approximation of one matrix by another of lower rank, Psychometrika 1, 1936
 */
export function principalComponents(rows: Float32Array, dimensions: number, kept: number): Float32Array {
  const { vectors } = symmetricEigen(gramMatrix(rows, dimensions), dimensions);
  const turn = Float64Array.from({ length: dimensions * kept }, (_, at) => vectors[Math.floor(at / kept) * dimensions + (at % kept)]);
  return multiplyRows(rows, turn, dimensions, kept);
}
