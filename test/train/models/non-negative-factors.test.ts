import { describe, expect, it } from 'vitest';
import type { SparseMatrix } from '../../../src/train/matrices/sparse-matrix.js';
import { nonNegativeFactors } from '../../../src/train/models/non-negative-factors.js';
import { SILENT_STEP } from '../../../src/train/progress/progress.js';
import { campMatrix, randomMatrix } from '../tools/random-matrix.js';

const SETTINGS = { dimensions: 4, iterations: 30, ridge: 0.1, seed: 1 };

function loss(matrix: SparseMatrix, users: Float32Array, items: Float32Array, { dimensions, ridge }: typeof SETTINGS): number {
  let total = 0;
  for (let user = 0; user < matrix.rows; user++) {
    const row = new Float64Array(matrix.columns);
    for (let entry = matrix.offsets[user]; entry < matrix.offsets[user + 1]; entry++) row[matrix.indices[entry]] = matrix.values[entry];
    for (let item = 0; item < matrix.columns; item++) {
      for (let k = 0; k < dimensions; k++) row[item] -= users[user * dimensions + k] * items[item * dimensions + k];
      total += row[item] ** 2;
    }
  }
  for (const value of [...users, ...items]) total += ridge * value * value;
  return total;
}

describe('non-negative factors', () => {
  it('lower their loss with every pass, and are never below 0', async () => {
    const matrix = randomMatrix(30, 20, 4);
    let before = Number.POSITIVE_INFINITY;
    for (let iterations = 1; iterations <= 8; iterations++) {
      const { users, items } = await nonNegativeFactors(matrix, { ...SETTINGS, iterations }, SILENT_STEP);
      const now = loss(matrix, users, items, SETTINGS);
      expect(now).toBeLessThan(before);
      expect(Math.min(...users, ...items)).toBe(0);
      before = now;
    }
  });

  it('are interpretable: every column is one camp, and every camp has a column', async () => {
    const { items } = await nonNegativeFactors(campMatrix(4, 20, 8, 2), SETTINGS, SILENT_STEP);
    const camps = new Set<number>();
    for (let taste = 0; taste < 4; taste++) {
      const worth = [0, 1, 2, 3].map((camp) => {
        let sum = 0;
        for (let item = camp * 8; item < (camp + 1) * 8; item++) sum += items[item * 4 + taste];
        return sum;
      });
      const total = worth.reduce((sum, value) => sum + value, 0);
      expect(Math.max(...worth)).toBeGreaterThan(0.99 * total);
      camps.add(worth.indexOf(Math.max(...worth)));
    }
    expect(camps.size).toBe(4);
  });

  it('are equal for equal seeds, and 0 for items without events', async () => {
    const matrix = { ...campMatrix(2, 10, 5, 3), columns: 11 };
    const { items } = await nonNegativeFactors(matrix, SETTINGS, SILENT_STEP);
    expect((await nonNegativeFactors(matrix, SETTINGS, SILENT_STEP)).items).toEqual(items);
    expect([...items.subarray(10 * 4)]).toEqual([0, 0, 0, 0]);
  });
});
