import { type Evidence, explainItem } from '../explain/explain-item.js';
import type { RecommendedItem } from '../types/answer.js';
import type { TopK } from '../types/scorer.js';

/**
 * Turns rows and scores into items with their catalogue record and reasons.
 *
 * @param evidence what the list was ranked by
 * @param top the list
 */
export function describeItems(evidence: Evidence, top: TopK): RecommendedItem[] {
  return Array.from(top.items, (row, place) => ({
    id: evidence.pack.idOf(row),
    score: top.scores[place],
    reasons: explainItem(evidence, row, top.scores[place]),
    item: evidence.pack.itemOf(row),
  }));
}
