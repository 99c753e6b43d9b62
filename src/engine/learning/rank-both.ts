import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import type { Random } from '../../core/numbers/random.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { encodeHistory } from '../../query/encode-history.js';
import { foldIn } from '../../query/fold-in.js';
import type { Pack } from '../../types/pack.js';
import type { Profile } from '../../types/profile.js';
import type { Query } from '../../types/scoring/query.js';

/** Weight of the learned vector in the score, as a multiple of the fold-in's: what it adds to is the fold-in's vector. */
export const LEARNED_SHARE = 0.2;
/** Maximum number of the pack's own candidates that a predicted item competes with, and of items drawn besides. */
const CANDIDATES = 200;
const DRAWN = 100;

/** What a shopper's list was made of at a moment. */
export interface ReplayedShopper {
  /** From the fold-in; zeros without one. */
  readonly vector: Float64Array;
  readonly query: Query;
  /** Weight of the learned vector. */
  readonly worth: number;
}

/**
 * The shopper just before an event.
 *
 * @param pack the catalogue
 * @param profile the shopper
 * @param place of the event in `profile.interactions`
 * @param now its time, milliseconds since 1970
 */
export function shopperAt(pack: Pack, profile: Profile, place: number, now: number): ReplayedShopper {
  const before = { ...profile, interactions: profile.interactions.slice(0, place) };
  const settings = pack.manifest.encoder;
  const history = weighHistory(before, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const { query, foldIn: solved } = encodeHistory(pack, history, encoder);
  const { vector } = solved ?? foldIn(pack, history, encoder) ?? { vector: new Float64Array(pack.dimensions) };
  return { vector, query, worth: LEARNED_SHARE * encoder.blend.foldIn };
}

/**
 * Ranks of an item, without and with a learned vector, from 1: among the items that the pack's tables name for the shopper, and items drawn.
 *
 * @param pack the catalogue
 * @param shopper before the event
 * @param learned the vector; shape [dimensions]
 * @param item its row, and what draws the others
 */
export function rankBoth(
  pack: Pack,
  shopper: ReplayedShopper,
  learned: Float64Array,
  { row, random }: { readonly row: number; readonly random: Random },
): [number, number] {
  const { items, values } = shopper.query.additions;
  // The sort of numbers is the browser's own; ties at the threshold all compete.
  const threshold = values.slice().sort().at(-CANDIDATES) ?? Number.NEGATIVE_INFINITY;
  const rivals = new Set<number>();
  for (let draw = 0; draw < DRAWN; draw++) rivals.add(Math.floor(random() * pack.items));
  const own = new Map<number, number>();
  for (let at = 0; at < items.length; at++) {
    const named = values[at] >= threshold;
    if (named || items[at] === row || rivals.has(items[at])) own.set(items[at], values[at]);
    if (named) rivals.add(items[at]);
  }
  rivals.delete(row);
  const { vector, biasWeight } = shopper.query;
  const scoresOf = (one: number): [number, number] => {
    let [plain, more] = [0, 0];
    for (let k = 0, at = one * pack.dimensions; k < pack.dimensions; k++, at++) {
      plain += pack.rows[at] * vector[k];
      more += pack.rows[at] * learned[k];
    }
    const score = pack.scales[one] * plain + biasWeight * pack.popularity[one] + (own.get(one) ?? 0);
    return [score, score + shopper.worth * pack.scales[one] * more];
  };
  const [without, withIt] = scoresOf(row);
  const ranks: [number, number] = [1, 1];
  for (const rival of rivals) {
    const scores = scoresOf(rival);
    if (scores[0] > without || (scores[0] === without && rival < row)) ranks[0]++;
    if (scores[1] > withIt || (scores[1] === withIt && rival < row)) ranks[1]++;
  }
  return ranks;
}
