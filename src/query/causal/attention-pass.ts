import type { AttentionCard, EncoderMatrices } from '../../types/encoder-card.js';
import { ACTIVATIONS } from './activations.js';
import type { CausalItems } from './causal-items.js';
import { applyLayer, normLayer, startItems, sumOfRows } from './dense-layers.js';

/**
 * The outputs of an encoder of the kind `attention` in the space of the rows: each depends on its item and those before it alone.
 *
 * @param card architecture
 * @param matrices weights
 * @param items to read
 * @returns oldest first. Shape [count, dimensions]
 */
export function attentionPass(card: AttentionCard, matrices: EncoderMatrices, items: CausalItems): Float64Array {
  const { width, floor } = card;
  const { count } = items;
  const norm = (name: string, rows: Float64Array): Float64Array => normLayer(matrices, name, rows, floor);
  let state = startItems(matrices, items);
  for (let at = 0; at < count; at++) {
    const place = card.places === 'oldest' ? at : count - 1 - at;
    for (let k = 0; k < width; k++) state[at * width + k] += matrices.places[place * width + k];
  }
  if (card.norms === 'after') state = norm('start', state);
  for (let block = 0; block < card.blocks; block++) {
    const prefix = `block${block}.`;
    const feed = (rows: Float64Array): Float64Array => {
      const inner = applyLayer(matrices, `${prefix}widen`, rows, width).map(ACTIVATIONS[card.activation]);
      return applyLayer(matrices, `${prefix}narrow`, inner, card.inner);
    };
    if (card.norms === 'before') {
      const normed = norm(`${prefix}attend`, state);
      const middle = norm(`${prefix}forward`, sumOfRows(normed, attentionOf(card, matrices, prefix, normed, state)));
      state = sumOfRows(middle, feed(middle));
    } else {
      const middle = norm(`${prefix}attend`, sumOfRows(state, attentionOf(card, matrices, prefix, state, state)));
      state = norm(`${prefix}forward`, sumOfRows(middle, feed(middle)));
    }
  }
  if (card.norms === 'before') state = norm('end', state);
  return matrices.output ? applyLayer(matrices, 'output', state, width) : state;
}

/** Attention of each item to itself and those before it: of `asking` to `asked`, each of shape [count, width]. */
function attentionOf(
  { width, heads, padding, length }: AttentionCard,
  matrices: EncoderMatrices,
  prefix: string,
  asking: Float64Array,
  asked: Float64Array,
): Float64Array {
  const queries = applyLayer(matrices, `${prefix}query`, asking, width);
  const [keys, values] = ['key', 'value'].map((name) => applyLayer(matrices, prefix + name, asked, width));
  // An item of zeros has the biases.
  const [emptyKey, emptyValue] = ['key', 'value'].map((name) => matrices[`${prefix}${name}.bias`]);
  const count = asking.length / width;
  const empty = padding === 'attended' ? length - count : 0;
  const columns = width / heads;
  const mixed = new Float64Array(asking.length);
  const logits = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    for (let first = 0; first < width; first += columns) {
      const product = (key: Float64Array, start: number): number => {
        let value = 0;
        for (let k = first; k < first + columns; k++) value += queries[at * width + k] * key[start + k];
        return value / Math.sqrt(columns);
      };
      const emptyLogit = empty > 0 ? product(emptyKey, 0) : Number.NEGATIVE_INFINITY;
      let largest = emptyLogit;
      for (let other = 0; other <= at; other++) {
        logits[other] = product(keys, other * width);
        largest = Math.max(largest, logits[other]);
      }
      const emptyShare = empty * Math.exp(emptyLogit - largest);
      let total = emptyShare;
      for (let other = 0; other <= at; other++) total += logits[other] = Math.exp(logits[other] - largest);
      for (let k = first; k < first + columns; k++) mixed[at * width + k] = (emptyShare / total) * emptyValue[k];
      for (let other = 0; other <= at; other++) {
        const share = logits[other] / total;
        for (let k = first; k < first + columns; k++) mixed[at * width + k] += share * values[other * width + k];
      }
    }
  }
  return applyLayer(matrices, `${prefix}output`, mixed, width);
}
