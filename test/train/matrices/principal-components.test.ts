import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';
import { principalComponents } from '../../../src/train/matrices/principal-components.js';
import { rowProduct } from '../tools/random-matrix.js';

const ROWS = 30;

/** Rows of eight columns in a space of the given number of dimensions, except for noise. */
function rowsIn(space: number, noise: number): Float32Array {
  const random = seededRandom(9);
  const axes = Array.from({ length: space * 8 }, () => normal(random));
  const rows = new Float32Array(ROWS * 8);
  for (let row = 0; row < ROWS; row++) {
    for (let axis = 0; axis < space; axis++) {
      const length = normal(random);
      for (let k = 0; k < 8; k++) rows[row * 8 + k] += length * axes[axis * 8 + k];
    }
    for (let k = 0; k < 8; k++) rows[row * 8 + k] += noise * normal(random);
  }
  return rows;
}

/** Sum of the squared changes of all dot products. */
function change(rows: Float32Array, fewer: Float32Array, kept: number): number {
  let sum = 0;
  for (let a = 0; a < ROWS; a++) for (let b = 0; b < ROWS; b++) sum += (rowProduct(rows, 8, a, b) - rowProduct(fewer, kept, a, b)) ** 2;
  return sum;
}

describe('principal components', () => {
  it('keep all dot products of rows of lower rank', () => {
    const rows = rowsIn(3, 0);
    const fewer = principalComponents(rows, 8, 3);
    expect(fewer.length).toBe(ROWS * 3);
    for (let a = 0; a < ROWS; a++) expect(rowProduct(fewer, 3, 0, a)).toBeCloseTo(rowProduct(rows, 8, 0, a), 3);
  });

  it('change dot products less than dropping any columns, and less the more are kept', () => {
    const rows = rowsIn(5, 0.3);
    let before = Number.POSITIVE_INFINITY;
    for (const kept of [2, 4, 6]) {
      const now = change(rows, principalComponents(rows, 8, kept), kept);
      const cut = rows.filter((_, at) => at % 8 < kept);
      expect(now).toBeLessThan(change(rows, cut, kept));
      expect(now).toBeLessThan(before);
      before = now;
    }
  });
});
