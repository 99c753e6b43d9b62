import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import { GATES } from '../../../core/numbers/encoder-matrices.js';
import type { Random } from '../../../core/numbers/random.js';
import type { EncoderMatrices, RecurrentCard } from '../../../types/encoder-card.js';
import type { DenseLayer, ParameterRun } from '../layers/dense-layer.js';
import { fillKept } from '../layers/fill-kept.js';
import type { FreeRows } from '../layers/free-rows.js';
import { copyRows, scaleBy, sumInto } from '../layers/scale-by.js';
import { freshVectors } from './fresh-vectors.js';
import { learnUnits, runUnits } from './gated-units.js';
import { openLayers } from './open-layers.js';
import type { HistoryBatch, SequenceLearner } from './sequence-learner.js';
import { type StepOrder, stepOrder } from './step-order.js';
import { ROWS_WRITTEN, viewRows } from './view-rows.js';

const LAYERS = ['input', 'recur', 'output'] as const;
/** First weights in units of PyTorch's: rows start small, and with its sizes next to nothing was learned in the first passes. */
const LARGER = { input: 4, output: 6 } as const;

/**
 * An encoder of the kind `recurrent` in training, by back-propagation through time. Histories are read side by side, the longest first: each step is
 * one product for those that have an item there. Only the state after the latest item is learned from: `recurrentPass` is what it is in a browser.
 *
 * @see Hidasi, Karatzoglou, Baltrunas, Tikk: Session-based Recommendations with Recurrent Neural Networks, ICLR 2016
 */
export class RecurrentLearner implements SequenceLearner {
  readonly #rows: FreeRows;
  readonly #kinds: ParameterRun;
  readonly #layers: Readonly<Record<(typeof LAYERS)[number], DenseLayer>>;
  readonly #matrices: Readonly<Record<string, KernelMatrix>>;
  /** Dropout of the items, and of the states after the latest. */
  readonly #kept: readonly [Float32Array, Float32Array];
  #read: { readonly batch: HistoryBatch; readonly order: StepOrder } | null = null;

  /**
   * Starts from random weights, of PyTorch's size or larger.
   *
   * @param card of any width
   * @param rows of the items, which learn too
   * @param most histories of a batch
   * @param random source of numbers
   */
  constructor({ width, length, kinds }: RecurrentCard, rows: FreeRows, most: number, random: Random) {
    const { dimensions } = rows;
    const items = length * ROWS_WRITTEN * Math.ceil(most / ROWS_WRITTEN);
    const size = 1 / Math.sqrt(3 * width);
    this.#rows = rows;
    this.#kinds = freshVectors(kinds.length + 1, dimensions, random);
    const { matrices, layers } = openLayers(
      {
        start: [items, dimensions],
        byStart: [items, dimensions],
        gates: [items, GATES * width],
        known: [items, GATES * width],
        before: [items, width],
        state: [most, width],
        latest: [most, width],
        byLatest: [most, width],
        through: [most, width],
        queries: [most, dimensions],
        byQueries: [most, dimensions],
      },
      {
        input: { to: GATES * width, from: dimensions, size: LARGER.input * size },
        recur: { to: GATES * width, from: width, size },
        output: { to: dimensions, from: width, size: LARGER.output * size },
      },
      random,
    );
    this.#matrices = matrices;
    this.#layers = layers;
    this.#kept = [new Float32Array(items * dimensions), new Float32Array(most * width)];
  }

