import type { ConvolutionCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { CausalItems } from './causal-items.js';
import { applyLayer, normLayer, startItems, sumOfRows } from './dense-layers.js';

/** Factor between the distances of a block and those of the next. */
export const DISTANCE_STEP = 4;

/**
 * The outputs of an encoder of the kind `convolution` in the space of the rows: each depends on its item and those before it alone.
 *
 * @param card architecture
 * @param matrices weights
 * @param items to read
 * @returns oldest first. Shape [count, dimensions]
 */
export function convolutionPass(
  { width, blocks, taps, floor }: ConvolutionCard,
  matrices: EncoderMatrices,
  items: CausalItems,
): Float64Array {
  const convolve = (name: string, rows: Float64Array, distance: number): Float64Array => {
    const read = applyLayer(matrices, name, windowsOf(rows, width, taps, distance), taps * width);
    return normLayer(matrices, `${name}Norm`, read, floor).map((value) => Math.max(0, value));
  };
  let state = startItems(matrices, items);
  for (let block = 0; block < blocks; block++) {
    const distance = DISTANCE_STEP ** block;
    const middle = convolve(`block${block}.first`, state, distance);
    state = sumOfRows(state, convolve(`block${block}.second`, middle, 2 * distance));
  }
  return applyLayer(matrices, 'output', state, width);
}

/** For each row those that a convolution reads, side by side, the earliest first; zeros before the first row. Shape [count, taps * width]. */
function windowsOf(rows: Float64Array, width: number, taps: number, distance: number): Float64Array {
  const count = rows.length / width;
  const windows = new Float64Array(count * taps * width);
  for (let at = 0; at < count; at++) {
    for (let tap = 0; tap < taps; tap++) {
      const from = at - (taps - 1 - tap) * distance;
      if (from >= 0) windows.set(rows.subarray(from * width, (from + 1) * width), (at * taps + tap) * width);
    }
  }
  return windows;
}
