import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { Random } from '../../../core/numbers/random.js';
import type { EncoderMatrices } from '../../../types/encoder-card.js';
import type { ParameterRun } from '../layers/dense-layer.js';

/** Histories that are read together. */
export interface HistoryBatch {
  /** Rows of the items, each history's latest first. Shape [items]. */
  readonly items: Uint32Array;
  /** Rows of the matrix `kinds`. Shape [items]. */
  readonly kinds: Uint8Array;
  /** Index of each history's first item, ascending, and the number of items. Shape [histories + 1]. */
  readonly starts: Uint32Array;
}

/** A sequence encoder of a causal kind in training, whose output at the latest item is learned from. */
export interface SequenceLearner {
  /** The parameters besides the rows, for `Adam`. */
  readonly runs: readonly ParameterRun[];
  /** The weights, as `encoderMatrices` names them. */
  readonly weights: EncoderMatrices;
  /** Takes over changed parameters. */
  turn(): void;
  /**
   * The query of each history.
   *
   * @param batch at most as many histories as the constructor was told, each of 1 item or more, at most the card's length
   * @param leftOut share of numbers that are left out by chance, 0 to 1
   * @param random source of numbers; null: nothing is left out
   * @returns valid until the next call; shape [histories, dimensions of the rows]
   */
  run(batch: HistoryBatch, leftOut: number, random: Random | null): KernelMatrix;
  /**
   * Sets the gradients of the parameters, and adds to those of the rows, of the last batch that was run.
   *
   * @param byQueries derivatives of the loss by its queries, overwritten; shape [histories, dimensions of the rows]
   */
  learn(byQueries: KernelMatrix): void;
}
