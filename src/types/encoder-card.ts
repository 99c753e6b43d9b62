import type { EventName } from './event.js';
import type { HistoryItem } from './history.js';

/** Architecture of a pack's sequence encoder, in the manifest; its weights are the optional file of the role `encoder`. */
export interface EncoderCard {
  /**
   * `consistent`: the query is a weighted sum of the rows of the history's items; self-attention over the history gives the weights.
   *
   * @see Hou, Hu, Zhang, Zhao: CORE: Simple and Effective Session-based Recommendation within Consistent Representation Space, SIGIR 2022
   */
  readonly kind: 'consistent';
  /** Width of the attention, 4 to 64. */
  readonly width: number;
  /** Number of attention blocks, 1 or 2. */
  readonly blocks: number;
  /** Number of items read, the latest, 1 to 200. */
  readonly length: number;
  /** Events with a vector of their own, at most 32; all others share one. */
  readonly kinds: readonly EventName[];
}

/** Weights of an encoder by the names of `encoderMatrices`, row after row. */
export type EncoderMatrices = Readonly<Record<string, Float64Array>>;

/**
 * Reads a history by a pack's encoder.
 *
 * @param history from `weighHistory`, latest first
 * @returns what each of its items adds to the encoder's query, in its order, each of shape [dimensions]: zeros where an item is not read
 */
export type AttendHistory = (history: readonly HistoryItem[]) => readonly Float64Array[];
