import { gramMatrix, multiplyRows } from './dense-products.js';
import { symmetricEigen } from './symmetric-eigen.js';

/**
 * Vectors of many columns in few: turned onto the axes along which they reach furthest, the others left out. Of all ways to
 * keep so many columns this one changes the dot products of the vectors least. The mean is not taken away, since lists are
 * ranked by dot products, and a vector's distance from zero is part of them.
 *
 * @param rows shape [count, dimensions]
 * @param dimensions columns, 1 or more
 * @param kept columns of the result, at most `dimensions`
 * @returns shape [count, kept], the furthest-reaching axis first
 * @see Jolliffe: Principal Component Analysis, 2nd ed., 2002, section 14.2.3, for the uncentred kind
 * @see Eckart, Young: The approximation of one matrix by another of lower rank, Psychometrika 1, 1936
 */
export function principalComponents(rows: Float32Array, dimensions: number, kept: number): Float32Array {
  const { vectors } = symmetricEigen(gramMatrix(rows, dimensions), dimensions);
  const turn = Float64Array.from({ length: dimensions * kept }, (_, at) => vectors[Math.floor(at / kept) * dimensions + (at % kept)]);
  return multiplyRows(rows, turn, dimensions, kept);
}
