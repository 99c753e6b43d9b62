import type { AttentionCard } from '../../types/encoder-card.js';
import type { KernelAttention } from './kernel-attention.js';

/**
 * Attention of each item to itself and those before it, from the rooms `queries`, `keys` and `values` into `mixed`.
 *
 * @param card architecture
 * @param attention see `openKernelAttention`
 * @param count of the items
 * @param emptyKey key of an item of zeros, of shape [width], where the encoder attends to such items
 * @param emptyValue its value
 */
export function attendWithin(
  { width, heads, padding, length }: AttentionCard,
  { kernel, room, turned, ofHead, logits }: KernelAttention,
  count: number,
  emptyKey: Float64Array,
  emptyValue: Float64Array,
): void {
  const { queries, keys, values, mixed } = room;
  const { stride } = keys;
  const columns = width / heads;
  const across = 8 * Math.ceil(count / 8);
  const headStride = 8 * Math.ceil(columns / 8);
  const empty = padding === 'attended' ? length - count : 0;
  const scale = 1 / Math.sqrt(columns);
  for (let first = 0; first < width; first += columns) {
    for (let at = 0; at < count; at++) {
      for (let k = 0; k < columns; k++) {
        turned[k * across + at] = keys.values[at * stride + first + k];
        ofHead[at * headStride + k] = values.values[at * stride + first + k];
      }
    }
    const all = { rows: count, columns: count, stride: across, height: across, values: logits };
    kernel.multiply(
      { ...queries, values: queries.values.subarray(first) },
      { rows: columns, columns: count, stride: across, height: columns, values: turned },
      all,
    );
    const emptyShares = shareLogits(all.values, count, across, scale, (at) => {
      if (empty === 0) return Number.NEGATIVE_INFINITY;
      let logit = 0;
      for (let k = 0; k < columns; k++) logit += queries.values[at * stride + first + k] * emptyKey[first + k];
      return Math.log(empty) + scale * logit;
    });
    const result = { rows: count, columns, stride: headStride, height: across, values: turned };
    kernel.multiply(all, { rows: count, columns, stride: headStride, height: across, values: ofHead }, result);
    for (let at = 0; at < count; at++)
      for (let k = 0; k < columns; k++)
        mixed.values[at * stride + first + k] = turned[at * headStride + k] + emptyShares[at] * (empty > 0 ? emptyValue[first + k] : 0);
  }
}

/**
 * Replaces the logits of each item by its shares in itself and those before it; those after it get none.
 *
 * @returns the shares of items of zeros
 */
function shareLogits(logits: Float32Array, count: number, across: number, scale: number, emptyLogit: (at: number) => number): Float64Array {
  const shares = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const start = at * across;
    const none = emptyLogit(at);
    let largest = none;
    for (let other = 0; other <= at; other++) largest = Math.max(largest, scale * logits[start + other]);
    let total = Math.exp(none - largest);
    shares[at] = total;
    for (let other = 0; other <= at; other++) total += logits[start + other] = Math.exp(scale * logits[start + other] - largest);
    for (let other = 0; other <= at; other++) logits[start + other] /= total;
    logits.fill(0, start + at + 1, start + across);
    shares[at] /= total;
  }
  return shares;
}
