import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankInBlend, type WeightedScores } from '../../../src/train/tune/rank-in-blend.js';

/** All sums first, then all comparisons. */
function placeByAllSums(parts: readonly WeightedScores[], target: number, last: number): number {
  const sums = Array.from(parts[0].scores, (_, k) => parts.reduce((sum, { weight, scores }) => sum + weight * scores[k], 0));
  const place = sums.filter((sum) => sum >= sums[target]).length;
  return sums[target] > 0 && place <= last ? place : 0;
}

describe('the rank of a target in a blend', () => {
  it('equals that of a naive sum, with ties against it', () => {
    // Few distinct scores, so that ties are common.
    const score = fc.constantFrom(0, 0.1, 0.2, 0.3, -0.1, 1, 1.7);
    const blend = fc.integer({ min: 1, max: 700 }).chain((candidates) =>
      fc.record({
        parts: fc.array(fc.record({ weight: fc.double({ min: 0, max: 6, noNaN: true }), seed: fc.array(score, { minLength: 1 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        target: fc.nat(candidates - 1),
        candidates: fc.constant(candidates),
        last: fc.integer({ min: 1, max: 40 }),
      }),
    );
    fc.assert(
      fc.property(blend, ({ parts, target, candidates, last }) => {
        const weighed = parts.map(({ weight, seed }, part) => ({
          weight,
          scores: Float32Array.from({ length: candidates }, (_, k) => seed[(k * (part + 3) + (k >> 3)) % seed.length]),
        }));
        expect(rankInBlend(weighed, target, last)).toBe(placeByAllSums(weighed, target, last));
      }),
    );
  });

  it('is 0 where the target has no score', () => {
    expect(rankInBlend([{ weight: 1, scores: Float32Array.of(0, 0) }], 0, 20)).toBe(0);
  });
});
