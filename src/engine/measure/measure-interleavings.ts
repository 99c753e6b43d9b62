import { readDraft, teamOf } from '../../core/numbers/draft-teams.js';
import type { AttributedList } from '../../profile/attribute-events.js';
import type { InterleavingMeasure } from '../../types/measures.js';

/** A comparison while its lists are counted. */
type Tally = { -readonly [Field in 'lists' | 'wins' | 'losses' | 'ties']: number };

/**
 * Who won the lists that were drafted out of two. A click counts for the team of the item's place; items whose place the page did not
 * tell, and those beyond the draft, count for nobody.
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
 * The two-sided sign test: how probable it is that of so many fair coins at least as many fall on one side.
 *
 * @param wins 0 or more
 * @param losses 0 or more
 * @returns 0 to 1; 1 where there was nothing to decide
 * @see Conover, Practical Nonparametric Statistics, 3rd ed., section 3.4
 */
function signTest(wins: number, losses: number): number {
  const thrown = wins + losses;
  const few = Math.min(wins, losses);
  // In logarithms: of thousands of coins, one outcome is less probable than a float64 can say.
  let logarithm = -thrown * Math.LN2;
  let tail = 0;
  for (let heads = 0; heads <= few; heads++) {
    tail += Math.exp(logarithm);
    logarithm += Math.log((thrown - heads) / (heads + 1));
  }
  return Math.min(1, 2 * tail);
}
