import { INNER_WIDTHS } from '../../core/numbers/encoder-matrices.js';
import { type BlockTrace, type ConsistentTrace, NORM_FLOOR, type ReadItems } from '../../query/consistent-pass.js';
import type { ConsistentCard, EncoderMatrices } from '../../types/encoder-card.js';

/** Weights of an encoder, and where their gradients are added up. */
export interface Trainable {
  readonly card: ConsistentCard;
  readonly matrices: EncoderMatrices;
  /** As `matrices`. */
  readonly gradients: EncoderMatrices;
}

/**
 * Adds the gradient of a loss by the weights of an encoder, from its gradient by the weights that a pass gave to the items.
 *
 * @param trainable weights and gradients
 * @param items that were read
 * @param trace of the pass
 * @param byWeights derivative of the loss by each weight of an item. Shape [count]
 */
export function addGradients(trainable: Trainable, items: ReadItems, trace: ConsistentTrace, byWeights: Float64Array): void {
  const { card, matrices, gradients } = trainable;
  const { width } = card;
  const { count, rows, kinds } = items;
  const byLogits = throughSoftmax(trace.weights, byWeights, 0, count);
  const byNormed = throughMatrix(matrices.head, gradients.head, trace.normed, byLogits, width);
  let byState = throughNorm(trace.output, trace.normed, byNormed, width);
  for (let block = card.blocks - 1; block >= 0; block--) byState = throughBlock(trainable, block, trace.blocks[block], byState);
  for (let at = 0; at < count; at++) {
    for (let k = 0; k < width; k++) {
      gradients.places[at * width + k] += byState[at * width + k];
      gradients.kinds[kinds[at] * width + k] += byState[at * width + k];
    }
  }
  throughMatrix(matrices.project, gradients.project, rows, byState, rows.length / count);
}

function throughBlock(
  { card: { width }, matrices, gradients }: Trainable,
  block: number,
  trace: BlockTrace,
  byOutput: Float64Array,
): Float64Array {
  const through = (name: string, rows: Float64Array, by: Float64Array, from: number): Float64Array =>
    throughMatrix(matrices[`block${block}.${name}`], gradients[`block${block}.${name}`], rows, by, from);
  const byInner = through('narrow', trace.inner, byOutput, INNER_WIDTHS * width);
  for (let k = 0; k < byInner.length; k++) if (trace.inner[k] <= 0) byInner[k] = 0;
  const byMiddle = through('widen', trace.normedMiddle, byInner, width);
  const middle = add(byOutput, throughNorm(trace.middle, trace.normedMiddle, byMiddle, width));
  const byMixed = through('output', trace.mixed, middle, width);
  const { queries, keys, values } = throughAttention(trace, byMixed, width);
  const byNormed = through('query', trace.normed, queries, width);
  addTo(byNormed, through('key', trace.normed, keys, width));
  addTo(byNormed, through('value', trace.normed, values, width));
  return add(middle, throughNorm(trace.input, trace.normed, byNormed, width));
}

function throughAttention(trace: BlockTrace, byMixed: Float64Array, width: number): Record<'queries' | 'keys' | 'values', Float64Array> {
  const { queries, keys, values, shares } = trace;
  const count = queries.length / width;
  const by = { queries: new Float64Array(queries.length), keys: new Float64Array(keys.length), values: new Float64Array(values.length) };
  const byShares = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    for (let other = 0; other < count; other++) {
      let value = 0;
      for (let k = 0; k < width; k++) {
        value += byMixed[at * width + k] * values[other * width + k];
        by.values[other * width + k] += shares[at * count + other] * byMixed[at * width + k];
      }
      byShares[other] = value;
    }
    const byLogits = throughSoftmax(shares, byShares, at * count, count);
    for (let other = 0; other < count; other++) {
      const share = byLogits[other] / Math.sqrt(width);
      for (let k = 0; k < width; k++) {
        by.queries[at * width + k] += share * keys[other * width + k];
        by.keys[other * width + k] += share * queries[at * width + k];
      }
    }
  }
  return by;
}

/** Adds the gradient of a matrix of shape [to, from], and returns that of the rows it was applied to. */
function throughMatrix(matrix: Float64Array, gradient: Float64Array, rows: Float64Array, by: Float64Array, from: number): Float64Array {
  const to = matrix.length / from;
  const count = rows.length / from;
  const byRows = new Float64Array(rows.length);
  for (let at = 0; at < count; at++) {
    for (let row = 0; row < to; row++) {
      const value = by[at * to + row];
      if (value === 0) continue;
      for (let k = 0; k < from; k++) {
        gradient[row * from + k] += value * rows[at * from + k];
        byRows[at * from + k] += value * matrix[row * from + k];
      }
    }
  }
  return byRows;
}

function throughNorm(rows: Float64Array, normed: Float64Array, by: Float64Array, width: number): Float64Array {
  const result = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += width) {
    let squares = 0;
    let product = 0;
    for (let k = start; k < start + width; k++) {
      squares += rows[k] * rows[k];
      product += by[k] * normed[k];
    }
    const scale = 1 / Math.sqrt(squares / width + NORM_FLOOR);
    for (let k = start; k < start + width; k++) result[k] = scale * (by[k] - (normed[k] * product) / width);
  }
  return result;
}

/** The derivative by what a softmax was made of. `by` starts at 0, `shares` at `start`. */
function throughSoftmax(shares: Float64Array, by: Float64Array, start: number, count: number): Float64Array {
  let mean = 0;
  for (let k = 0; k < count; k++) mean += shares[start + k] * by[k];
  const result = new Float64Array(count);
  for (let k = 0; k < count; k++) result[k] = shares[start + k] * (by[k] - mean);
  return result;
}

function add(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value + b[k]);
}

function addTo(a: Float64Array, b: Float64Array): void {
  for (let k = 0; k < a.length; k++) a[k] += b[k];
}
