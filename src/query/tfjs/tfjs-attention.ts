import { add, erf, matMul, mul, relu, softmax, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { AttentionCard, EncoderMatrices } from '../../types/encoder-card.js';
import type { CausalItems } from '../causal/causal-items.js';
import { NOWHERE, placesOfGraph } from './graph-places.js';
import { holdLayers, paddedRows, timesMatrix } from './tfjs-layers.js';
import type { TfjsSession } from './tfjs-session.js';

/** What the attention of a block reads beside its rows. */
interface Surroundings {
  /** 0 where a place attends to another, else `NOWHERE`. Shape [places, places]. */
  readonly mask: Tensor2D;
  /** 1, and 0 for the last place where that stands for all that a short history leaves empty; null where it does not. Shape [places, 1]. */
  readonly items: Tensor2D | null;
  /** 1 minus `items`. */
  readonly empty: Tensor2D | null;
}

/**
 * `attentionPass` as a graph of tfjs. Padding stands after the latest item, where nothing attends to it. Where empty places are attended to, the last
 * place of the graph stands for them all: with their one key and value, and the logarithm of their number added to its likeness.
 *
 * @param card architecture
 * @param matrices weights
 * @param dimensions columns of the pack's rows
 * @param session holds the weights
 * @returns the outputs, oldest first. Shape [count or more, dimensions]
 */
export function tfjsAttention(
  card: AttentionCard,
  matrices: EncoderMatrices,
  dimensions: number,
  session: TfjsSession,
): (items: CausalItems) => Promise<ArrayLike<number>> {
  const { width, heads, floor, length } = card;
  const columns = width / heads;
  const layers = holdLayers(session, card, matrices, dimensions, (name) => (name.endsWith('.query') ? 1 / Math.sqrt(columns) : 1));
  const headMasks = Array.from({ length: heads }, (_, head) =>
    session.hold(
      Array.from({ length: width }, (__, k) => (Math.floor(k / columns) === head ? 1 : 0)),
      width,
    ),
  );

  const attend = (prefix: string, asking: Tensor2D, asked: Tensor2D, { mask, items, empty }: Surroundings): Tensor2D => {
    const queries = layers.layer(`${prefix}query`, asking);
    const [keys, values] = ['key', 'value'].map((name) => {
      const rows = layers.layer(prefix + name, asked);
      // An item of zeros has the biases.
      return items === null || empty === null
        ? rows
        : (add(mul(rows, items), mul(empty, layers.held(`${prefix}${name}.bias`))) as Tensor2D);
    });
    const mixed = headMasks.map((head) => {
      const own = heads === 1 ? queries : (mul(queries, head) as Tensor2D);
      const shares = softmax(add(timesMatrix(own, keys), mask) as Tensor2D);
      return matMul(shares, heads === 1 ? values : (mul(values, head) as Tensor2D)) as Tensor2D;
    });
    return layers.layer(
      `${prefix}output`,
      mixed.reduce((sum, part) => add(sum, part) as Tensor2D),
    );
  };
  const activate = (rows: Tensor2D): Tensor2D =>
    card.activation === 'relu' ? relu(rows) : (mul(mul(rows, 0.5), add(erf(mul(rows, Math.SQRT1_2)), 1)) as Tensor2D);
  const feed = (prefix: string, rows: Tensor2D): Tensor2D =>
    layers.layer(`${prefix}narrow`, activate(layers.layer(`${prefix}widen`, rows)));

  const graph = ({ count, rows, kinds }: CausalItems, places: number, emptyPlaces: number): Tensor2D => {
    const added = new Float32Array(places * width);
    for (let at = 0; at < count; at++) {
      const place = card.places === 'oldest' ? at : count - 1 - at;
      for (let k = 0; k < width; k++) added[at * width + k] = matrices.places[place * width + k] + matrices.kinds[kinds[at] * width + k];
    }
    const around = surroundings(places, emptyPlaces);
    let state = layers.start(paddedRows(rows, count, places), tensor2d(added, [places, width]));
    if (card.norms === 'after') state = layers.norm('start', state, floor);
    for (let block = 0; block < card.blocks; block++) {
      const prefix = `block${block}.`;
      const norm = (name: string, input: Tensor2D): Tensor2D => layers.norm(prefix + name, input, floor);
      if (card.norms === 'before') {
        const normed = norm('attend', state);
        const middle = norm('forward', add(normed, attend(prefix, normed, state, around)) as Tensor2D);
        state = add(middle, feed(prefix, middle)) as Tensor2D;
      } else {
        const middle = norm('attend', add(state, attend(prefix, state, state, around)) as Tensor2D);
        state = norm('forward', add(middle, feed(prefix, middle)) as Tensor2D);
      }
    }
    if (card.norms === 'before') state = layers.norm('end', state, floor);
    return matrices.output ? layers.layer('output', state) : state;
  };

  return (items) => {
    const emptyPlaces = card.padding === 'attended' ? length - items.count : 0;
    const places = placesOfGraph(items.count + (emptyPlaces > 0 ? 1 : 0), length);
    return session.run(() => graph(items, places, emptyPlaces));
  };
}

function surroundings(places: number, emptyPlaces: number): Surroundings {
  const last = places - 1;
  const likeness = (at: number, other: number): number => {
    if (emptyPlaces > 0 && other === last) return Math.log(emptyPlaces);
    return other <= at ? 0 : NOWHERE;
  };
  const values = Float32Array.from({ length: places * places }, (_, at) => likeness(Math.floor(at / places), at % places));
  const mask = tensor2d(values, [places, places]);
  if (emptyPlaces === 0) return { mask, items: null, empty: null };
  const column = (inLast: number): Tensor2D =>
    tensor2d(
      Float32Array.from({ length: places }, (_, at) => (at === last ? inLast : 1 - inLast)),
      [places, 1],
    );
  return { mask, items: column(0), empty: column(1) };
}
