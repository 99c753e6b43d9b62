import { readDraft, teamOf } from '../../core/numbers/draft-teams.js';
import type { AttributedList } from '../../profile/attribute-events.js';
import type { InterleavingMeasure } from '../../types/results/measures.js';

/** The counts of a comparison. */
type Tally = { -readonly [Field in 'lists' | 'wins' | 'losses' | 'ties']: number };

/**
 * Counts wins of interleaved lists. A click counts for the team of the item's place; items without a reported place, and
 * those beyond the draft, are ignored.
 *
 * @param lists as attributed
 * @returns by name
 */
export function measureInterleavings(lists: readonly AttributedList[]): InterleavingMeasure[] {
  const tallies = new Map<string, Tally>();
  for (const { listId, seen, clicked, places } of lists) {
    const { draft } = readDraft(listId);
    if (draft === null || seen.size + clicked.size === 0) continue;
    const tally = tallies.get(draft.name) ?? { lists: 0, wins: 0, losses: 0, ties: 0 };
    tallies.set(draft.name, tally);
    tally.lists++;
    const credit = { own: 0, other: 0 };
    for (const itemId of clicked) {
      const place = places.get(itemId);
      if (place !== undefined && place < draft.places) credit[teamOf(draft.seed, place)]++;
    }
    if (credit.other > credit.own) tally.wins++;
    else if (credit.other < credit.own) tally.losses++;
    else if (credit.own > 0) tally.ties++;
  }
  return [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, tally]) => ({ name, ...tally, pValue: signTest(tally.wins, tally.losses) }));
}

/**
 * The two-sided sign test: the probability that fair coins give a result at least as one-sided.
 *
 * @param wins 0 or more
 * @param losses 0 or more
 * @returns 0 to 1; 1 without wins and losses
 * @see Conover, Practical Nonparametric Statistics, 3rd ed., section 3.4
 */
function signTest(wins: number, losses: number): number {
  const thrown = wins + losses;
  const few = Math.min(wins, losses);
  // In logarithms: with thousands of coins, the probability of one outcome underflows float64.
  let logarithm = -thrown * Math.LN2;
  let tail = 0;
  for (let heads = 0; heads <= few; heads++) {
    tail += Math.exp(logarithm);
    logarithm += Math.log((thrown - heads) / (heads + 1));
  }
  return Math.min(1, 2 * tail);
}
