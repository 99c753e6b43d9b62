import { add, concat, mul, sigmoid, slice, sub, type Tensor2D, tanh, tensor2d } from '@tensorflow/tfjs-core';
import { GATES } from '../../core/numbers/encoder-matrices.js';
import type { EncoderMatrices, RecurrentCard } from '../../types/encoder-card.js';
import type { CausalItems } from '../causal/causal-items.js';
import { placesOfGraph } from './graph-places.js';
import { holdLayers, paddedRows } from './tfjs-layers.js';
import type { TfjsSession } from './tfjs-session.js';

/**
 * `recurrentPass` as a graph of tfjs: one step after the other, as many as there are items.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @param session holds the weights
 * @returns the outputs, oldest first. Shape [count or more, dimensions]
 */
export function tfjsRecurrent(
  card: RecurrentCard,
  matrices: EncoderMatrices,
  dimensions: number,
  session: TfjsSession,
): (items: CausalItems) => Promise<ArrayLike<number>> {
  const { width } = card;
  const layers = holdLayers(session, card, matrices, dimensions);
  /** The columns of a gate in one row of three. */
  const gateOf = (rows: Tensor2D, gate: number): Tensor2D => slice(rows, [0, gate * width], [1, width]);

  const graph = ({ count, rows, kinds }: CausalItems, places: number): Tensor2D => {
    const added = new Float32Array(places * dimensions);
    for (let at = 0; at < count; at++)
      for (let k = 0; k < dimensions; k++) added[at * dimensions + k] = matrices.kinds[kinds[at] * dimensions + k];
    const inputs = layers.layer('input', layers.start(paddedRows(rows, count, places), tensor2d(added, [places, dimensions])));
    const states: Tensor2D[] = [];
    let state = tensor2d(new Float32Array(width), [1, width]);
    for (let at = 0; at < count; at++) {
      const input = slice(inputs, [at, 0], [1, GATES * width]);
      const known = layers.layer('recur', state);
      const [reset, update] = [0, 1].map((gate) => sigmoid(add(gateOf(input, gate), gateOf(known, gate))));
      const fresh = tanh(add(gateOf(input, 2), mul(reset, gateOf(known, 2))));
      state = add(fresh, mul(update, sub(state, fresh))) as Tensor2D;
      states.push(state);
    }
    return layers.layer('output', states.length === 1 ? state : concat(states, 0));
  };
  return (items) => session.run(() => graph(items, placesOfGraph(items.count, card.length)));
}
