import type { KernelMatrix } from '../../core/kernels/multiply-kernel.js';
import type { AttendHistory, AttentionCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { Pack } from '../../types/pack.js';
import { ACTIVATIONS } from '../causal/activations.js';
import { addedParts, causalItems } from '../causal/causal-items.js';
import { attendWithin } from './attend-within.js';
import { type KernelAttention, openKernelAttention } from './kernel-attention.js';

/**
 * An encoder of the kind `attention`, as `attendCausally` reads it, with products of matrices in WebAssembly with SIMD: in 32 bits, so it differs
 * by rounding, and gives the same bits on every machine.
 *
 * @param pack rows
 * @param card architecture
 * @param matrices weights
 * @throws WebAssembly's error where the page may not compile it
 */
export function attendWithKernel(
  pack: Pick<Pack, 'rows' | 'scales' | 'dimensions'>,
  card: AttentionCard,
  matrices: EncoderMatrices,
): AttendHistory {
  const attention = openKernelAttention(card, matrices, pack.dimensions);
  return (history) => {
    const { count, places, rows, kinds } = causalItems(pack, card, history);
    if (count === 0) return addedParts(history, [], [], pack.dimensions);
    const { read } = attention.room;
    for (let at = 0; at < count; at++)
      for (let k = 0; k < pack.dimensions; k++) read.values[at * read.stride + k] = rows[at * pack.dimensions + k];
    return addedParts(history, places, readItems(card, matrices, attention, count, kinds), pack.dimensions);
  };
}

/** The outputs of the encoder, from the rows in the room `read`. Shape [count, dimensions]. */
function readItems(
  card: AttentionCard,
  matrices: EncoderMatrices,
  attention: KernelAttention,
  count: number,
  kinds: Uint8Array,
): Float32Array {
  const { kernel, weights, room } = attention;
  const { width, floor, inner } = card;
  /** Rows times a matrix, plus its bias. */
  const apply = (name: string, from: KernelMatrix, to: KernelMatrix): void => {
    const matrix = weights[name];
    const result = { ...to, rows: count, stride: matrix.stride };
    kernel.multiply(from, matrix, result);
    const bias = matrices[`${name}.bias`];
    if (bias === undefined) return;
    const { values, stride } = result;
    for (let at = 0; at < count; at++) for (let k = 0; k < bias.length; k++) values[at * stride + k] += bias[k];
  };
  const { stride } = room.state;
  const norm = (name: string, from: Float32Array, to: Float32Array): void => {
    const [gain, bias] = [matrices[`${name}.gain`], matrices[`${name}.bias`]];
    for (let start = 0; start < count * stride; start += stride) {
      let mean = 0;
      for (let k = 0; k < width; k++) mean += from[start + k] / width;
      let variance = 0;
      for (let k = 0; k < width; k++) variance += (from[start + k] - mean) ** 2 / width;
      const scale = 1 / Math.sqrt(variance + floor);
      for (let k = 0; k < width; k++) to[start + k] = gain[k] * (from[start + k] - mean) * scale + bias[k];
    }
  };
  const add = (from: Float32Array, to: Float32Array): void => {
    for (let at = 0; at < count * stride; at++) to[at] += from[at];
  };
  const activate = ACTIVATIONS[card.activation];
  /** The inner layer of a block, from the room `state` into `result`. */
  const feed = (prefix: string): void => {
    apply(`${prefix}widen`, room.state, room.inner);
    const wide = room.inner;
    for (let at = 0; at < count; at++)
      for (let k = 0; k < inner; k++) wide.values[at * wide.stride + k] = activate(wide.values[at * wide.stride + k]);
    apply(`${prefix}narrow`, room.inner, room.result);
  };

  const state = room.state.values;
  if (weights.project) apply('project', room.read, room.state);
  else state.set(room.read.values);
  for (let at = 0; at < count; at++) {
    const place = card.places === 'oldest' ? at : count - 1 - at;
    for (let k = 0; k < width; k++) state[at * stride + k] += matrices.kinds[kinds[at] * width + k] + matrices.places[place * width + k];
  }
  if (card.norms === 'after') norm('start', state, state);
  for (let block = 0; block < card.blocks; block++) {
    const prefix = `block${block}.`;
    const asked = { ...room.state };
    const asking = card.norms === 'before' ? { ...room.mixed } : asked;
    if (card.norms === 'before') norm(`${prefix}attend`, state, asking.values);
    apply(`${prefix}query`, asking, room.queries);
    apply(`${prefix}key`, asked, room.keys);
    apply(`${prefix}value`, asked, room.values);
    // What asks is added to what it gets.
    const kept = card.norms === 'before' ? asking.values.slice(0, count * stride) : state;
    attendWithin(card, attention, count, matrices[`${prefix}key.bias`], matrices[`${prefix}value.bias`]);
    apply(`${prefix}output`, room.mixed, room.result);
    add(kept, room.result.values);
    norm(card.norms === 'before' ? `${prefix}forward` : `${prefix}attend`, room.result.values, state);
    feed(prefix);
    add(room.result.values, state);
    if (card.norms === 'after') norm(`${prefix}forward`, state, state);
  }
  if (card.norms === 'before') norm('end', state, state);
  if (weights.output) apply('output', room.state, room.result);
  const [outputs, step] = weights.output ? [room.result.values, weights.output.stride] : [state, stride];
  const dimensions = weights.output?.columns ?? width;
  const result = new Float32Array(count * dimensions);
  for (let at = 0; at < count; at++) result.set(outputs.subarray(at * step, at * step + dimensions), at * dimensions);
  return result;
}
