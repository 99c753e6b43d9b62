import { encoderOfBand } from '../../core/numbers/encoder-of-band.js';
import { seededRandom } from '../../core/numbers/random.js';
import { type PairwiseVector, pairwiseVector } from '../../learning/pairwise-vector.js';
import { countPrediction, NO_REPLAY } from '../../learning/replay-gate.js';
import { weighHistory } from '../../profile/weigh-history.js';
import { encodeHistory } from '../../query/encode-history.js';
import { foldIn } from '../../query/fold-in.js';
import type { Pack } from '../../types/pack.js';
import type { Interaction, Profile } from '../../types/profile.js';
import type { LearnedState } from '../../types/scoring/learned-state.js';
import type { Query } from '../../types/scoring/query.js';
import { digestOf, type LearningSteps, learningSteps } from './learning-steps.js';

/** Weight of the learned vector in the score, as a multiple of the fold-in's: what it adds to is the fold-in's vector. */
export const LEARNED_SHARE = 0.2;
/** Steps learned from before the first prediction. */
const WARM_UP = 3;
/** Maximum number of the pack's own candidates that a predicted item competes with, and of items drawn besides. */
const CANDIDATES = 200;
const DRAWN = 100;

/** Tells why nothing of a shopper can be learned with a pack; '' where it can. */
export function whyNotLearned({ manifest: { encoder } }: Pack): string {
  const blends = [encoder.blend, ...(encoder.bands ?? []).map(({ blend }) => blend)];
  return blends.some(({ foldIn: worth }) => worth > 0) ? '' : 'the pack gives the fold-in no weight, so there is no vector to learn on';
}

/** A number for the pack's contents and its sequence encoder: other ones begin anew. */
export function digestPack({ manifest, attend }: Pack): number {
  return digestOf(JSON.stringify([manifest.number, manifest.files, manifest.encoder, attend !== undefined, LEARNED_SHARE]));
}

/**
 * Learns a shopper's vector from their log, event by event: a pure function of log and pack. Each state is what the log up to there gives, so a state
 * can be continued when more was recorded. On its way it predicts every item from the events before it, with and without what was learned until then.
 *
 * @param pack the catalogue
 * @param packDigest from `digestPack`
 * @param profile the shopper
 * @param before state to continue from; one that is not of this log's beginning is not used
 * @returns yields the state after every event; returns the last
 */
export function* learnLog(
  pack: Pack,
  packDigest: number,
  profile: Profile,
  before: LearnedState | null,
): Generator<LearnedState, LearnedState, void> {
  const { interactions } = profile;
  const steps = learningSteps(pack, packDigest, profile);
  const { places, rows, origin } = steps;
  let state: LearnedState =
    before !== null && isBeginning(before, interactions, steps)
      ? before
      : { origin, steps: 0, digest: 0, vector: [], liked: [], contrast: [], replay: NO_REPLAY };
  const meanSquare = Math.max(meanSquareOf(pack), Number.MIN_VALUE);
  const learned = pairwiseVector(pack, meanSquare, state.steps === 0 ? null : state);
  let read = 0;
  const readTo = (place: number): void => {
    for (; read <= place; read++) if (rows[read] >= 0 && interactions[read].name !== 'view_item_list') learned.meet(rows[read]);
  };
  if (state.steps > 0) readTo(places[state.steps - 1]);
  const liked = places.slice(0, state.steps).map((place) => rows[place]);
  for (let at = state.steps; at < places.length; at++) {
    const place = places[at];
    const { itemId, eventId, time } = interactions[place];
    const row = rows[place];
    const random = seededRandom(digestOf(`${eventId} ${itemId}`));
    const shopper = shopperAt(pack, profile, place, time);
    let { replay } = state;
    if (at >= WARM_UP && row !== liked.at(-1)) {
      const [without, withIt] = ranksOf(pack, shopper, learned, row, random);
      replay = countPrediction(replay, without, withIt);
    }
    readTo(place);
    liked.push(row);
    learned.learn(row, liked, shopper.vector, random);
    state = {
      origin,
      steps: at + 1,
      digest: digestLog(interactions, rows, state.steps === 0 ? 0 : places[at - 1] + 1, place, state.digest),
      vector: [...learned.vector],
      liked: [...learned.liked],
      contrast: [...learned.contrast],
      replay,
    };
    yield state;
  }
  return state;
}

/** Learns a whole log at once. */
export function learnAtOnce(...given: Parameters<typeof learnLog>): LearnedState {
  const steps = learnLog(...given);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A state as far as it is of a log. */
export interface MatchedState {
  /** null where the state is of another log. */
  readonly state: LearnedState | null;
  /** Number of events that are still to be learned from. */
  readonly ahead: number;
}

/**
 * Compares a state with a log: it may have grown since, or be another one, as after forgetting.
 *
 * @param pack the catalogue
 * @param packDigest from `digestPack`
 * @param profile the shopper
 * @param state null: nothing is learned
 */
export function matchState(pack: Pack, packDigest: number, profile: Profile, state: LearnedState | null): MatchedState {
  const log = learningSteps(pack, packDigest, profile);
  const matches = state !== null && isBeginning(state, profile.interactions, log);
  return { state: matches ? state : null, ahead: log.places.length - (matches ? state.steps : 0) };
}

function isBeginning({ origin, steps, digest }: LearnedState, interactions: readonly Interaction[], log: LearningSteps): boolean {
  if (origin !== log.origin || steps > log.places.length) return false;
  let own = 0;
  for (let at = 0; at < steps; at++) own = digestLog(interactions, log.rows, at === 0 ? 0 : log.places[at - 1] + 1, log.places[at], own);
  return own === digest;
}

/** The digest of the interactions `from` to `to`, after those before. */
function digestLog(interactions: readonly Interaction[], rows: readonly number[], from: number, to: number, before: number): number {
  let digest = before;
  for (let at = from; at <= to; at++) {
    const { eventId, itemId, name, time, amount, kind = '' } = interactions[at];
    digest = digestOf(`${eventId} ${itemId} ${name} ${time} ${amount} ${kind} ${rows[at]}`, digest);
  }
  return digest;
}

/** What a shopper's list was made of at a moment. */
interface Shopper {
  /** From the fold-in; zeros without one. */
  readonly vector: Float64Array;
  readonly query: Query;
  /** Weight of the learned vector. */
  readonly worth: number;
}

/** The shopper just before an event. */
function shopperAt(pack: Pack, profile: Profile, place: number, now: number): Shopper {
  const before = { ...profile, interactions: profile.interactions.slice(0, place) };
  const settings = pack.manifest.encoder;
  const history = weighHistory(before, pack.rowOf, settings, now);
  const encoder = encoderOfBand(settings, history);
  const { query, foldIn: solved } = encodeHistory(pack, history, encoder);
  const { vector } = solved ?? foldIn(pack, history, encoder) ?? { vector: new Float64Array(pack.dimensions) };
  return { vector, query, worth: LEARNED_SHARE * encoder.blend.foldIn };
}

/**
 * Ranks of an item, without and with the learned vector, from 1: among the items that the pack's tables name for the shopper, and items drawn.
 */
function ranksOf(pack: Pack, shopper: Shopper, learned: PairwiseVector, row: number, random: () => number): [number, number] {
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
      more += pack.rows[at] * learned.vector[k];
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

/** The mean squared length of a row: the trace of the Gram matrix. */
function meanSquareOf({ gram, dimensions, items }: Pack): number {
  let sum = 0;
  for (let k = 0; k < dimensions; k++) sum += gram[k * dimensions + k];
  return sum / Math.max(1, items);
}
