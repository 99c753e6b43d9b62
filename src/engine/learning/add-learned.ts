import { rowVector } from '../../core/numbers/row-vector.js';
import type { LearnedState } from '../../types/scoring/learned-state.js';
import type { PersonalEvidence } from '../list/personal-evidence.js';
import { LEARNED_SHARE } from './learn-log.js';

/**
 * Adds a learned vector to a shopper's query. Each item of the history has what it added, so reasons name it; what the items for comparison took
 * away is one vector of its own, `contrast`.
 *
 * @param plain the shopper's query without it
 * @param state learned from the same events
 */
export function addLearned(plain: PersonalEvidence, state: LearnedState): PersonalEvidence {
  const { evidence, query } = plain;
  const { pack, history, encoder, attended } = evidence;
  const worth = LEARNED_SHARE * encoder.blend.foldIn;
  if (worth === 0) return plain;
  const coefficients = new Map(state.liked);
  const share = encoder.blend.encoder ?? 0;
  const parts = history.map(({ row }, place) => {
    const coefficient = worth * (coefficients.get(row) ?? 0);
    const read = attended[place];
    return rowVector(pack, row).map((value, k) => coefficient * value + (read === undefined ? 0 : share * read[k]));
  });
  const contrast = new Float64Array(pack.dimensions);
  for (const [row, coefficient] of state.contrast)
    for (const [k, value] of rowVector(pack, row).entries()) contrast[k] += worth * coefficient * value;
  const learned = contrast.slice();
  for (const { row } of history) {
    const coefficient = worth * (coefficients.get(row) ?? 0);
    if (coefficient > 0) for (const [k, value] of rowVector(pack, row).entries()) learned[k] += coefficient * value;
  }
  return {
    ...plain,
    evidence: { ...evidence, encoder: { ...encoder, blend: { ...encoder.blend, encoder: 1 } }, attended: parts, contrast },
    query: { ...query, vector: query.vector.map((value, k) => value + learned[k]) },
  };
}
