import type { Random } from './random.js';

/** Numbers or anything else in an order that may be changed. */
interface Ordered<T> {
  readonly length: number;
  [place: number]: T;
}

/**
 * Brings values into a random order.
 *
 * @param values overwritten
 * @param random source of uniform numbers
 * @returns the same values
 * @see Durstenfeld: Algorithm 235: Random Permutation, CACM 1964 (Fisher and Yates)
 */
export function shuffleInPlace<T, Values extends Ordered<T>>(values: Values & Ordered<T>, random: Random): Values {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [values[last], values[other]] = [values[other], values[last]];
  }
  return values;
}
