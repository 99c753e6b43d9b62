import { DISTANCE_STEP } from '../../../query/causal/convolution-pass.js';
import type { ConvolutionCard } from '../../../types/encoder-card.js';

/** What a convolution reads for the output at the latest item. Places are counted from the latest item, which is 0. */
export interface ConvolutionPlaces {
  /** Places of its input, ascending. */
  readonly from: readonly number[];
  /** Places of its output, ascending: all of them are in `from` too. */
  readonly to: readonly number[];
  /** For each place of the output, the indices in `from` of what it reads, the earliest first; -1 behind the length. Shape [to, taps]. */
  readonly reads: readonly (readonly number[])[];
}

/**
 * The places that convolutions have to compute for the output at the latest item.
 *
 * @param card architecture
 * @returns in the order of the convolutions, two of each block
 */
export function convolutionPlaces({ blocks, taps, length }: Pick<ConvolutionCard, 'blocks' | 'taps' | 'length'>): ConvolutionPlaces[] {
  const found: ConvolutionPlaces[] = [];
  let to: readonly number[] = [0];
  for (let at = 2 * blocks - 1; at >= 0; at--) {
    const distance = DISTANCE_STEP ** Math.floor(at / 2) * (at % 2 === 0 ? 1 : 2);
    const windows = to.map((place) => Array.from({ length: taps }, (_, tap) => place + (taps - 1 - tap) * distance));
    const from = [...new Set(windows.flat())].filter((place) => place < length).sort((a, b) => a - b);
    found.unshift({ from, to, reads: windows.map((window) => window.map((place) => from.indexOf(place))) });
    to = from;
  }
  return found;
}

/**
 * Where each history's places begin, of those that it has.
 *
 * @param places ascending, from 0
 * @param starts of a `HistoryBatch`
 * @returns index of each history's first place, and the number of places. Shape [histories + 1]
 */
export function placeStarts(places: readonly number[], starts: Uint32Array): Uint32Array {
  const result = new Uint32Array(starts.length);
  for (let history = 0; history + 1 < starts.length; history++) {
    const length = starts[history + 1] - starts[history];
    let count = 0;
    while (count < places.length && places[count] < length) count++;
    result[history + 1] = result[history] + count;
  }
  return result;
}
