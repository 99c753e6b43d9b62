import type { Candidate } from '../../types/scoring/candidate.js';
import type { ListContext } from '../list/list-context.js';
import type { RankingSource } from '../list/ranking-source.js';

/** Events of an opened product page. */
const VIEWS = new Set(['view_item', 'select_item']);

/**
 * The items that the shopper viewed, latest first, each once; without items that are not in the pack.
 *
 * @param context pack and shopper
 */
export function recentSource({ pack, profile }: ListContext): RankingSource {
  const seen = new Set<number>();
  const candidates: Candidate[] = [];
  for (let index = profile.interactions.length - 1; index >= 0; index--) {
    const { itemId, name, time } = profile.interactions[index];
    const row = VIEWS.has(name) ? pack.rowOf(itemId) : -1;
    if (row < 0 || seen.has(row)) continue;
    seen.add(row);
    // The list is ordered by time, so the time is the score.
    candidates.push({ row, score: time, adjustments: [] });
  }
  return {
    model: 'recent',
    query: null,
    candidates,
    baseline: 0,
    leaveOut: [],
    knownItems: candidates.length,
    explain: (_row, time) => [{ kind: 'recent', time, contribution: time }],
  };
}
