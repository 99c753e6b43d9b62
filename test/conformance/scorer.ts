import { describe, it } from 'vitest';
import { type CreateScorer, SCORER_CASES } from './scorer-cases.js';

/** Compiling kernels and sorting 100 000 scores many times takes seconds on a small machine. */
const SCORER_TIMEOUT_MS = 120_000;

/**
 * Declares the tests that every scorer must pass. A page without a test framework runs `SCORER_CASES` instead.
 *
 * @param name of the scorer
 * @param create makes one for the given rows
 */
export function describeScorer(name: string, create: CreateScorer): void {
  describe(`scorer conformance: ${name}`, () => {
    for (const scorerCase of SCORER_CASES) {
      it(scorerCase.name, { timeout: SCORER_TIMEOUT_MS }, () => scorerCase.run(create));
    }
  });
}
