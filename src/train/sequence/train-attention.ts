import { seededRandom } from '../../core/numbers/random.js';
import type { CausalCard } from '../../types/encoder-card.js';
import type { Interactions } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import { itemSupport } from '../tune/new-item-trial.js';
import { Adam } from './layers/adam.js';
import { FreeRows } from './layers/free-rows.js';
import { popularNegatives } from './layers/popular-negatives.js';
import { type BatchResult, SampledSoftmax } from './layers/sampled-softmax.js';
import { learnerFor } from './learners/learner-for.js';
import type { HistoryBatch } from './learners/sequence-learner.js';
import { type SequencePlace, sequencePlace } from './sequence-place.js';
import type { SequenceTraining, TrainedSequence } from './train-consistent.js';

/** Places of a step, and the number of steps of a pass from which there are so many: fewer in a small log, for more steps. */
const [FEWEST, BATCH, STEPS] = [64, 512, 200] as const;
/** Items drawn per step, at most: no more than the catalogue has. No power of two, at which columns would share lines of the processor's cache. */
const DRAWN = 2040;
/** Exponent of the popularity by which they are drawn. */
const POPULARITY = 0.5;
/** Share of the numbers between layers that are left out by chance. */
const LEFT_OUT = 0.5;
/** Size of the first step of Adam, and its share that the last step has. */
const RATE = 1e-3;
const LAST_SHARE = 0.1;
/** Passes over the log that are planned; fewer where the time does not suffice. */
const PASSES = 20;
/** Passes without a better list of the validation shoppers after which training ends. */
const MAX_WORSE_PASSES = 6;
/** Share of the shoppers that validate, and their maximum number. */
const VALIDATION_SHARE = 0.05;
const VALIDATION_SHOPPERS = 1000;
/** Batches between two reports, at which other work gets its turn. */
const REPORTED = 8;

/** Input of `trainAttention`. */
export type AttentionTraining = Omit<SequenceTraining, 'card'> & { readonly card: CausalCard };

/**
 * Trains an encoder of a causal kind and the rows that it reads and scores, from random ones: at each place of each shopper's sequence, the
 * next new item by a sampled softmax over the catalogue. Steps of Adam get smaller over the planned passes; after each pass the ranks of what validation
 * shoppers did next are measured, and the best state is what is returned. No number belongs to a shopper.
 *
 * @param training log, card and limits; of `rows` only the shape counts
 * @see Klenitskiy, Vasilev: Turning Dross Into Gold Loss: is BERT4Rec really better than SASRec?, RecSys 2023: the loss decides
 */
export async function trainAttention(training: AttentionTraining): Promise<TrainedSequence> {
  const { interactions, card, seed, progress } = training;
  const started = performance.now();
  const random = seededRandom(seed);
  const support = itemSupport(interactions);
  const isKnown = (row: number): boolean => support[row] >= training.minimumSupport;
  const rows = new FreeRows(interactions.items, training.rows.dimensions, isKnown, random);
  const learner = learnerFor(card, rows, BATCH, random);
  const negatives = popularNegatives(interactions, isKnown, POPULARITY);
  const rivals = Math.min(DRAWN, interactions.items);
  const softmax = new SampledSoftmax(rows, negatives, BATCH, rivals);
  const adam = new Adam(learner.runs, RATE);

  const { events, validating } = placesOf(training, isKnown);
  if (events.length === 0) return { matrices: learner.weights, rows: rows.values, places: 0, cutShort: false };
  const placeOf = (event: number): SequencePlace | null => sequencePlace(interactions, event, firstOf(interactions, event), card, isKnown);
  const resultOf = (places: readonly SequencePlace[], drawn: Uint32Array, learns: boolean): BatchResult => {
    const batch = batchOf(places);
    const targets = Uint32Array.from(places, ({ target }) => target);
    for (const read of [batch.items, targets, drawn]) rows.settle(read);
    const queries = learner.run(batch, learns ? LEFT_OUT : 0, learns ? random : null);
    const told = { queries, targets, drawn };
    const by = learns ? { ...queries, values: new Float32Array(queries.values.length) } : null;
    const result = softmax.of(told, by);
    if (by !== null) learner.learn(by);
    return result;
  };
  const fixed = negatives.draw(rivals, seededRandom(seed + 1));
  const validation = Array.from(validating).flatMap((event) => placeOf(event) ?? []);
  const validate = (): number => {
    let sum = 0;
    for (let at = 0; at < validation.length; at += BATCH) sum += resultOf(validation.slice(at, at + BATCH), fixed, false).gain;
    return sum / validation.length;
  };
  const state = (places: number, gain: number): TrainedSequence & { readonly gain: number } => {
    rows.settleAll();
    return { gain, places, matrices: learner.weights, rows: rows.values.slice(), cutShort: false };
  };

  const size = Math.max(FEWEST, Math.min(BATCH, Math.ceil(events.length / STEPS)));
  let planned = PASSES * events.length;
  const most = training.places ?? planned;
  const left = (): number => started + training.milliseconds - performance.now();
  let best = state(0, 0);
  let [done, worse, cutShort] = [0, 0, false];
  for (let pass = 0; done < most && worse < MAX_WORSE_PASSES; pass++) {
    const start = performance.now();
    shuffle(events, random);
    for (let at = 0; at < events.length && done < most; at += size) {
      const places = Array.from(events.subarray(at, Math.min(at + size, at + most - done))).flatMap((event) => placeOf(event) ?? []);
      const rate = RATE * (1 - (1 - LAST_SHARE) * Math.min(1, done / planned));
      resultOf(places, negatives.draw(rivals, random), true);
      adam.step(rate);
      rows.step(rate);
      learner.turn();
      done += places.length;
      if ((at / size) % REPORTED !== 0) continue;
      progress.update(done);
      await new Promise(setImmediate);
      if (left() <= 0) break;
    }
    const passMs = performance.now() - start;
    if (validation.length > 0) {
      const gain = validate();
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
  if (planned < PASSES * events.length) cutShort = true;
  return validation.length > 0 ? { ...best, cutShort } : { ...state(done, 0), cutShort };
}

/** Events whose place can be learned from, and those of validation shoppers, which are not: each such shopper's last place. */
function placesOf(
  { interactions, card, seed, places }: AttentionTraining,
  has: (row: number) => boolean,
): { readonly events: Uint32Array; readonly validating: Uint32Array } {
  const { offsets } = interactions;
  const users = shuffledUsers(interactions.users, seed);
  const aside = places === undefined ? Math.min(VALIDATION_SHOPPERS, Math.floor(VALIDATION_SHARE * users.length)) : 0;
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

function batchOf(places: readonly SequencePlace[]): HistoryBatch {
  const starts = new Uint32Array(places.length + 1);
  for (const [at, { history }] of places.entries()) starts[at + 1] = starts[at] + history.length;
  const items = new Uint32Array(starts[places.length]);
  const kinds = new Uint8Array(items.length);
  for (const [at, place] of places.entries()) {
    items.set(place.history, starts[at]);
    kinds.set(place.kinds, starts[at]);
  }
  return { items, kinds, starts };
}

function shuffle(events: Uint32Array, random: () => number): void {
  for (let last = events.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [events[last], events[other]] = [events[other], events[last]];
  }
}
