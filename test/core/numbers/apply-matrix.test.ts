import { describe, expect, it } from 'vitest';
import { applyMatrix } from '../../../src/core/numbers/apply-matrix.js';
import { normal, seededRandom } from '../../../src/core/numbers/random.js';

describe('rows times a matrix', () => {
  it.each([1, 3, 4, 5, 8, 11])('are, for %i rows, the sums in the order of the columns to the bit, with a bias or without', (count) => {
    const random = seededRandom(count);
    const numbers = (length: number): Float64Array => Float64Array.from({ length }, () => normal(random));
    const [matrix, rows, bias] = [numbers(7 * 5), numbers(count * 5), numbers(7)];
    for (const added of [undefined, bias]) {
      const given = applyMatrix(matrix, rows, 5, added);
      expect(given).toHaveLength(7 * count);
      for (let at = 0; at < count; at++) {
        for (let row = 0; row < 7; row++) {
          let sum = added?.[row] ?? 0;
          for (let k = 0; k < 5; k++) sum += matrix[row * 5 + k] * rows[at * 5 + k];
          expect(given[at * 7 + row]).toBe(sum);
        }
      }
    }
  });

  it('are none for no rows', () => {
    expect(applyMatrix(new Float64Array(10), new Float64Array(0), 5)).toHaveLength(0);
  });
});
