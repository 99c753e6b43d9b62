import { add, matMul, mean, mul, relu, rsqrt, softmax, square, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { EncoderCard, EncoderMatrices } from '../../types/encoder-card.js';
import { NORM_FLOOR, type ReadItems } from '../consistent-pass.js';
import { placesOfGraph } from './graph-places.js';
import type { TfjsSession } from './tfjs-session.js';

/** Added to the product of query and key at a place without an item: its share is 0. */
const NOWHERE = -1e9;

/**
 * `consistentPass` as a graph of tfjs. Histories are padded to a few lengths, since a GPU compiles kernels for each shape; padding is masked.
 *
 * @param card architecture
 * @param matrices weights
 * @param session holds them
 * @returns the weights of the items, as `ConsistentTrace.weights`
 */
export function tfjsConsistent(
  card: EncoderCard,
  matrices: EncoderMatrices,
  session: TfjsSession,
): (items: ReadItems) => Promise<Float64Array> {
  const { width } = card;
  const columnsOf = (name: string): number => {
    const rows = name === 'head' ? 1 : /\.widen$/.test(name) ? 2 * width : width;
    return matrices[name].length / rows;
  };
  const hold = (name: string, scale = 1): Tensor2D =>
    session.hold(
      matrices[name].map((value) => scale * value),
      columnsOf(name),
    );
  const project = hold('project');
  const blocks = Array.from({ length: card.blocks }, (_, block) => ({
    query: hold(`block${block}.query`, 1 / Math.sqrt(width)),
    key: hold(`block${block}.key`),
    value: hold(`block${block}.value`),
    output: hold(`block${block}.output`),
    widen: hold(`block${block}.widen`),
    narrow: hold(`block${block}.narrow`),
  }));
  const head = hold('head');

  const graph = ({ count, rows, kinds }: ReadItems, places: number): Tensor2D => {
    const padded = new Float32Array((places * rows.length) / count);
    padded.set(rows);
    const added = new Float32Array(places * width);
    for (let at = 0; at < count; at++)
      for (let k = 0; k < width; k++) added[at * width + k] = matrices.places[at * width + k] + matrices.kinds[kinds[at] * width + k];
    const mask =
      places === count
        ? null
        : tensor2d(
            Float32Array.from({ length: places }, (_, at) => (at < count ? 0 : NOWHERE)),
            [1, places],
          );
    let state = add(times(tensor2d(padded, [places, rows.length / count]), project), tensor2d(added, [places, width])) as Tensor2D;
    for (const block of blocks) {
      const normed = normalize(state);
      const likeness = times(times(normed, block.query), times(normed, block.key));
      const shares = softmax(mask === null ? likeness : (add(likeness, mask) as Tensor2D));
      const middle = add(state, times(matMul(shares, times(normed, block.value)), block.output)) as Tensor2D;
      state = add(middle, times(relu(times(normalize(middle), block.widen)), block.narrow)) as Tensor2D;
    }
    return times(normalize(state), head);
  };

  return async (items) => {
    const scores = await session.run(() => graph(items, placesOfGraph(items.count, card.length)));
    return shareOut(scores, items.count);
  };
}

/** Each row times a matrix of shape [to, from]. */
function times(rows: Tensor2D, matrix: Tensor2D): Tensor2D {
  return matMul(rows, matrix, false, true);
}

/** Each row divided by its root mean square. */
function normalize(rows: Tensor2D): Tensor2D {
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
