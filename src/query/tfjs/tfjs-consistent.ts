import { add, matMul, mean, mul, relu, rsqrt, softmax, square, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { ConsistentCard, EncoderMatrices } from '../../types/encoder-card.js';
import { NORM_FLOOR, type ReadItems } from '../consistent-pass.js';
import { NOWHERE, placesOfGraph } from './graph-places.js';
import { holdLayers, paddedRows, timesMatrix } from './tfjs-layers.js';
import type { TfjsSession } from './tfjs-session.js';

/**
 * `consistentPass` as a graph of tfjs. Padding is masked.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @param session holds the weights
 * @returns the weights of the items, as `ConsistentTrace.weights`
 */
export function tfjsConsistent(
  card: ConsistentCard,
  matrices: EncoderMatrices,
  dimensions: number,
  session: TfjsSession,
): (items: ReadItems) => Promise<Float64Array> {
  const { width } = card;
  const isQuery = (name: string): boolean => name.endsWith('.query');
  const layers = holdLayers(session, card, matrices, dimensions, (name) => (isQuery(name) ? 1 / Math.sqrt(width) : 1));

  const graph = ({ count, rows, kinds }: ReadItems, places: number): Tensor2D => {
    const added = new Float32Array(places * width);
    for (let at = 0; at < count; at++)
      for (let k = 0; k < width; k++) added[at * width + k] = matrices.places[at * width + k] + matrices.kinds[kinds[at] * width + k];
    const mask = tensor2d(
      Float32Array.from({ length: places }, (_, at) => (at < count ? 0 : NOWHERE)),
      [1, places],
    );
    let state = layers.start(paddedRows(rows, count, places), tensor2d(added, [places, width]));
    for (let block = 0; block < card.blocks; block++) {
      const layer = (name: string, input: Tensor2D): Tensor2D => layers.layer(`block${block}.${name}`, input);
      const normed = normalizeByRoot(state);
      const likeness = timesMatrix(layer('query', normed), layer('key', normed));
      const shares = softmax(places === count ? likeness : (add(likeness, mask) as Tensor2D));
      const middle = add(state, layer('output', matMul(shares, layer('value', normed)))) as Tensor2D;
      state = add(middle, layer('narrow', relu(layer('widen', normalizeByRoot(middle))))) as Tensor2D;
    }
    return layers.layer('head', normalizeByRoot(state));
  };

  return async (items) => {
    const scores = await session.run(() => graph(items, placesOfGraph(items.count, card.length)));
    return shareOut(scores, items.count);
  };
}

/** Each row divided by its root mean square. */
function normalizeByRoot(rows: Tensor2D): Tensor2D {
  return mul(rows, rsqrt(add(mean(square(rows), 1, true), NORM_FLOOR))) as Tensor2D;
}

/** The softmax of the first numbers. */
function shareOut(scores: ArrayLike<number>, count: number): Float64Array {
  const weights = Float64Array.from({ length: count }, (_, at) => scores[at]);
  const largest = weights.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  let total = 0;
  for (let at = 0; at < count; at++) total += weights[at] = Math.exp(weights[at] - largest);
  return weights.map((weight) => weight / total);
}
