import { describe, expect, it } from 'vitest';
import { bayesianRanking } from '../../../src/train/models/bayesian-ranking.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { campMatrix, matrixOf, rowProduct } from '../tools/random-matrix.js';

const SETTINGS = { dimensions: 8, epochs: 60, learningRate: 0.1, regularization: 0.01, seed: 1 };

describe('Bayesian personalised ranking', () => {
  it('gives items of one camp more similar factors than items of two', async () => {
    const factors = await bayesianRanking(campMatrix(3, 20, 8, 5), SETTINGS, SILENT_STEP);
    for (let item = 0; item < 24; item++) {
      const others = Array.from({ length: 24 }, (_, other) => other).filter((other) => other !== item);
      others.sort((a, b) => rowProduct(factors, 8, item, b) - rowProduct(factors, 8, item, a));
      expect(others.slice(0, 7).map((other) => Math.floor(other / 8))).toEqual(new Array(7).fill(Math.floor(item / 8)));
    }
  });

  it('gives equal factors for equal seeds, and different ones for another', async () => {
    const matrix = campMatrix(2, 10, 6, 1);
    const first = await bayesianRanking(matrix, SETTINGS, SILENT_STEP);
    expect(await bayesianRanking(matrix, SETTINGS, SILENT_STEP)).toEqual(first);
    expect(await bayesianRanking(matrix, { ...SETTINGS, seed: 2 }, SILENT_STEP)).not.toEqual(first);
  });

  it('ends where a shopper has all items, and there is no negative one', async () => {
    const factors = await bayesianRanking(matrixOf([[1, 1, 1]], 3), SETTINGS, SILENT_STEP);
    expect(factors.every(Number.isFinite)).toBe(true);
  });
});
