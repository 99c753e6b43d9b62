import { type Evidence, explainItem } from '../explain/explain-item.js';
import type { RecommendedItem } from '../types/answer.js';
import type { TopK } from '../types/scorer.js';

/**
 * Turns rows and scores into items with their catalogue record and reasons. Scores are given relative to an item of mean
 * popularity that nothing in the history speaks for: a constant less than what the scorer computed, so the order stays.
 *
 * @param evidence what the list was ranked by
 * @param top the list
 */
export function describeItems(evidence: Evidence, top: TopK): RecommendedItem[] {
  const baseline = evidence.biasWeight * evidence.pack.meanPopularity;
  return Array.from(top.items, (row, place) => {
    const score = top.scores[place] - baseline;
    return { id: evidence.pack.idOf(row), score, reasons: explainItem(evidence, row, score), item: evidence.pack.itemOf(row) };
  });
}
