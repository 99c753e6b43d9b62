import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../../src/train/matrices/symmetric-eigen.js';
import { svdFactors, truncatedSvd } from '../../../src/train/matrices/truncated-svd.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { campMatrix, matrixOf, randomMatrix, rowProduct } from '../tools/random-matrix.js';

describe('the truncated SVD', () => {
  it('finds the singular values of the full decomposition', async () => {
    const columns = 40;
    const matrix = randomMatrix(60, columns, 3);
    const products = new Float64Array(columns * columns);
    for (let row = 0; row < matrix.rows; row++) {
      for (let a = matrix.offsets[row]; a < matrix.offsets[row + 1]; a++) {
        for (let b = matrix.offsets[row]; b < matrix.offsets[row + 1]; b++) {
          products[matrix.indices[a] * columns + matrix.indices[b]] += matrix.values[a] * matrix.values[b];
        }
      }
    }
    const { values, vectors } = symmetricEigen(products, columns);
    const { singular, items } = await truncatedSvd(matrix, { dimensions: 8, seed: 1 }, SILENT_STEP);
    for (let k = 0; k < 8; k++) {
      expect(singular[k] / Math.sqrt(values[k])).toBeCloseTo(1, 3);
      let along = 0;
      for (let item = 0; item < columns; item++) along += items[item * 8 + k] * vectors[item * columns + k];
      // The eighth is close to the ninth, of which the sketch leaves a little.
      if (k < 4) expect(Math.abs(along)).toBeCloseTo(1, 2);
    }
  });

  it('pads with zeros beyond the rank of the matrix', async () => {
    const { singular, items } = await truncatedSvd(
      matrixOf(
        [
          [3, 0, 0],
          [0, 2, 2],
          [0, 2, 2],
        ],
        3,
      ),
      { dimensions: 4, seed: 1 },
      SILENT_STEP,
    );
    expect(singular[0]).toBeCloseTo(4, 5);
    expect(singular[1]).toBeCloseTo(3, 5);
    expect([singular[2], singular[3]]).toEqual([0, 0]);
    expect(items[1]).toBeCloseTo(items[1 * 4 + 1] + items[1], 5);
    for (let item = 0; item < 3; item++) expect([items[item * 4 + 2], items[item * 4 + 3]]).toEqual([0, 0]);
  });

  it('is zero for an empty log', async () => {
    const { singular } = await truncatedSvd(
      matrixOf(
        [
          [0, 0],
          [0, 0],
        ],
        2,
      ),
      { dimensions: 4, seed: 1 },
      SILENT_STEP,
    );
    expect([...singular]).toEqual([0, 0, 0, 0]);
  });

  it('gives factors that separate camps, equal for equal seeds', async () => {
    const matrix = campMatrix(3, 20, 8, 5);
    const factors = await svdFactors(matrix, { dimensions: 3, seed: 2 }, SILENT_STEP);
    expect(await svdFactors(matrix, { dimensions: 3, seed: 2 }, SILENT_STEP)).toEqual(factors);
    for (let item = 1; item < 24; item++) {
      const alike = rowProduct(factors, 3, 0, item);
      if (item < 8) expect(alike).toBeGreaterThan(0.3);
      else expect(Math.abs(alike)).toBeLessThan(0.1);
    }
  });
});
