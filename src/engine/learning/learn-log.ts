import { seededRandom } from '../../core/numbers/random.js';
import { pairwiseVector } from '../../learning/pairwise-vector.js';
import { countPrediction, NO_REPLAY, PLACES_COUNTED } from '../../learning/replay-gate.js';
import type { PackManifest } from '../../types/manifest.js';
import type { Pack } from '../../types/pack.js';
import type { Interaction, Profile } from '../../types/profile.js';
import type { LearnedState } from '../../types/scoring/learned-state.js';
import { digestOf, type LearningSteps, learningSteps } from './learning-steps.js';
import { LEARNED_SHARE, rankBoth, shopperAt } from './rank-both.js';

/** Steps learned from before the first prediction. */
const WARM_UP = 3;
/** Tells why nothing of a shopper can be learned with a pack; '' where it can. */
export function whyNotLearned({ manifest: { encoder } }: Pack): string {
  const blends = [encoder.blend, ...(encoder.bands ?? []).map(({ blend }) => blend)];
  return blends.some(({ foldIn: worth }) => worth > 0) ? '' : 'the pack gives the fold-in no weight, so there is no vector to learn on';
}

/** A number for the pack's contents and its sequence encoder: other ones begin anew. */
export function digestPack({ manifest, attend }: Pack): number {
  const known =
    digests.get(manifest) ?? digestOf(JSON.stringify([manifest.number, manifest.files, manifest.encoder, LEARNED_SHARE, PLACES_COUNTED]));
  digests.set(manifest, known);
  return attend === undefined ? known : -known;
}
const digests = new WeakMap<PackManifest, number>();

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
      const [without, withIt] = rankBoth(pack, shopper, learned.vector, { row, random });
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

/** The mean squared length of a row: the trace of the Gram matrix. */
function meanSquareOf({ gram, dimensions, items }: Pack): number {
  let sum = 0;
  for (let k = 0; k < dimensions; k++) sum += gram[k * dimensions + k];
  return sum / Math.max(1, items);
}
