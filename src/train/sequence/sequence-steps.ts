import { type Random, seededRandom } from '../../core/numbers/random.js';
import type { CausalCard } from '../../types/encoder-card.js';
import type { Interactions } from '../log/interactions.js';
import { Adam } from './layers/adam.js';
import { FreeRows } from './layers/free-rows.js';
import { ItemSoftmax, type Rivals } from './layers/item-softmax.js';
import { popularNegatives } from './layers/popular-negatives.js';
import { learnerFor } from './learners/learner-for.js';
import type { HistoryBatch, SequenceLearner } from './learners/sequence-learner.js';
import type { SequencePlace } from './sequence-place.js';
import type { TrainedSequence } from './train-consistent.js';

/** Items up to which a target is told from all of them, and items drawn per step in a larger catalogue. */
const [ALL, DRAWN] = [16_000, 4032] as const;
/** Exponent of the popularity by which they are drawn. */
const POPULARITY = 0.5;
/** Steps of rows to those of the other parameters: each row is read far more seldom, and has further to go. */
const ROWS_FASTER = 3;
/** Share of the numbers between layers that are left out by chance. */
const LEFT_OUT = 0.5;

/** Input of `SequenceSteps`. */
export interface SequenceStart {
  readonly interactions: Interactions;
  readonly card: CausalCard;
  /** Columns of the rows. */
  readonly dimensions: number;
  /** Whether an item may be learned from. */
  readonly isKnown: (row: number) => boolean;
  /** Maximum number of places of a batch. */
  readonly most: number;
  readonly seed: number;
  readonly threads: number;
}

/** An encoder and its rows in training, from small random numbers: steps of batches of places, and what they have come to. */
export class SequenceSteps {
  /** Source of numbers, for the order of places too. */
  readonly random: Random;
  readonly #rows: FreeRows;
  readonly #learner: SequenceLearner;
  readonly #softmax: ItemSoftmax;
  readonly #adam: Adam;
  readonly #rivalsOf: (random: Random) => Rivals;
  /** Rivals of places that validate. */
  readonly #fixed: Rivals;

  /**
   * Starts the threads.
   *
   * @param start log, card and sizes
   */
  constructor({ interactions, card, dimensions, isKnown, most, seed, threads }: SequenceStart) {
    const random = seededRandom(seed);
    const known = Uint32Array.from({ length: interactions.items }, (_, row) => row).filter(isKnown);
    const all: Rivals | null = known.length <= ALL ? { rows: known, logs: new Float32Array(known.length) } : null;
    const negatives = popularNegatives(interactions, isKnown, POPULARITY);
    this.random = random;
    this.#rows = new FreeRows(interactions.items, dimensions, isKnown, random);
    this.#learner = learnerFor(card, this.#rows, most, random);
    this.#adam = new Adam(this.#learner.runs);
    this.#rivalsOf = (source) => all ?? negatives.drawDistinct(DRAWN, source);
    this.#fixed = this.#rivalsOf(seededRandom(seed + 1));
    this.#softmax = new ItemSoftmax(this.#rows, most, all === null ? DRAWN : Math.max(1, known.length), threads);
  }

  /** Ends the threads. */
  close(): Promise<void> {
    return this.#softmax.close();
  }

  /**
   * Goes on from another training: its parameters, and the rows that it has.
   *
   * @param trained with the same card, columns and catalogue
   */
  goOnFrom({ parameters, rows }: TrainedSequence): void {
    for (const [at, { values }] of this.#learner.runs.entries()) values.set(parameters[at]);
    this.#learner.turn();
    const { dimensions, values } = this.#rows;
    for (let row = 0; row < values.length; row += dimensions) {
      const known = rows.subarray(row, row + dimensions);
      if (this.#rows.has(row / dimensions) && known.some((value) => value !== 0)) values.set(known, row);
    }
  }

  /**
   * Makes a step of Adam.
   *
   * @param places of a batch, 1 or more
   * @param rate size of the step; rows make larger ones
   */
  async learn(places: readonly SequencePlace[], rate: number): Promise<void> {
    const { queries, targets } = this.#read(places, this.#rivalsOf(this.random), this.random);
    const by = { ...queries, values: new Float32Array(queries.values.length) };
    await this.#softmax.run(queries, targets, by);
    // Threads learn the rivals while this one learns the histories.
    const rivalsLearned = this.#softmax.learn();
    this.#learner.learn(by);
    await rivalsLearned;
    this.#adam.step(rate);
    this.#rows.step(ROWS_FASTER * rate);
    this.#learner.turn();
  }

  /**
   * The summed discounted gains of the ranks of what came: 1 for a first.
   *
   * @param places of a batch, 1 or more
   */
  gain(places: readonly SequencePlace[]): Promise<number> {
    const { queries, targets } = this.#read(places, this.#fixed, null);
    return this.#softmax.gain(queries, targets);
  }

  /** What all steps have come to. */
  state(): Pick<TrainedSequence, 'matrices' | 'parameters' | 'rows'> {
    this.#rows.settleAll();
    return {
      matrices: this.#learner.weights,
      parameters: this.#learner.runs.map(({ values }) => values.slice()),
      rows: new Float32Array(this.#rows.values),
    };
  }

  /** The queries of places. */
  #read(places: readonly SequencePlace[], rivals: Rivals, dropout: Random | null) {
    const batch = batchOf(places);
    const targets = Uint32Array.from(places, ({ target }) => target);
    for (const read of [batch.items, targets, rivals.rows]) this.#rows.settle(read);
    this.#softmax.setRivals(rivals);
    const queries = this.#learner.run(batch, dropout === null ? 0 : LEFT_OUT, dropout);
    return { queries, targets };
  }
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
