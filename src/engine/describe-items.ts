import { explainItem } from '../explain/explain-item.js';
import type { RecommendedItem } from '../types/answer.js';
import type { Pack } from '../types/pack.js';
import type { Ranking } from './rank.js';

/**
 * Turns rows and scores into items with their catalogue record and reasons. Scores are given relative to an item of mean
 * popularity that nothing in the history speaks for: a constant less than what the scorer computed, so the order stays.
 *
 * @param pack what the list was ranked in
 * @param ranking the list, and what it was ranked by
 */
export function describeItems(pack: Pack, { top, history, encoded, encoder }: Ranking): RecommendedItem[] {
  const { query, foldIn, mix } = encoded;
  const evidence = { pack, history, encoder, biasWeight: query.biasWeight, factor: foldIn?.factor ?? null, mix };
  const baseline = query.biasWeight * pack.meanPopularity;
  return Array.from(top.items, (row, place) => {
    const score = top.scores[place] - baseline;
    return { id: pack.idOf(row), score, reasons: explainItem(evidence, row, score), item: pack.itemOf(row) };
  });
}
