import { hasBit } from '../../core/numbers/bitset.js';
import { TopList } from '../../core/numbers/top-list.js';
import { runInSlices, type Steps } from '../../core/time/run-steps.js';
import type { Query } from '../../types/scoring/query.js';
import type { Scorer, ScorerRows, TopK } from '../../types/scoring/scorer.js';
import { scoreItem } from './score-item.js';

/** Rows between two yields. */
const ROWS_AT_ONCE = 8192;

/**
 * The backend that is always available: a plain loop over the rows. The other backends must give the same answers.
 *
 * @param rows the catalogue; kept, not copied
 */
export function createJsScorer(rows: ScorerRows): Scorer {
  const scoreOne = function* (query: Query, count: number, exclusions: Uint32Array): Steps<TopK> {
    const best = new TopList(count);
    const { items: added, values } = query.additions;
    let next = 0;
    for (let item = 0; item < rows.items; item++) {
      if (item % ROWS_AT_ONCE === 0) yield;
      let addition = 0;
      if (added[next] === item) addition = values[next++];
      if (hasBit(exclusions, item)) continue;
      const score = scoreItem(rows, query, item) + addition;
      if (score >= best.threshold) best.offer(item, score);
    }
    return best.take();
  };
  return {
    backend: 'js',
    // The rows are the pack's own: nothing is copied.
    memory: { gpu: 0, heap: 0 },
    score: (query, count, exclusions) => runInSlices(scoreOne(query, count, exclusions)),
    scoreBatch: (queries, count, exclusions) =>
      runInSlices(
        (function* () {
          const answers: TopK[] = [];
          for (const query of queries) answers.push(yield* scoreOne(query, count, exclusions));
          return answers;
        })(),
      ),
    dispose: () => {},
  };
}
