import { rowVector } from '../../core/numbers/row-vector.js';
import { PREDICTIONS_NEEDED, passesReplay } from '../../learning/replay-gate.js';
import type { HistoryItem } from '../../types/history.js';
import type { Profile } from '../../types/profile.js';
import type { LearnedState } from '../../types/scoring/learned-state.js';
import type { ListContext } from '../list/list-context.js';
import type { AddLearned, PersonalEvidence } from '../list/personal-evidence.js';
import { digestPack, learnAtOnce, learnLog, matchState } from './learn-log.js';
import { LEARNED_SHARE } from './rank-both.js';

/** Steps between the states that leaving out events starts from. */
const TRAIL = 16;

/**
 * Adds a learned vector to a shopper's query. Each item of the history has what it added, so reasons name it; what the items for comparison took
 * away is one vector of its own, `contrast`.
 *
 * @param plain the shopper's query without it
 * @param state learned from the same events
 */
export function addLearned(plain: PersonalEvidence, state: LearnedState): PersonalEvidence {
  const { evidence, query } = plain;
  const { pack, history, encoder } = evidence;
  const worth = LEARNED_SHARE * encoder.blend.foldIn;
  if (worth === 0) return plain;
  const coefficients = new Map(state.liked);
  const coefficientOf = ({ row, wish = 1 }: HistoryItem): number => worth * (coefficients.get(row) ?? 0) * wish;
  const parts = history.map((item) => {
    const coefficient = coefficientOf(item);
    return rowVector(pack, item.row).map((value) => coefficient * value);
  });
  const contrast = new Float64Array(pack.dimensions);
  for (const [row, coefficient] of state.contrast)
    for (const [k, value] of rowVector(pack, row).entries()) contrast[k] += worth * coefficient * value;
  const learned = contrast.slice();
  for (const item of history) {
    const coefficient = coefficientOf(item);
    if (coefficient > 0) for (const [k, value] of rowVector(pack, item.row).entries()) learned[k] += coefficient * value;
  }
  return {
    ...plain,
    evidence: { ...evidence, learned: parts, contrast },
    query: { ...query, vector: query.vector.map((value, k) => value + learned[k]) },
  };
}

/**
 * What a list adds to its query. The gate is that of the profile itself, so an account of the list without an event is what forgetting it would give.
 *
 * @param context pack and shopper of the list
 * @param learned from the shopper's whole log; null: nothing is
 */
export function learnedAdder({ pack, profile: own }: ListContext, learned: LearnedState | null): AddLearned {
  const digest = digestPack(pack);
  let trail: readonly LearnedState[] | undefined;
  /** Another profile begins as this one does: it is learned from where they part. */
  const learnOther = (profile: Profile): LearnedState => {
    trail ??= [...learnLog(pack, digest, own, null)].filter((_, step) => step % TRAIL === 0);
    const common = trail.findLast((one) => matchState(pack, digest, profile, one).state !== null) ?? null;
    return learnAtOnce(pack, digest, profile, common);
  };
  return (plain, profile) => {
    if (profile.interactions.length < PREDICTIONS_NEEDED) return plain;
    const known = profile === own ? learned : learnOther(profile);
    return known !== null && passesReplay(known.replay) ? addLearned(plain, known) : plain;
  };
}
