import { hasBit } from '../core/bitset.js';
import type { Scorer, ScorerRows } from '../types/scorer.js';
import { scoreItem } from './score-item.js';
import { TopHeap } from './top-k.js';

/**
 * The rung that always works: a plain loop over the rows. Also the reference that the other rungs are held to.
 *
 * @param rows the catalogue; kept, not copied
 */
export function createJsScorer(rows: ScorerRows): Scorer {
  return {
    backend: 'js',
    score: async (query, count, exclusions) => {
      const heap = new TopHeap(count);
      const { items: added, values } = query.additions;
      let next = 0;
      for (let item = 0; item < rows.items; item++) {
        let addition = 0;
        if (added[next] === item) addition = values[next++];
        if (hasBit(exclusions, item)) continue;
        const score = scoreItem(rows, query, item) + addition;
        if (score >= heap.threshold) heap.offer(item, score);
      }
      return heap.take();
    },
    dispose: () => {},
  };
}
