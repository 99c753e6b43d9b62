/** Largest exponent: what is added stays finite in float32, and reasons add up to it. */
const LARGEST = 40;

/**
 * What an encoder's score is worth in a sum of parts: `exp(min(sharpness * score, 40)) - 1`, which is 0 for the score 0. The score of a sequence encoder
 * is the logarithm of a likelihood, up to a constant; the other parts are likelihoods.
 *
 * @param sharpness > 0
 * @param score of an item
 */
export function sharpen(sharpness: number, score: number): number {
  return Math.expm1(Math.min(sharpness * score, LARGEST));
}
