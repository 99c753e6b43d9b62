import { expect, it } from 'vitest';
import { type KernelMatrix, openMultiplyKernel } from '../../../src/core/kernels/multiply-kernel.js';
import { seededRandom } from '../../../src/core/numbers/random.js';

const random = seededRandom(5);

function fill(matrix: KernelMatrix): void {
  for (let row = 0; row < matrix.rows; row++) {
    for (let column = 0; column < matrix.columns; column++) matrix.values[row * matrix.stride + column] = random() - 0.5;
  }
}

const at = ({ values, stride }: KernelMatrix, row: number, column: number): number => values[row * stride + column];

it.each([
  [4, 8, 8],
  [1, 1, 1],
  [5, 3, 9],
  [13, 32, 21],
])('multiplies %i x %i by %i columns, also by the columns of the left matrix', (rows, inner, columns) => {
  const { matrices, multiply } = openMultiplyKernel([
    [rows, inner],
    [inner, rows],
    [inner, columns],
    [rows, columns],
  ]);
  const [left, turned, right, result] = matrices;
  for (const matrix of [left, turned, right]) fill(matrix);
  for (const transposed of [false, true]) {
    multiply(transposed ? turned : left, right, result, transposed);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let expected = 0;
        for (let k = 0; k < inner; k++) expected += (transposed ? at(turned, k, row) : at(left, row, k)) * at(right, k, column);
        expect(at(result, row, column)).toBeCloseTo(expected, 5);
      }
    }
  }
});

it('keeps the numbers between and behind the rows of a result at 0, so that it can be multiplied again', () => {
  const { matrices, multiply } = openMultiplyKernel([
    [3, 5],
    [5, 6],
    [3, 6],
  ]);
  const [left, right, result] = matrices;
  for (const matrix of [left, right]) fill(matrix);
  multiply(left, right, result);
  const outside = result.values.filter((_, index) => Math.floor(index / result.stride) >= 3 || index % result.stride >= 6);
  expect(outside.length).toBeGreaterThan(0);
  expect(outside.every((value) => value === 0)).toBe(true);
});
