import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settleSum } from '../../src/explain/settle-sum.js';

const sumOf = (terms: readonly { contribution: number }[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);

it('terms that nearly add up to a score do so to the last bit', () => {
  const size = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(fc.array(size, { maxLength: 12 }), fc.double({ min: -1e-6, max: 1e-6, noNaN: true }), (sizes, error) => {
      const terms = sizes.map((contribution) => ({ kind: 'popular' as const, contribution }));
      const score = sumOf([...terms].reverse()) + error;
      expect(sumOf(settleSum(terms, score))).toBe(score);
    }),
    { numRuns: 5000 },
  );
});

it('terms that cancel to nearly nothing do so too', () => {
  const terms = [0.3, -0.1, -0.2].map((contribution) => ({ kind: 'popular' as const, contribution }));
  for (const score of [0, 1e-17, -3e-300, 5e-324]) expect(sumOf(settleSum(terms, score))).toBe(score);
});
