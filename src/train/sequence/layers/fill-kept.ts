import type { Random } from '../../../core/numbers/random.js';

/**
 * Draws factors for dropout: 0 where a number is left out by chance, and the others so much larger that sums stay as they are on average.
 *
 * @param kept overwritten
 * @param count of factors
 * @param leftOut share that is left out, 0 to 1
 * @param random source of numbers; null: nothing is left out
 * @see Srivastava and others: Dropout: A Simple Way to Prevent Neural Networks from Overfitting, JMLR 2014
 */
export function fillKept(kept: Float32Array, count: number, leftOut: number, random: Random | null): void {
  if (random === null || leftOut === 0) kept.fill(1, 0, count);
  else for (let at = 0; at < count; at++) kept[at] = random() < leftOut ? 0 : 1 / (1 - leftOut);
}
