import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { Random } from '../../../core/numbers/random.js';
import type { AttentionCard, EncoderMatrices } from '../../../types/encoder-card.js';
import type { DenseLayer, ParameterRun } from '../layers/dense-layer.js';
import { fillKept } from '../layers/fill-kept.js';
import type { FreeRows } from '../layers/free-rows.js';
import { LatestAttention } from '../layers/latest-attention.js';
import { LayerNorm } from '../layers/layer-norm.js';
import { learnGelu, runGelu } from '../layers/learn-gelu.js';
import { copyScaled, scaleBy, sumInto } from '../layers/scale-by.js';
import { freshVectors } from './fresh-vectors.js';
import { openLayers } from './open-layers.js';
import type { HistoryBatch, SequenceLearner } from './sequence-learner.js';

const LAYERS = ['query', 'key', 'value', 'output', 'widen', 'narrow'] as const;
const NORMS = ['start', 'attend', 'forward'] as const;

/**
 * An encoder of the kind `attention` in training: one block with its norms after the sums, as wide as the rows. Only the output at the latest item is
 * learned from, so only that is computed: `attentionPass` is what it is in a browser.
 *
 * @see Kang, McAuley: Self-Attentive Sequential Recommendation, ICDM 2018
 */
export class AttentionLearner implements SequenceLearner {
  readonly #card: AttentionCard;
  readonly #rows: FreeRows;
  readonly #places: ParameterRun;
  readonly #kinds: ParameterRun;
  readonly #layers: Readonly<Record<(typeof LAYERS)[number], DenseLayer>>;
  readonly #norms: Readonly<Record<(typeof NORMS)[number], LayerNorm>>;
  readonly #attention: LatestAttention;
  readonly #matrices: Readonly<Record<string, KernelMatrix>>;
  /** Dropout of the items, of what attention adds, and of what the inner layer adds. */
  readonly #kept: readonly [Float32Array, Float32Array, Float32Array];
  #batch: HistoryBatch | null = null;

