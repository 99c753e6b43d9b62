import type { createJsScorer } from '../../src/score/settle/js-scorer.js';

/** Queries that the JavaScript scorer answered since the last reset to 0, if a test counts them. */
export const answered = { byJavaScript: 0 };

/**
 * The module of the JavaScript scorer with its answers counted, for `vi.mock`: whether a backend answered by itself cannot be seen
 * from its answers, which are the same.
 *
 * @param module the real module
 */
export function countAnswers(module: { createJsScorer: typeof createJsScorer }): { createJsScorer: typeof createJsScorer } {
  return {
    createJsScorer: (rows) => {
      const scorer = module.createJsScorer(rows);
      return {
        ...scorer,
        score: (...question) => {
          answered.byJavaScript++;
          return scorer.score(...question);
        },
      };
    },
  };
}
