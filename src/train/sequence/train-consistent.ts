import { type EncoderMatrix, encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { normal, type Random, seededRandom } from '../../core/numbers/random.js';
import { shuffleInPlace } from '../../core/numbers/shuffle-in-place.js';
import type { ConsistentCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Interactions } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import type { ProgressStep } from '../progress/progress.js';
import { itemSupport } from '../tune/new-item-trial.js';
import { BatchLoss, type TrainedEncoder } from './batch-loss.js';
import { Adam } from './layers/adam.js';
import { popularNegatives } from './layers/popular-negatives.js';
import { type FirstRows, LearnedRows } from './learned-rows.js';
import { readPlace, type TrainingPlace } from './read-place.js';

/** Places of one step. */
const BATCH = 128;
/** Items drawn per step, at most: no more than the catalogue has. No power of two, at which columns would share lines of the processor's cache. */
const DRAWN = 500;
/** Size of a step of Adam. */
const RATE = 0.01;
/** Steps between two looks at the validation shoppers, at most: in a small log half a pass. */
const ROUND = 512;
/** Score of two equal rows that training starts with: far smaller, it would take long to tell items apart. */
const FIRST_SCORE = 10;
/** Share by which a validation loss must be lower to be better: less is not worth a round. */
const LEAST_GAIN = 1e-3;
/** Rounds without a better validation loss after which training ends. */
const MAX_WORSE_ROUNDS = 4;
/** Passes of a log of which nobody can validate. */
const UNSEEN_PASSES = 3;
/** Share of the shoppers that validate, and their maximum number. */
const VALIDATION_SHARE = 0.05;
const VALIDATION_SHOPPERS = 1000;

/** Input of `trainConsistent`. */
export interface SequenceTraining {
  readonly interactions: Interactions;
  /** Rows to start from; as many columns learn. */
  readonly rows: FirstRows;
  /** Number of shoppers from which an item is learned from; those of fewer get no row, and are neither read nor said. */
  readonly minimumSupport: number;
  readonly card: ConsistentCard;
  readonly seed: number;
  /** Threads of the training of the kind `attention`; the result does not depend on it. */
  readonly threads: number;
  /** Milliseconds after which training ends with what it has. */
  readonly milliseconds: number;
  /** Places to train on, without validation, of the kind `consistent`. Default: until the loss of validation shoppers does not fall any more. */
  readonly places?: number;
  /** A training on most of this log, from which the kind `attention` goes on without validation. Default: it starts anew. */
  readonly goOnFrom?: TrainedSequence;
  /** Reports the places trained on. */
  readonly progress: ProgressStep;
}

/** A trained encoder with its rows. */
export interface TrainedSequence {
  readonly matrices: EncoderMatrices;
  /** Each of length 1, or 0 where its item was not learned from. Shape [items, dimensions]. */
  readonly rows: Float32Array;
  /** Parameters besides the rows, to go on from; none where a training starts anew. */
  readonly parameters: readonly Float32Array[];
  /** Places after which it was best. */
  readonly places: number;
  /** Whether the time ended the training: then the result depends on the machine. */
  readonly cutShort: boolean;
}

/**
 * Trains an encoder of the kind `consistent` and the rows that it reads and scores: at each place of each shopper's sequence, the next new item among
 * items drawn by popularity. No number belongs to a shopper.
 *
 * @param training log, rows, card and limits
 */
export async function trainConsistent(training: SequenceTraining): Promise<TrainedSequence> {
  const { interactions, card, seed, progress } = training;
  const { offsets } = interactions;
  const end = performance.now() + training.milliseconds;
  const random = seededRandom(seed);
  const support = itemSupport(interactions);
  const isKnown = (row: number): boolean => support[row] >= training.minimumSupport;
  const rows = new LearnedRows(training.rows, isKnown, random);
  const trained: TrainedEncoder = { ...freshEncoder(card, rows.dimensions, random), rows };
  trained.sharpness[0] = Math.log(FIRST_SCORE);
  const negatives = popularNegatives(interactions, isKnown);
  const rivals = Math.min(DRAWN, interactions.items);
  const losses = new BatchLoss(trained, negatives, BATCH, rivals);
  const adam = new Adam(runsOf(trained));
  const round = BATCH * Math.max(1, Math.min(ROUND, Math.floor(interactions.itemRows.length / BATCH / 2)));

  // Others can neither train nor validate: of those held out the log has no events.
  const users = shuffledUsers(interactions.users, seed).filter((user) => hasSequence(interactions, user, isKnown));
  const placeOf = (event: number, user: number): TrainingPlace | null => readPlace(interactions, event, offsets[user], card, rows);
  const aside = training.places === undefined ? Math.min(VALIDATION_SHOPPERS, Math.floor(VALIDATION_SHARE * users.length)) : 0;
  // The events that validate: training ends before them.
  const lastOf = new Map<number, number>();
  for (const user of users.slice(0, aside)) {
    for (let event = offsets[user + 1] - 1; event > offsets[user] && !lastOf.has(user); event--) {
      if (placeOf(event, user) !== null) lastOf.set(user, event);
    }
  }
  const fixed = negatives.draw(rivals, seededRandom(seed + 1));
  const validate = (): number => {
    const validation = [...lastOf].flatMap(([user, event]) => placeOf(event, user) ?? []);
    let sum = 0;
    for (let at = 0; at < validation.length; at += BATCH) {
      const places = validation.slice(at, at + BATCH);
      sum += places.length * losses.of({ places, drawn: fixed, learns: false, dropout: null });
    }
    return sum / validation.length;
  };
  const state = (places: number, loss: number): TrainedSequence & { readonly loss: number } => ({
    loss,
    places,
    matrices: copyMatrices(trained.matrices),
    rows: rows.values.slice(),
    parameters: [],
    cutShort: false,
  });

  let best = state(0, lastOf.size > 0 ? validate() : 0);
  let done = 0;
  let worse = 0;
  let passes = 0;
  let batch: TrainingPlace[] = [];
  const learn = (): void => {
    if (batch.length === 0) return;
    losses.of({ places: batch, drawn: negatives.draw(rivals, random), learns: true, dropout: random });
    adam.step(RATE);
    rows.step();
    batch = [];
  };
  const most = training.places ?? Number.POSITIVE_INFINITY;
  const isLate = (): boolean => performance.now() > end;
  while (done < most && worse < MAX_WORSE_ROUNDS && !isLate()) {
    const before = done;
    for (const user of shuffleInPlace([...users], random)) {
      const last = lastOf.get(user) ?? offsets[user + 1];
      for (let event = offsets[user] + 1; event < last && done < most; event++) {
        const place = placeOf(event, user);
        if (place === null) continue;
        batch.push(place);
        done++;
        if (batch.length < BATCH) continue;
        learn();
        if (done % round !== 0) continue;
        progress.update(done);
        await new Promise(setImmediate);
        if (lastOf.size === 0) continue;
        const loss = validate();
        worse = loss < (1 - LEAST_GAIN) * best.loss ? 0 : worse + 1;
        if (worse === 0) best = state(done, loss);
      }
      if (worse >= MAX_WORSE_ROUNDS || done >= most || isLate()) break;
    }
    passes++;
    if (done === before || (lastOf.size === 0 && training.places === undefined && passes >= UNSEEN_PASSES)) break;
  }
  const cutShort = isLate() && worse < MAX_WORSE_ROUNDS && done < most;
  if (lastOf.size > 0) return { matrices: best.matrices, rows: best.rows, parameters: [], places: best.places, cutShort };
  learn();
  return { matrices: trained.matrices, rows: rows.values, parameters: [], places: done, cutShort };
}

/**
 * An encoder to start from: small random weights.
 *
 * @param card architecture
 * @param dimensions columns of the pack's rows
 * @param random source of numbers
 */
export function freshEncoder(card: ConsistentCard, dimensions: number, random: Random): Omit<TrainedEncoder, 'rows'> {
  const layout = encoderMatrices(card, dimensions);
  const sized = ({ rows, columns }: EncoderMatrix): Float64Array => new Float64Array(rows * columns);
  const drawn = (matrix: EncoderMatrix): Float64Array => sized(matrix).map(() => normal(random) / Math.sqrt(matrix.columns));
  return {
    card,
    matrices: Object.fromEntries(layout.map((matrix) => [matrix.name, drawn(matrix)])),
    gradients: Object.fromEntries(layout.map((matrix) => [matrix.name, sized(matrix)])),
    sharpness: new Float64Array(1),
    sharpnessGradient: new Float64Array(1),
  };
}

/** Whether a shopper has events on more than one item to learn from. */
function hasSequence({ offsets, itemRows }: Interactions, user: number, isKnown: (row: number) => boolean): boolean {
  const known = itemRows.subarray(offsets[user], offsets[user + 1]).filter(isKnown);
  return known.some((row) => row !== known[0]);
}

function runsOf({
  matrices,
  gradients,
  sharpness,
  sharpnessGradient,
}: TrainedEncoder): { values: Float64Array; gradients: Float64Array }[] {
  const runs = Object.entries(matrices).map(([name, values]) => ({ values, gradients: gradients[name] }));
  return [...runs, { values: sharpness, gradients: sharpnessGradient }];
}

function copyMatrices(matrices: EncoderMatrices): EncoderMatrices {
  return Object.fromEntries(Object.entries(matrices).map(([name, values]) => [name, values.slice()]));
}
