import { add, concat, relu, slice, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { ConvolutionCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { CausalItems } from '../causal/causal-items.js';
import { DISTANCE_STEP } from '../causal/convolution-pass.js';
import { placesOfGraph } from './graph-places.js';
import { holdLayers, paddedRows } from './tfjs-layers.js';
import type { TfjsSession } from './tfjs-session.js';

/**
 * `convolutionPass` as a graph of tfjs: a convolution is a layer over the rows that it reads, side by side. Padding stands after the latest item, where
 * nothing reads it.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @param session holds the weights
 * @returns the outputs, oldest first. Shape [count or more, dimensions]
 */
export function tfjsConvolution(
  card: ConvolutionCard,
  matrices: EncoderMatrices,
  dimensions: number,
  session: TfjsSession,
): (items: CausalItems) => Promise<ArrayLike<number>> {
  const { width, taps, floor } = card;
  const layers = holdLayers(session, card, matrices, dimensions);
  const convolve = (name: string, rows: Tensor2D, distance: number): Tensor2D => {
    const windows = Array.from({ length: taps }, (_, tap) => shiftRows(rows, (taps - 1 - tap) * distance));
    return relu(layers.norm(`${name}Norm`, layers.layer(name, concat(windows, 1)), floor));
  };
  const graph = ({ count, rows, kinds }: CausalItems, places: number): Tensor2D => {
    const added = new Float32Array(places * width);
    for (let at = 0; at < count; at++) for (let k = 0; k < width; k++) added[at * width + k] = matrices.kinds[kinds[at] * width + k];
    let state = layers.start(paddedRows(rows, count, places), tensor2d(added, [places, width]));
    for (let block = 0; block < card.blocks; block++) {
      const distance = DISTANCE_STEP ** block;
      const middle = convolve(`block${block}.first`, state, distance);
      state = add(state, convolve(`block${block}.second`, middle, 2 * distance)) as Tensor2D;
    }
    return layers.layer('output', state);
  };
  return (items) => session.run(() => graph(items, placesOfGraph(items.count, card.length)));
}

/** Rows further down by `distance`, with zeros before them. */
function shiftRows(rows: Tensor2D, distance: number): Tensor2D {
  const [count, width] = rows.shape;
  if (distance === 0) return rows;
  const zeros = tensor2d(new Float32Array(Math.min(distance, count) * width), [Math.min(distance, count), width]);
  return distance >= count ? zeros : concat([zeros, slice(rows, [0, 0], [count - distance, width])], 0);
}
