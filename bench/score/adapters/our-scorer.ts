import type { Scorer, ScorerRows } from '../../../src/types/scoring/scorer.js';
import { queryOf } from '../problem/problem.js';
import type { Contender } from './contender.js';

/** One of Onshelf's backends as a contender: through `score` and `scoreBatch`, settling included, with a new mask each time. */
export function ourScorer(create: (rows: ScorerRows) => Promise<Scorer> | Scorer): Contender {
  return {
    formulations: ['score()'],
    open: async (problem) => {
      const scorer = await create(problem);
      const { count, exclusions } = problem;
      return {
        get bytes() {
          const { gpu, heap } = scorer.memory;
          return problem.rows.byteLength + problem.scales.byteLength + problem.bias.byteLength + gpu + heap;
        },
        get measured() {
          return { gpuBytes: scorer.memory.gpu, heapBytes: scorer.memory.heap };
        },
        score: async (query) => (await scorer.score(queryOf(problem, query), count, exclusions)).items,
        scoreBatch: async (queries) => {
          const batch = Array.from({ length: queries }, (_, index) => queryOf(problem, index));
          return (await scorer.scoreBatch(batch, count, exclusions)).map((answer) => answer.items);
        },
        dispose: () => scorer.dispose(),
      };
    },
  };
}