  get runs(): readonly ParameterRun[] {
    return [this.#kinds, ...LAYERS.flatMap((name) => this.#layers[name].runs)];
  }

  turn(): void {
    for (const name of LAYERS) this.#layers[name].turn();
  }

  get weights(): EncoderMatrices {
    return Object.fromEntries([
      ['kinds', Float64Array.from(this.#kinds.values)],
      ...LAYERS.flatMap((name): [string, Float64Array][] => [
        [name, this.#layers[name].weights],
        [`${name}.bias`, Float64Array.from(this.#layers[name].bias)],
      ]),
    ]);
  }

  run(batch: HistoryBatch, leftOut: number, random: Random | null): KernelMatrix {
    const order = stepOrder(batch.starts);
    this.#read = { batch, order };
    const { start, gates, known, before, state, latest, queries } = this.#sized(order);
    const { input, recur, output } = this.#layers;
    const [keptItems, keptLatest] = this.#kept;
    this.#start(batch, order, start);
    fillKept(keptItems, start.rows * start.columns, leftOut, random);
    scaleBy(start, keptItems);
    input.run(start, gates);
    state.values.fill(0);
    for (const [step, active] of order.active.entries()) {
      const first = order.firsts[step];
      const own = viewRows(before, order.firsts[step + 1] - first, first);
      own.values.set(state.values.subarray(0, active * state.stride));
      own.values.fill(0, active * own.stride, own.rows * own.stride);
      const [ofState, ofInput] = [viewRows(known, active, first), viewRows(gates, active, first)];
      recur.run(viewRows(own, active), ofState);
      runUnits(ofInput, ofState, viewRows(state, active));
    }
    for (const [rank, history] of order.histories.entries()) {
      latest.values.set(state.values.subarray(rank * state.stride, (rank + 1) * state.stride), history * latest.stride);
    }
    fillKept(keptLatest, latest.rows * latest.columns, leftOut, random);
    scaleBy(latest, keptLatest);
    output.run(latest, queries);
    return queries;
  }

  learn(byQueries: KernelMatrix): void {
    if (this.#read === null) return;
    const { batch, order } = this.#read;
    const all = this.#sized(order);
    const { start, byStart, gates, known, before, state, latest, byLatest, through } = all;
    const { input, recur, output } = this.#layers;
    const [keptItems, keptLatest] = this.#kept;
    copyRows(all.byQueries, byQueries);
    output.learn(latest, all.byQueries, byLatest);
    scaleBy(byLatest, keptLatest);
    // From here on the states are derivatives by them. A history's are set before the step of its latest item is reached.
    for (const [rank, history] of order.histories.entries()) {
      state.values.set(byLatest.values.subarray(history * byLatest.stride, (history + 1) * byLatest.stride), rank * state.stride);
    }
    for (let step = order.active.length - 1; step >= 0; step--) {
      const [active, first, end] = [order.active[step], order.firsts[step], order.firsts[step + 1]];
      const [ofInput, ofState, by] = [viewRows(gates, active, first), viewRows(known, active, first), viewRows(state, active)];
      learnUnits(ofInput, ofState, viewRows(before, active, first), by);
      for (const { values, stride } of [gates, known]) values.fill(0, (first + active) * stride, end * stride);
      if (step === 0) break;
      const back = viewRows(through, active);
      recur.passBack(ofState, back);
      sumInto(by, by, back);
    }
    recur.setGradients(before, known);
    input.learn(start, gates, byStart);
    scaleBy(byStart, keptItems);
    this.#kinds.gradients.fill(0);
    const width = byStart.columns;
    for (const [row, item] of order.items.entries()) {
      if (item < 0) continue;
      const from = row * byStart.stride;
      this.#rows.add(batch.items[item], byStart.values, from);
      const kind = batch.kinds[item] * width;
      for (let k = 0; k < width; k++) this.#kinds.gradients[kind + k] += byStart.values[from + k];
    }
  }

  /** Each item's row, plus the vector of its event. */
  #start({ items, kinds }: HistoryBatch, order: StepOrder, { stride, columns, values }: KernelMatrix): void {
    const rows = this.#rows.values;
    for (const [row, item] of order.items.entries()) {
      const to = row * stride;
      if (item < 0) values.fill(0, to, to + stride);
      else {
        const [from, kind] = [items[item] * columns, kinds[item] * columns];
        for (let k = 0; k < columns; k++) values[to + k] = rows[from + k] + this.#kinds.values[kind + k];
      }
    }
  }

  /** The matrices with as many rows as a batch has. */
  #sized({ items, histories }: StepOrder): Readonly<Record<string, KernelMatrix>> {
    const ofItems = ['start', 'byStart', 'gates', 'known', 'before'];
    return Object.fromEntries(
      Object.entries(this.#matrices).map(([name, matrix]) => [
        name,
        viewRows(matrix, ofItems.includes(name) ? items.length : histories.length),
      ]),
    );
  }
}
