import { type EncoderMatrix, encoderMatrices } from '../../core/numbers/encoder-matrices.js';
import { normal, type Random, seededRandom } from '../../core/numbers/random.js';
import type { ConsistentCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';
import type { Interactions } from '../log/interactions.js';
import { shuffledUsers } from '../log/shuffled-users.js';
import type { ProgressStep } from '../progress/progress.js';
import { Adam } from './adam.js';
import { popularNegatives } from './popular-negatives.js';
import { packVectors, readPlace, type TrainingPlace } from './read-place.js';
import { type Rivals, sampledLoss, type TrainedEncoder } from './sampled-loss.js';

/** Places of one step. */
const BATCH = 64;
/** Items drawn per step, at most: no more than the catalogue has. */
const DRAWN = 256;
/** The same to validate with. */
const VALIDATION_DRAWN = 1024;
/** Size of a step of Adam. */
const RATE = 0.01;
/** Steps between two looks at the validation shoppers, at most: in a small log half a pass. */
const ROUND = 200;
/** Score of two like rows of mean length that training starts with: far smaller, it would take long to tell items apart. */
const FIRST_SCORE = 5;
/** Share by which a validation loss must be lower to be better: less is not worth a pass. */
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
  /** Decoded: the rows are those that ship, and stay as they are. */
  readonly pack: Pick<Pack, 'rows' | 'scales' | 'dimensions' | 'items'>;
  readonly card: ConsistentCard;
  readonly seed: number;
  /** Milliseconds after which training ends with what it has. */
  readonly milliseconds: number;
  /** Places to train on, without validation. Default: until the loss of validation shoppers does not fall any more. */
  readonly places?: number;
  /** Reports the places trained on. */
  readonly progress: ProgressStep;
}

/** A trained encoder. */
export interface TrainedSequence {
  readonly matrices: EncoderMatrices;
  /** Places after which it was best. */
  readonly places: number;
  /** Whether the time ended the training: then the result depends on the machine. */
  readonly cutShort: boolean;
}

/**
 * Trains an encoder of the kind `consistent`: at each place of each shopper's sequence, the next new item among items drawn by popularity.
 * Rows are frozen, so only a few thousand numbers are learned, none of them an item's or a shopper's.
 *
 * @param training log, rows, card and limits
 */
export async function trainConsistent(training: SequenceTraining): Promise<TrainedSequence> {
  const { interactions, pack, card, seed, progress } = training;
  const end = performance.now() + training.milliseconds;
  const random = seededRandom(seed);
  const vectors = packVectors(pack);
  const negatives = popularNegatives(interactions);
  const drawOf = (most: number, from: Random): Uint32Array => negatives.draw(Math.min(most, interactions.items), from);
  const round = BATCH * Math.max(1, Math.min(ROUND, Math.floor(interactions.itemRows.length / BATCH / 2)));
  const trained = freshEncoder(card, pack.dimensions, random);
  const squares = vectors.values.reduce((sum, value) => sum + value * value, 0) / interactions.items;
  if (squares > 0) trained.sharpness[0] = Math.log(FIRST_SCORE / squares);
  const adam = new Adam(runsOf(trained), RATE);
  // Others can neither train nor validate: of those held out the log has no events.
  const users = shuffledUsers(interactions.users, seed).filter((user) => hasSequence(interactions, user));
  const aside = training.places === undefined ? Math.min(VALIDATION_SHOPPERS, Math.floor(VALIDATION_SHARE * users.length)) : 0;
  const placeOf = (event: number, user: number): TrainingPlace | null =>
    readPlace(interactions, event, interactions.offsets[user], card, vectors);
  const lastPlaceOf = (user: number): TrainingPlace | null => {
    let event = interactions.offsets[user + 1] - 1;
    let place = placeOf(event, user);
    while (place === null && --event > interactions.offsets[user]) place = placeOf(event, user);
    return place;
  };
  const validation = users.slice(0, aside).flatMap((user) => lastPlaceOf(user) ?? []);
  const fixed: Rivals = { vectors, negatives, drawn: drawOf(VALIDATION_DRAWN, seededRandom(seed + 1)) };
  const validate = (): number => validation.reduce((sum, place) => sum + sampledLoss(trained, place, fixed, 0), 0);

  let best = { loss: validation.length > 0 ? validate() : 0, places: 0, matrices: copyMatrices(trained.matrices) };
  let done = 0;
  let worse = 0;
  let passes = 0;
  let rivals: Rivals = { ...fixed, drawn: drawOf(DRAWN, random) };
  const most = training.places ?? Number.POSITIVE_INFINITY;
  const isLate = (): boolean => performance.now() > end;
  while (done < most && worse < MAX_WORSE_ROUNDS && !isLate()) {
    const before = done;
    for (const user of shuffle(users.slice(aside), random)) {
      for (let event = interactions.offsets[user] + 1; event < interactions.offsets[user + 1] && done < most; event++) {
        const place = placeOf(event, user);
        if (place === null) continue;
        sampledLoss(trained, place, rivals, 1 / BATCH);
        if (++done % BATCH !== 0) continue;
        adam.step();
        rivals = { ...rivals, drawn: drawOf(DRAWN, random) };
        if (done % round !== 0) continue;
        progress.update(done);
        await new Promise(setImmediate);
        if (validation.length === 0) continue;
        const loss = validate();
        worse = loss < (1 - LEAST_GAIN) * best.loss ? 0 : worse + 1;
        if (worse === 0) best = { loss, places: done, matrices: copyMatrices(trained.matrices) };
      }
      if (worse >= MAX_WORSE_ROUNDS || done >= most || isLate()) break;
    }
    passes++;
    if (done === before || (validation.length === 0 && training.places === undefined && passes >= UNSEEN_PASSES)) break;
  }
  const cutShort = isLate() && worse < MAX_WORSE_ROUNDS && done < most;
  return validation.length > 0 ? { ...best, cutShort } : { matrices: trained.matrices, places: done, cutShort };
}

/**
 * An encoder to start from: small random weights.
 *
 * @param card architecture
 * @param dimensions columns of the pack's rows
 * @param random source of numbers
 */
export function freshEncoder(card: ConsistentCard, dimensions: number, random: Random): TrainedEncoder {
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

/** Whether a shopper has events on more than one item. */
function hasSequence({ offsets, itemRows }: Interactions, user: number): boolean {
  const first = offsets[user];
  for (let event = first + 1; event < offsets[user + 1]; event++) if (itemRows[event] !== itemRows[first]) return true;
  return false;
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

function shuffle(users: number[], random: Random): number[] {
  for (let last = users.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [users[last], users[other]] = [users[other], users[last]];
  }
  return users;
}
