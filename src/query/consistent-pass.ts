import { applyMatrix } from '../core/numbers/apply-matrix.js';
import { INNER_WIDTHS } from '../core/numbers/encoder-matrices.js';
import type { ConsistentCard, EncoderMatrices } from '../types/encoder-card.js';

/** Items that an encoder reads, latest first. */
export interface ReadItems {
  /** 1 to the card's length. */
  readonly count: number;
  /** Rows of the pack, each of length 1, or zeros. Shape [count, dimensions]. */
  readonly rows: Float64Array;
  /** Rows of the matrix `kinds`. Shape [count]. */
  readonly kinds: Uint8Array;
}

/** Intermediate results of a block, for its gradient. */
export interface BlockTrace {
  /** Shape [count, width], as all without another. */
  readonly input: Float64Array;
  readonly normed: Float64Array;
  readonly queries: Float64Array;
  readonly keys: Float64Array;
  readonly values: Float64Array;
  /** How much each item attends to each. Shape [count, count], rows add up to 1. */
  readonly shares: Float64Array;
  readonly mixed: Float64Array;
  /** After the attention. */
  readonly middle: Float64Array;
  readonly normedMiddle: Float64Array;
  /** Shape [count, inner width], 0 or more. */
  readonly inner: Float64Array;
}

/** Result of a pass, with what its gradient needs. */
export interface ConsistentTrace {
  readonly blocks: readonly BlockTrace[];
  readonly output: Float64Array;
  readonly normed: Float64Array;
  /** Weight of each item, > 0, sum 1. Shape [count]. */
  readonly weights: Float64Array;
}

/** Keeps the norm of zeros finite. */
export const NORM_FLOOR = 1e-6;

/**
 * The weights that an encoder of the kind `consistent` gives to the items of a history. Each item is its row, projected, plus the vectors of its
 * place and its event; blocks of self-attention with one head and an inner layer follow, each on its input divided by its root mean square. There is no
 * padding: a pass is as long as its history.
 *
 * @param card architecture
 * @param matrices weights
 * @param items to read
 */
export function consistentPass(card: ConsistentCard, matrices: EncoderMatrices, items: ReadItems): ConsistentTrace {
  const { width } = card;
  const { count, rows, kinds } = items;
  let state = applyMatrix(matrices.project, rows, rows.length / count);
  for (let at = 0; at < count; at++) {
    for (let k = 0; k < width; k++) state[at * width + k] += matrices.places[at * width + k] + matrices.kinds[kinds[at] * width + k];
  }
  const blocks: BlockTrace[] = [];
  for (let block = 0; block < card.blocks; block++) {
    const named = (name: string): Float64Array => matrices[`block${block}.${name}`];
    const input = state;
    const normed = normalizeRows(input, width);
    const [queries, keys, values] = ['query', 'key', 'value'].map((name) => applyMatrix(named(name), normed, width));
    const shares = attentionShares(queries, keys, count, width);
    const mixed = mixRows(shares, values, count, width);
    const middle = sum(input, applyMatrix(named('output'), mixed, width));
    const normedMiddle = normalizeRows(middle, width);
    const inner = applyMatrix(named('widen'), normedMiddle, width).map((value) => Math.max(0, value));
    state = sum(middle, applyMatrix(named('narrow'), inner, INNER_WIDTHS * width));
    blocks.push({ input, normed, queries, keys, values, shares, mixed, middle, normedMiddle, inner });
  }
  const normed = normalizeRows(state, width);
  const weights = softmax(applyMatrix(matrices.head, normed, width), 0, count);
  return { blocks, output: state, normed, weights };
}

function normalizeRows(rows: Float64Array, width: number): Float64Array {
  const result = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += width) {
    let squares = 0;
    for (let k = start; k < start + width; k++) squares += rows[k] * rows[k];
    const scale = 1 / Math.sqrt(squares / width + NORM_FLOOR);
    for (let k = start; k < start + width; k++) result[k] = rows[k] * scale;
  }
  return result;
}

function attentionShares(queries: Float64Array, keys: Float64Array, count: number, width: number): Float64Array {
  const shares = new Float64Array(count * count);
  for (let at = 0; at < count; at++) {
    for (let other = 0; other < count; other++) {
      let value = 0;
      for (let k = 0; k < width; k++) value += queries[at * width + k] * keys[other * width + k];
      shares[at * count + other] = value / Math.sqrt(width);
    }
    softmax(shares, at * count, count);
  }
  return shares;
}

/** Replaces a run of numbers with their softmax. */
function softmax(values: Float64Array, start: number, count: number): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = start; k < start + count; k++) largest = Math.max(largest, values[k]);
  let total = 0;
  for (let k = start; k < start + count; k++) total += values[k] = Math.exp(values[k] - largest);
  for (let k = start; k < start + count; k++) values[k] /= total;
  return values;
}

function mixRows(shares: Float64Array, values: Float64Array, count: number, width: number): Float64Array {
  const mixed = new Float64Array(count * width);
  for (let at = 0; at < count; at++) {
    for (let other = 0; other < count; other++) {
      const share = shares[at * count + other];
      for (let k = 0; k < width; k++) mixed[at * width + k] += share * values[other * width + k];
    }
  }
  return mixed;
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value + b[k]);
}
