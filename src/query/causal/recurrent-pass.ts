import { GATES } from '../../core/numbers/encoder-matrices.js';
import type { EncoderMatrices, RecurrentCard } from '../../types/encoder-card.js';
import type { CausalItems } from './causal-items.js';
import { applyLayer, startItems } from './dense-layers.js';

/**
 * The outputs of an encoder of the kind `recurrent` in the space of the rows: each depends on its item and those before it alone.
 *
 * @param card architecture
 * @param matrices weights
 * @param items to read
 * @returns oldest first. Shape [count, dimensions]
 */
export function recurrentPass({ width }: RecurrentCard, matrices: EncoderMatrices, items: CausalItems): Float64Array {
  const { count, rows } = items;
  const inputs = applyLayer(matrices, 'input', startItems(matrices, items), rows.length / count);
  const states = new Float64Array(count * width);
  let state: Float64Array = new Float64Array(width);
  for (let at = 0; at < count; at++) {
    const known = applyLayer(matrices, 'recur', state, width);
    const start = at * GATES * width;
    state = state.map((before, k) => {
      const reset = sigmoid(inputs[start + k] + known[k]);
      const update = sigmoid(inputs[start + width + k] + known[width + k]);
      const fresh = Math.tanh(inputs[start + 2 * width + k] + reset * known[2 * width + k]);
      return (1 - update) * fresh + update * before;
    });
    states.set(state, at * width);
  }
  return applyLayer(matrices, 'output', states, width);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