  /**
   * Starts from small random weights.
   *
   * @param card of one block, with norms after, `gelu`, and places counted from the latest item
   * @param rows of the items, which learn too; as wide as the card
   * @param most histories of a batch
   * @param random source of numbers
   */
  constructor(card: AttentionCard, rows: FreeRows, most: number, random: Random) {
    const { width, inner, length, kinds, floor } = card;
    const items = most * length;
    const sizes: Record<string, readonly [number, number]> = {
      ...Object.fromEntries(['state', 'keys', 'values', 'byState', 'byKeys', 'byValues'].map((name) => [name, [items, width] as const])),
      ...Object.fromEntries(
        ['latest', 'queries', 'mixed', 'added', 'middle', 'narrowed', 'output', 'byMiddle', 'byMixed', 'byQueries'].map((name) => [
          name,
          [most, width] as const,
        ]),
      ),
      ...Object.fromEntries(['widened', 'bent', 'byBent'].map((name) => [name, [most, inner] as const])),
    };
    this.#card = card;
    this.#rows = rows;
    this.#places = freshVectors(length, width, random);
    this.#kinds = freshVectors(kinds.length + 1, width, random);
    const square = { to: width, from: width };
    const widen = { to: inner, from: width };
    const narrow = { to: width, from: inner };
    const opened = openLayers(sizes, { query: square, key: square, value: square, output: square, widen, narrow }, random);
    this.#matrices = opened.matrices;
    this.#layers = opened.layers;
    this.#norms = {
      start: new LayerNorm(width, floor, items),
      attend: new LayerNorm(width, floor, most),
      forward: new LayerNorm(width, floor, most),
    };
    this.#attention = new LatestAttention(card.heads, items);
    this.#kept = [new Float32Array(items * width), new Float32Array(most * width), new Float32Array(most * width)];
  }

  get runs(): readonly ParameterRun[] {
    return [
      this.#places,
      this.#kinds,
      ...LAYERS.flatMap((name) => this.#layers[name].runs),
      ...NORMS.flatMap((name) => this.#norms[name].runs),
    ];
  }

  turn(): void {
    for (const name of LAYERS) this.#layers[name].turn();
  }

  get weights(): EncoderMatrices {
    const norm = (name: (typeof NORMS)[number]): [string, Float64Array][] =>
      (['gain', 'bias'] as const).map((part) => [
        `${name === 'start' ? '' : 'block0.'}${name}.${part}`,
        Float64Array.from(this.#norms[name][part]),
      ]);
    return Object.fromEntries([
      ['places', Float64Array.from(this.#places.values)],
      ['kinds', Float64Array.from(this.#kinds.values)],
      ...NORMS.flatMap(norm),
      ...LAYERS.flatMap((name): [string, Float64Array][] => [
        [`block0.${name}`, this.#layers[name].weights],
        [`block0.${name}.bias`, Float64Array.from(this.#layers[name].bias)],
      ]),
    ]);
  }

  run(batch: HistoryBatch, leftOut: number, random: Random | null): KernelMatrix {
    this.#batch = batch;
    const { state, latest, queries, keys, values, mixed, added, middle, widened, bent, narrowed, output } = this.#sized(batch);
    const layers = this.#layers;
    const [keptItems, keptAdded, keptNarrowed] = this.#kept;
    const width = this.#card.width;
    this.#start(batch, state);
    this.#norms.start.run(state);
    fillKept(keptItems, state.rows * width, leftOut, random);
    scaleBy(state, keptItems);
    for (let history = 0; history < latest.rows; history++) {
      const from = batch.starts[history] * state.stride;
      latest.values.set(state.values.subarray(from, from + width), history * latest.stride);
    }
    layers.key.run(state, keys);
    layers.value.run(state, values);
    layers.query.run(latest, queries);
    this.#attention.run({ queries, keys, values, starts: batch.starts }, mixed, leftOut, random);
    layers.output.run(mixed, added);
    fillKept(keptAdded, added.rows * width, leftOut, random);
    scaleBy(added, keptAdded);
    sumInto(middle, latest, added);
    this.#norms.attend.run(middle);
    layers.widen.run(middle, widened);
    runGelu(widened, bent);
    layers.narrow.run(bent, narrowed);
    fillKept(keptNarrowed, narrowed.rows * width, leftOut, random);
    scaleBy(narrowed, keptNarrowed);
    sumInto(output, middle, narrowed);
    this.#norms.forward.run(output);
    return output;
  }

  learn(byQueries: KernelMatrix): void {
    const batch = this.#batch;
    if (batch === null) return;
    const all = this.#sized(batch);
    const { state, latest, queries, keys, values, mixed, middle, widened, bent, byState, byKeys, byValues, byMiddle, byMixed, byBent } =
      all;
    const layers = this.#layers;
    const [keptItems, keptAdded, keptNarrowed] = this.#kept;
    const width = this.#card.width;
    this.#norms.forward.learn(byQueries);
    const byNarrowed = all.narrowed;
    copyScaled(byNarrowed, byQueries, keptNarrowed);
    layers.narrow.learn(bent, byNarrowed, byBent);
    learnGelu(widened, byBent);
    layers.widen.learn(middle, byBent, byMiddle);
    sumInto(byMiddle, byMiddle, byQueries);
    this.#norms.attend.learn(byMiddle);
    const byAdded = all.added;
    copyScaled(byAdded, byMiddle, keptAdded);
    layers.output.learn(mixed, byAdded, byMixed);
    const by = { queries: all.byQueries, keys: byKeys, values: byValues };
    this.#attention.learn({ queries, keys, values, starts: batch.starts }, byMixed, by);
    layers.key.learn(state, byKeys, byState);
    // The keys' own derivatives are used up: their matrix takes what comes through the values.
    layers.value.learn(state, byValues, byKeys);
    sumInto(byState, byState, byKeys);
    layers.query.learn(latest, by.queries, byMixed);
    for (let history = 0; history < latest.rows; history++) {
      const to = batch.starts[history] * byState.stride;
      const from = history * byMiddle.stride;
      for (let k = 0; k < width; k++) byState.values[to + k] += byMiddle.values[from + k] + byMixed.values[history * byMixed.stride + k];
    }
    scaleBy(byState, keptItems);
    this.#norms.start.learn(byState);
    this.#places.gradients.fill(0);
    this.#kinds.gradients.fill(0);
    for (let history = 0; history < latest.rows; history++) {
      for (let item = batch.starts[history]; item < batch.starts[history + 1]; item++) {
        const start = item * byState.stride;
        this.#rows.add(batch.items[item], byState.values, start);
        const place = (item - batch.starts[history]) * width;
        const kind = batch.kinds[item] * width;
        for (let k = 0; k < width; k++) {
          this.#places.gradients[place + k] += byState.values[start + k];
          this.#kinds.gradients[kind + k] += byState.values[start + k];
        }
      }
    }
  }

  /** Each item's row, plus the vectors of its place and of its event. */
  #start({ items, kinds, starts }: HistoryBatch, state: KernelMatrix): void {
    const { width } = this.#card;
    const rows = this.#rows.values;
    for (let history = 0; history + 1 < starts.length; history++) {
      for (let item = starts[history]; item < starts[history + 1]; item++) {
        const [to, row, place, kind] = [item * state.stride, items[item] * width, (item - starts[history]) * width, kinds[item] * width];
        for (let k = 0; k < width; k++)
          state.values[to + k] = rows[row + k] + this.#places.values[place + k] + this.#kinds.values[kind + k];
      }
    }
  }

  /** The matrices with as many rows as a batch has. */
  #sized({ items, starts }: HistoryBatch): Readonly<Record<string, KernelMatrix>> {
    const most = this.#matrices.state.height;
    const rowsOf = ({ height }: KernelMatrix): number => (height === most ? items.length : starts.length - 1);
    return Object.fromEntries(Object.entries(this.#matrices).map(([name, matrix]) => [name, { ...matrix, rows: rowsOf(matrix) }]));
  }
}
