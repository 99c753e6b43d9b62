import type { Random } from '../core/numbers/random.js';
import { rowVector } from '../core/numbers/row-vector.js';
import type { Pack } from '../types/pack.js';
import type { LearnedState } from '../types/scoring/learned-state.js';

/** Pairs per event. */
const PAIRS = 5;
/** Pairs of them with the event's own item; the others are with items of earlier events, so that these are not unlearned. */
const PAIRS_OF_EVENT = 2;
/** Step size, for rows of mean length 1. */
const RATE = 0.05;
/** Share of the vector that fades at each event: a ridge towards the vector without learning. */
const FADING = 0.025;
/** Maximum number of draws for an item that the shopper does not know; after them they are assumed to know nearly all. */
const MAX_DRAWS = 20;

/** The rows that are learned from. */
export type LearningRows = Pick<Pack, 'rows' | 'scales' | 'dimensions' | 'items'>;

/** A vector while it is learned: a sum of rows, whose coefficients are kept. */
export interface PairwiseVector {
  /** What it adds to the shopper's vector. Shape [dimensions]. */
  readonly vector: Float64Array;
  /** Coefficients of the shopper's items. */
  readonly liked: ReadonlyMap<number, number>;
  /** Coefficients of the items that they were compared with. */
  readonly contrast: ReadonlyMap<number, number>;
  /** Notes that the shopper knows an item: it is drawn no more, and was never one to compare with. */
  meet(row: number): void;
  /**
   * Learns from one event: its item, and items of earlier ones, should score above items that the shopper does not know.
   *
   * @param row of the event's item
   * @param liked rows of the items so far, this one included
   * @param shopper the vector without learning; shape [dimensions]
   * @param random draws the pairs
   */
  learn(row: number, liked: readonly number[], shopper: Float64Array, random: Random): void;
}

/**
 * Bayesian personalised ranking of one shopper over frozen rows: stochastic gradient steps on the shopper's vector alone. Every step adds a
 * multiple of the difference of two rows, so the vector is a sum of rows with known coefficients, and each has its exact part of every score.
 *
 * @param pack rows
 * @param meanSquare mean squared length of a row, above 0
 * @param before state to continue from; null: nothing is learned yet
 * @see Rendle, Freudenthaler, Gantner, Schmidt-Thieme: BPR: Bayesian Personalized Ranking from Implicit Feedback, UAI 2009
 */
export function pairwiseVector(
  pack: LearningRows,
  meanSquare: number,
  before: Pick<LearnedState, 'vector' | 'liked' | 'contrast'> | null,
): PairwiseVector {
  const vector = Float64Array.from(before?.vector ?? new Float64Array(pack.dimensions));
  const liked = new Map(before?.liked);
  const contrast = new Map(before?.contrast);
  const met = new Set<number>();
  const rate = RATE / meanSquare;
  const add = (sums: Map<number, number>, row: number, own: Float64Array, more: number): void => {
    sums.set(row, (sums.get(row) ?? 0) + more);
    for (let k = 0; k < vector.length; k++) vector[k] += more * own[k];
  };
  const fade = (): void => {
    for (let k = 0; k < vector.length; k++) vector[k] *= 1 - FADING;
    for (const sums of [liked, contrast]) for (const [row, sum] of sums) sums.set(row, (1 - FADING) * sum);
  };
  const stranger = (random: Random): number => {
    for (let draw = 0; draw < MAX_DRAWS; draw++) {
      const row = Math.floor(random() * pack.items);
      if (!met.has(row)) return row;
    }
    return -1;
  };
  return {
    vector,
    liked,
    contrast,
    meet: (row) => {
      met.add(row);
      const sum = contrast.get(row);
      if (sum === undefined) return;
      add(contrast, row, rowVector(pack, row), -sum);
      contrast.delete(row);
    },
    learn: (row, rows, shopper, random) => {
      fade();
      for (let pair = 0; pair < PAIRS; pair++) {
        const chosen = pair < PAIRS_OF_EVENT ? row : rows[Math.floor(random() * rows.length)];
        const other = stranger(random);
        if (other < 0) continue;
        const [own, theirs] = [rowVector(pack, chosen), rowVector(pack, other)];
        let ahead = 0;
        for (let k = 0; k < vector.length; k++) ahead += (shopper[k] + vector[k]) * (own[k] - theirs[k]);
        const pull = rate / (1 + Math.exp(ahead));
        add(liked, chosen, own, pull);
        add(contrast, other, theirs, -pull);
      }
    },
  };
}
