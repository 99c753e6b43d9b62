import type { createJsScorer } from '../../src/score/settle/js-scorer.js';

/** Questions that the JavaScript scorer answered since it was last set to 0, where a test has it counted. */
export const answered = { byJavaScript: 0 };

/**
 * The module of the JavaScript scorer with its answers counted, for `vi.mock`: whether a backend answered by itself cannot be seen
 * from its answers, which are the same.
 *
 * @param module the real one
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
