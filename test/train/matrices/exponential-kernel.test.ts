import { expect, it } from 'vitest';
import { openMultiplyKernel } from '../../../src/core/kernels/multiply-kernel.js';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { openExponentialKernel } from '../../../src/train/matrices/exponential-kernel.js';

/** Exponentials of numbers less others, and their sum. */
function exponentialsOf(numbers: readonly number[], less: readonly number[], bound: number) {
  const { matrices, memory } = openMultiplyKernel([
    [1, numbers.length],
    [1, numbers.length],
  ]);
  const [own, others] = matrices.map(({ values, stride }) => values.subarray(0, stride));
  own.set(numbers);
  others.set(less);
  const sum = openExponentialKernel(memory).exponentials(own, others, bound);
  return { values: [...own], sum };
}

it('are those of Math.exp to a fifty-thousandth', () => {
  const random = seededRandom(1);
  const numbers = Array.from({ length: 2000 }, () => 90 * random() - 35);
  const less = numbers.map(() => 4 * random() - 2);
  const { values, sum } = exponentialsOf(numbers, less, 1.5);
  const expected = numbers.map((value, at) => Math.exp(Math.fround(Math.fround(Math.fround(value) - Math.fround(less[at])) - 1.5)));
  for (const [at, value] of expected.entries()) expect(Math.abs(values[at] / value - 1)).toBeLessThan(2e-5);
  expect(sum / expected.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 4);
});

it('are 0 where they are nothing beside 1, at most e^80, and 0 for what is no number', () => {
  const { values, sum } = exponentialsOf([0, -41, -1e30, 0, Number.NEGATIVE_INFINITY, Number.NaN, 0, -39], [0, 0, 0, 1e30, 0, 0, 0, 0], 0);
  expect(values.slice(0, 7)).toEqual([1, 0, 0, 0, 0, 0, 1]);
  expect(values[7]).toBeCloseTo(0, 10);
  expect(sum).toBe(2);
  expect(exponentialsOf(Array(8).fill(500), Array(8).fill(0), 0).values[3] / Math.exp(80)).toBeCloseTo(1, 4);
});
