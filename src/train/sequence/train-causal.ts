import { shuffleInPlace } from '../../core/numbers/shuffle-in-place.js';
import type { CausalCard } from '../../types/encoder-card.js';
import type { Interactions } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { itemSupport } from '../tune/new-item-trial.js';
import { type SequencePlace, sequencePlace } from './sequence-place.js';
import { SequenceSteps } from './sequence-steps.js';
import type { SequenceTraining, TrainedSequence } from './train-consistent.js';

/** Places of a step, and the number of steps of a pass from which there are so many: fewer in a small log, for more steps. */
const [FEWEST, BATCH, STEPS] = [64, 512, 200] as const;
/** Size of the first step of Adam, and its share that the last step has. */
const RATE = 1e-3;
const LAST_SHARE = 0.1;
/** Passes over the log that are planned; fewer where the time does not suffice. */
const PASSES = 20;
/** Passes, and share of the first step, of a training that goes on from another. */
const [MORE_PASSES, MORE_SHARE] = [3, 0.3] as const;
/** Passes without a better list of the validation shoppers after which training ends. */
const MAX_WORSE_PASSES = 6;
/** Share of the shoppers that validate, and their maximum number. */
const VALIDATION_SHARE = 0.05;
const VALIDATION_SHOPPERS = 1000;
/** Batches between two reports, at which other work gets its turn. */
const REPORTED = 8;

/** Input of `trainCausal`. */
type CausalTraining = Omit<SequenceTraining, 'card'> & { readonly card: CausalCard };

/**
 * Trains an encoder of a causal kind and the rows that it reads and scores, from random ones: at each place of each shopper's sequence, the
 * next new item by a softmax over the catalogue, or over items drawn from a large one. Steps of Adam get smaller over the planned passes; after each
 * pass the ranks of what validation shoppers did next are measured, and the best state is what is returned. No number belongs to a shopper.
 *
 * @param training log, card and limits; of `rows` only the shape counts
 * @throws OnshelfError `worker-failed` where a thread dies
 * @see Klenitskiy, Vasilev: Turning Dross Into Gold Loss: is BERT4Rec really better than SASRec?, RecSys 2023: the loss decides
 */
export async function trainCausal(training: CausalTraining): Promise<TrainedSequence> {
  const { interactions, card, seed, threads, goOnFrom } = training;
  const support = itemSupport(interactions);
  const isKnown = (row: number): boolean => support[row] >= training.minimumSupport;
  const steps = new SequenceSteps({ interactions, card, dimensions: training.rows.dimensions, isKnown, most: BATCH, seed, threads });
  try {
    if (goOnFrom !== undefined) steps.goOnFrom(goOnFrom);
    return await runSteps(steps, training, isKnown);
  } finally {
    await steps.close();
  }
}

async function runSteps(steps: SequenceSteps, training: CausalTraining, isKnown: (row: number) => boolean): Promise<TrainedSequence> {
  const { interactions, card, goOnFrom, progress } = training;
  const started = performance.now();
  const { events, validating } = placesOf(training, isKnown);
  const placeOf = (event: number): readonly SequencePlace[] => {
    const place = sequencePlace(interactions, event, firstOf(interactions, event), card, isKnown);
    return place === null ? [] : [place];
  };
  const validation = Array.from(validating).flatMap(placeOf);
  const validate = async (): Promise<number> => {
    let sum = 0;
    for (let at = 0; at < validation.length; at += BATCH) sum += await steps.gain(validation.slice(at, at + BATCH));
    return sum / validation.length;
  };
  const state = (places: number, gain: number) => ({ ...steps.state(), gain, places });

  const size = Math.max(FEWEST, Math.min(BATCH, Math.ceil(events.length / STEPS)));
  const most = (goOnFrom === undefined ? PASSES : MORE_PASSES) * events.length;
  const first = goOnFrom === undefined ? RATE : MORE_SHARE * RATE;
  let planned = most;
  const left = (): number => started + training.milliseconds - performance.now();
  let best = state(0, 0);
  let [done, worse, cutShort] = [0, 0, false];
  for (let pass = 0; done < most && worse < MAX_WORSE_PASSES; pass++) {
    const start = performance.now();
    shuffleInPlace(events, steps.random);
    for (let at = 0; at < events.length; at += size) {
      const places = Array.from(events.subarray(at, at + size)).flatMap(placeOf);
      await steps.learn(places, first + (LAST_SHARE * RATE - first) * Math.min(1, done / planned));
      done += places.length;
      if ((at / size) % REPORTED !== 0) continue;
      progress.update(done);
      await new Promise(setImmediate);
      if (left() <= 0) break;
    }
    const passMs = performance.now() - start;
    if (validation.length > 0) {
      const gain = await validate();
      worse = gain > best.gain ? 0 : worse + 1;
      if (worse === 0) best = state(done, gain);
    }
    if (done < most && left() < passMs) {
      cutShort = true;
      break;
    }
    // Fewer passes with smaller and smaller steps are better than as many as fit of large ones.
    if (pass === 0) planned = Math.min(planned, done * (1 + Math.max(1, Math.floor(left() / passMs))));
  }
  return { ...(validation.length > 0 ? best : state(done, 0)), cutShort: cutShort || planned < most };
}

/** Events whose place can be learned from, and those of validation shoppers, which are not: each such shopper's last place. */
function placesOf(
  { interactions, card, seed, goOnFrom }: CausalTraining,
  has: (row: number) => boolean,
): { readonly events: Uint32Array; readonly validating: Uint32Array } {
  const { offsets } = interactions;
  const users = shuffledUsers(interactions.users, seed);
  const aside = goOnFrom === undefined ? Math.min(VALIDATION_SHOPPERS, Math.floor(VALIDATION_SHARE * users.length)) : 0;
  const events: number[] = [];
  const validating: number[] = [];
  for (const [at, user] of users.entries()) {
    const own: number[] = [];
    for (let event = offsets[user] + 1; event < offsets[user + 1]; event++) {
      if (sequencePlace(interactions, event, offsets[user], card, has) !== null) own.push(event);
    }
    if (at < aside) validating.push(...own.splice(-1));
    for (const event of own) events.push(event);
  }
  return { events: Uint32Array.from(events), validating: Uint32Array.from(validating) };
}

/** Index of the first event of the shopper of an event. */
function firstOf({ offsets, users }: Interactions, event: number): number {
  let [low, high] = [0, users - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= event) low = middle;
    else high = middle - 1;
  }
  return offsets[low];
}
