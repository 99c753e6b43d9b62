import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../../src/train/matrices/symmetric-eigen.js';

describe('eigenvalues of a symmetric matrix', () => {
  it('have the values computed by hand', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors[0])).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0]).toBeCloseTo(vectors[2], 12);
  });

  it('descend, with orthonormal vectors that reproduce any matrix', () => {
    const numbers = fc.double({ min: -100, max: 100, noNaN: true });
    const matrices = fc.integer({ min: 1, max: 9 }).chain((size) =>
      fc.array(numbers, { minLength: size * size, maxLength: size * size }).map((flat) => ({
        size,
        matrix: Float64Array.from(flat, (value, at) => value + flat[(at % size) * size + Math.floor(at / size)]),
      })),
    );
    fc.assert(
      fc.property(matrices, ({ size, matrix }) => {
        const { values, vectors } = symmetricEigen(matrix, size);
        expect([...values]).toEqual([...values].sort((a, b) => b - a));
        for (let a = 0; a < size; a++) {
          for (let b = 0; b < size; b++) {
            let whole = 0;
            let product = 0;
            for (let k = 0; k < size; k++) {
              whole += values[k] * vectors[a * size + k] * vectors[b * size + k];
              product += vectors[k * size + a] * vectors[k * size + b];
            }
            expect(whole).toBeCloseTo(matrix[a * size + b], 8);
            expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
