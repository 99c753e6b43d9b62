import { fromBfloat16, toBfloat16 } from '../format/bfloat16.js';
import { LEVELS, LIMITS, ORDER_BITS, WEIGHT_BITS, WEIGHT_MAXIMUM } from '../format/format.js';
import type { Tensor } from '../format/safetensors.js';
import { quantizeWeights } from './quantize-rows.js';
import { BitWriter, golombBits, writeGolomb } from './write-bits.js';

/** Compressed sparse rows, strongest first; similarities 0 or more. */
export interface SparseSimilarities {
  /** Shape [items + 1]. */
  readonly offsets: Uint32Array;
  /** Shape [entries]. */
  readonly items: Uint32Array;
  /** Shape [entries]. */
  readonly similarities: Float32Array;
}

/**
 * A table of neighbours as plain tensors.
 *
 * @param prefix of the tensors' names
 * @param table what to write
 */
export function encodePlainNeighbours(prefix: string, { offsets, items, similarities }: SparseSimilarities): Record<string, Tensor> {
  const { weights, scales } = quantizeWeights(offsets, similarities);
  return {
    [`${prefix}offsets`]: { type: 'U32', shape: [offsets.length], data: offsets },
    [`${prefix}items`]: { type: 'U32', shape: [items.length], data: items },
    [`${prefix}weights`]: { type: 'U8', shape: [items.length], data: weights },
    [`${prefix}scales`]: { type: 'F32', shape: [scales.length], data: scales },
  };
}

/**
 * A table of neighbours in few bits: each list in order of row number, as differences in Exp-Golomb code, with an order chosen per list.
 * Differences are small if similar items are adjacent, as in most feeds.
 *
 * @param prefix of the tensors' names
 * @param table what to write; lists are cut to 255 entries
 */
export function encodeCompactNeighbours(prefix: string, { offsets, items, similarities }: SparseSimilarities): Record<string, Tensor> {
  const count = offsets.length - 1;
  const counts = new Uint8Array(count);
  const largest = new Float32Array(count);
  const lists = Array.from(counts, (_, item) => {
    const list: { item: number; similarity: number }[] = [];
    const end = Math.min(offsets[item + 1], offsets[item] + LIMITS.compactNeighbours);
    for (let k = offsets[item]; k < end; k++) list.push({ item: items[k], similarity: similarities[k] });
    counts[item] = list.length;
    largest[item] = list.reduce((most, { similarity }) => Math.max(most, similarity), 0) / WEIGHT_MAXIMUM;
    return list.sort((a, b) => a.item - b.item);
  });
  const halves = toBfloat16(largest);
  const scales = fromBfloat16(halves);
  const writer = new BitWriter();
  for (const [item, list] of lists.entries()) {
    if (list.length === 0) continue;
    const steps = list.map((entry, place) => (place === 0 ? entry.item : entry.item - list[place - 1].item - 1));
    const order = shortestOrder(steps);
    writer.write(order, ORDER_BITS);
    for (const [place, step] of steps.entries()) {
      writeGolomb(writer, step, order);
      writer.write(nearestLevel(list[place].similarity / scales[item]), WEIGHT_BITS);
    }
  }
  const stream = writer.take();
  return {
    [`${prefix}counts`]: { type: 'U8', shape: [count], data: counts },
    [`${prefix}stream`]: { type: 'U8', shape: [stream.length], data: stream },
    [`${prefix}scales`]: { type: 'BF16', shape: [count], data: halves },
  };
}

function shortestOrder(steps: readonly number[]): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let order = 0; order < 2 ** ORDER_BITS; order++) {
    let bits = 0;
    for (const step of steps) bits += golombBits(step, order);
    if (bits >= fewest) continue;
    fewest = bits;
    best = order;
  }
  return best;
}

/** The level with the nearest weight; the first for a list of zeros, whose scale is 0. */
function nearestLevel(weight: number): number {
  let best = 0;
  for (let level = 1; level < LEVELS.length; level++) {
    if (Math.abs(LEVELS[level] - weight) < Math.abs(LEVELS[best] - weight)) best = level;
  }
  return best;
}
