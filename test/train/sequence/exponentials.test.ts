import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/core/numbers/random.js';
import { exponentials } from '../../../src/train/sequence/layers/exponentials.js';

it('are those of Math.exp to a fifty-thousandth, and 0 where they are nothing beside 1', () => {
  const random = seededRandom(1);
  const numbers = Float32Array.from({ length: 2000 }, () => 5 - 29 * random());
  numbers[0] = 5;
  numbers[1] = Number.NEGATIVE_INFINITY;
  numbers[2] = -40;
  const expected = Float64Array.from(numbers, (value) => Math.exp(value - 5));
  const sum = exponentials(numbers, 5);
  expect([...numbers.subarray(0, 3)]).toEqual([1, 0, 0]);
  for (let at = 3; at < numbers.length; at++) expect(Math.abs(numbers[at] / expected[at] - 1)).toBeLessThan(2e-5);
  expect(sum).toBeCloseTo(
    expected.reduce((total, value) => total + value, 0),
    3,
  );
});
