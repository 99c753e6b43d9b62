/** Exponents below this are taken as 0: what they would add is nothing beside 1, and numbers that small slow a processor down. */
const LEAST = -30;
/** Powers of 2 from 2^-44 to 2^0. */
const POWERS = Float64Array.from({ length: 45 }, (_, at) => 2 ** (at - 44));
/** Coefficients of 2^x on 0 to 1, of the powers of x ln 2. */
const [SECOND, THIRD, FOURTH, FIFTH, SIXTH] = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720];

/**
 * Replaces each number by the exponential of its difference to the largest, to 2e-5 of its value: several times as fast as `Math.exp`.
 *
 * @param numbers overwritten; none is larger than `largest`
 * @param largest subtracted from each
 * @returns the sum
 */
export function exponentials(numbers: Float32Array, largest: number): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) {
    const exponent = numbers[at] - largest;
    // Also for -Infinity.
    if (!(exponent > LEAST)) {
      numbers[at] = 0;
      continue;
    }
    const doublings = exponent * Math.LOG2E;
    const whole = Math.floor(doublings);
    const x = (doublings - whole) * Math.LN2;
    const value = POWERS[whole + 44] * (1 + x * (1 + x * (SECOND + x * (THIRD + x * (FOURTH + x * (FIFTH + x * SIXTH))))));
    numbers[at] = value;
    sum += value;
  }
  return sum;
}
