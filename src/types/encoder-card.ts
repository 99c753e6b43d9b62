import type { EventName } from './event.js';
import type { HistoryItem } from './history.js';

/** What the cards of all kinds have. */
interface AnyCard {
  /** Width of what is computed of each item, 4 to 64; 4 to 128 for all kinds but `consistent`. */
  readonly width: number;
  /** Number of items read, the latest, 1 to 200. */
  readonly length: number;
  /** Events with a vector of their own, at most 32; all others share one. */
  readonly kinds: readonly EventName[];
}

/**
 * The query is a weighted sum of the rows of the history's items; self-attention over the history gives the weights.
 *
 * @see Hou, Hu, Zhang, Zhao: CORE: Simple and Effective Session-based Recommendation within Consistent Representation Space, SIGIR 2022
 */
export interface ConsistentCard extends AnyCard {
  readonly kind: 'consistent';
  /** Number of attention blocks, 1 or 2. */
  readonly blocks: number;
}

/**
 * Causal self-attention; the query is the output of the latest item.
 *
 * @see Kang, McAuley: Self-Attentive Sequential Recommendation, ICDM 2018
 */
export interface AttentionCard extends AnyCard {
  readonly kind: 'attention';
  /** Number of attention blocks, 1 or 2. */
  readonly blocks: number;
  /** Number of heads, 1 to 8; they share the width equally. */
  readonly heads: number;
  /** Width of the inner layer of a block, 4 to 512. */
  readonly inner: number;
  /** Whether each half of a block normalises its input (as SASRec was published), or its sum with the input (as RecBole does). */
  readonly norms: 'before' | 'after';
  /** Function of the inner layer; `gelu` is the exact one. */
  readonly activation: 'relu' | 'gelu';
  /** Which item of a history has the first vector of the matrix `places`. */
  readonly places: 'latest' | 'oldest';
  /** Whether the places that a short history leaves empty are attended to, as items of zeros (as RecTools does), or not. */
  readonly padding: 'masked' | 'attended';
  /** Added to the variance in a layer norm, 1e-12 to 1e-2. */
  readonly floor: number;
}

/**
 * One layer of gated recurrent units; the query is the output after the latest item.
 *
 * @see Hidasi, Karatzoglou, Baltrunas, Tikk: Session-based Recommendations with Recurrent Neural Networks, ICLR 2016
 */
export interface RecurrentCard extends AnyCard {
  readonly kind: 'recurrent';
}

/**
 * Causal dilated convolutions with residuals; the query is the output of the latest item.
 *
 * @see Yuan, Karatzoglou, Arapakis, Jose, He: A Simple Convolutional Generative Network for Next Item Recommendation, WSDM 2019
 */
export interface ConvolutionCard extends AnyCard {
  readonly kind: 'convolution';
  /** Number of residual blocks of two convolutions, 1 to 3: those of block B read every 4^B-th and every 2 * 4^B-th item. */
  readonly blocks: number;
  /** Number of items that a convolution reads, 2 to 5. */
  readonly taps: number;
  /** Added to the variance in a layer norm, 1e-12 to 1e-2. */
  readonly floor: number;
}

/** Cards of kinds in which the output of each item depends on it and the items before it alone. */
export type CausalCard = AttentionCard | RecurrentCard | ConvolutionCard;

/** Architecture of a pack's sequence encoder, in the manifest; its weights are the optional file of the role `encoder`. */
export type EncoderCard = ConsistentCard | CausalCard;

/** Weights of an encoder by the names of `encoderMatrices`, row after row. */
export type EncoderMatrices = Readonly<Record<string, Float64Array>>;

/**
 * Reads a history by a pack's encoder.
 *
 * @param history from `weighHistory`, latest first
 * @returns what each of its items adds to the encoder's query, in its order, each of shape [dimensions]: zeros where an item is not read
 */
export type AttendHistory = (history: readonly HistoryItem[]) => readonly Float64Array[];
