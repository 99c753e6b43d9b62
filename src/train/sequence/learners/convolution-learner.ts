import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import type { Random } from '../../../core/numbers/random.js';
import type { ConvolutionCard, EncoderMatrices } from '../../../types/encoder-card.js';
import type { DenseLayer, ParameterRun } from '../layers/dense-layer.js';
import { fillKept } from '../layers/fill-kept.js';
import type { FreeRows } from '../layers/free-rows.js';
import { LayerNorm } from '../layers/layer-norm.js';
import { copyRows, scaleBy } from '../layers/scale-by.js';
import { ConvolutionBlock } from './convolution-block.js';
import { convolutionPlaces, placeStarts } from './convolution-places.js';
import { DilatedConvolution } from './dilated-convolution.js';
import { freshVectors } from './fresh-vectors.js';
import { type LayerShape, openLayers } from './open-layers.js';
import type { HistoryBatch, SequenceLearner } from './sequence-learner.js';
import { viewRows } from './view-rows.js';

/** First weights of the output in units of PyTorch's: larger queries move the rows on sooner. */
const LARGER = 3;

/**
 * An encoder of the kind `convolution` in training, as wide as the rows. Only the output at the latest item is learned from, so only what that reads is
 * computed: `convolutionPass` is what it is in a browser.
 *
 * @see Yuan, Karatzoglou, Arapakis, Jose, He: A Simple Convolutional Generative Network for Next Item Recommendation, WSDM 2019
 */
export class ConvolutionLearner implements SequenceLearner {
  readonly #rows: FreeRows;
  readonly #kinds: ParameterRun;
  /** Places of the input of each convolution, and those of the output of the last one, from the latest item. */
  readonly #places: readonly (readonly number[])[];
  readonly #blocks: readonly ConvolutionBlock[];
  readonly #output: DenseLayer;
  readonly #matrices: Readonly<Record<string, KernelMatrix>>;
  /** Dropout of the items, and of the outputs of the last block. */
  readonly #kept: readonly [Float32Array, Float32Array];
  #batch: HistoryBatch | null = null;

  /**
   * Starts from random weights, of PyTorch's size or larger.
   *
   * @param card as wide as the rows
   * @param rows of the items, which learn too
   * @param most histories of a batch
   * @param random source of numbers
   */
  constructor(card: ConvolutionCard, rows: FreeRows, most: number, random: Random) {
    const { width, blocks, taps, floor, kinds } = card;
    const convolutions = convolutionPlaces(card);
    const sizes: Record<string, readonly [number, number]> = { queries: [most, width], byQueries: [most, width] };
    for (const [at, { to }] of convolutions.entries()) {
      const outputs = most * to.length;
      for (const name of ['windows', 'byWindows']) sizes[`${name}${at}`] = [outputs, taps * width];
      for (const name of ['read', 'byRead']) sizes[`${name}${at}`] = [outputs, width];
    }
    this.#places = [...convolutions.map(({ from }) => from), [0]];
    for (let block = 0; block <= blocks; block++) {
      for (const name of ['state', 'byState']) sizes[`${name}${block}`] = [most * this.#places[2 * block].length, width];
    }
    const shapeOf = (from: number, larger = 1): LayerShape => ({ to: width, from, size: larger / Math.sqrt(3 * from) });
    this.#rows = rows;
    this.#kinds = freshVectors(kinds.length + 1, width, random);
    const shapes = convolutions.map((_, at) => [`convolution${at}`, shapeOf(taps * width)] as const);
    const { matrices, layers } = openLayers<string>(sizes, { ...Object.fromEntries(shapes), output: shapeOf(width, LARGER) }, random);
    const convolutionOf = (at: number): DilatedConvolution =>
      new DilatedConvolution({
        layer: layers[`convolution${at}`],
        norm: new LayerNorm(width, floor, most * convolutions[at].to.length),
        windows: matrices[`windows${at}`],
        byWindows: matrices[`byWindows${at}`],
        output: matrices[`read${at}`],
        places: convolutions[at],
      });
    this.#blocks = Array.from({ length: blocks }, (_, block) => {
      const [first, second] = [2 * block, 2 * block + 1];
      return new ConvolutionBlock({
        first: convolutionOf(first),
        second: convolutionOf(second),
        byFirst: matrices[`byRead${first}`],
        bySecond: matrices[`byRead${second}`],
        kept: this.#places[second + 1].map((place) => this.#places[first].indexOf(place)),
      });
    });
    this.#output = layers.output;
    this.#matrices = matrices;
    this.#kept = [new Float32Array(most * this.#places[0].length * width), new Float32Array(most * width)];
  }

  get runs(): readonly ParameterRun[] {
    return [this.#kinds, ...this.#blocks.flatMap(({ runs }) => runs), ...this.#output.runs];
  }

  turn(): void {
    for (const block of this.#blocks) block.turn();
    this.#output.turn();
  }

  get weights(): EncoderMatrices {
    return Object.fromEntries([
      ['kinds', Float64Array.from(this.#kinds.values)],
      ...this.#blocks.flatMap((block, at) => block.weights(`block${at}`)),
      ['output', this.#output.weights],
      ['output.bias', Float64Array.from(this.#output.bias)],
    ]);
  }

  run(batch: HistoryBatch, leftOut: number, random: Random | null): KernelMatrix {
    this.#batch = batch;
    const starts = this.#starts(batch);
    const [keptItems, keptLatest] = this.#kept;
    const [items, latest] = [this.#stateOf('state', 0, starts), this.#stateOf('state', this.#blocks.length, starts)];
    const width = items.columns;
    this.#eachItem(batch, starts[0], (row, item) => {
      const [to, from, kind] = [row * items.stride, batch.items[item] * width, batch.kinds[item] * width];
      for (let k = 0; k < width; k++) items.values[to + k] = this.#rows.values[from + k] + this.#kinds.values[kind + k];
    });
    fillKept(keptItems, items.rows * width, leftOut, random);
    scaleBy(items, keptItems);
    for (const [at, block] of this.#blocks.entries()) {
      block.run(this.#stateOf('state', at, starts), starts.slice(2 * at), this.#stateOf('state', at + 1, starts));
    }
    fillKept(keptLatest, latest.rows * width, leftOut, random);
    scaleBy(latest, keptLatest);
    const queries = viewRows(this.#matrices.queries, latest.rows);
    this.#output.run(latest, queries);
    return queries;
  }

  learn(byQueries: KernelMatrix): void {
    const batch = this.#batch;
    if (batch === null) return;
    const starts = this.#starts(batch);
    const [keptItems, keptLatest] = this.#kept;
    const by = viewRows(this.#matrices.byQueries, byQueries.rows);
    copyRows(by, byQueries);
    const last = this.#blocks.length;
    const byLatest = this.#stateOf('byState', last, starts);
    this.#output.learn(this.#stateOf('state', last, starts), by, byLatest);
    scaleBy(byLatest, keptLatest);
    for (let at = last - 1; at >= 0; at--) {
      this.#blocks[at].learn(this.#stateOf('byState', at + 1, starts), this.#stateOf('byState', at, starts), starts.slice(2 * at));
    }
    const byItems = this.#stateOf('byState', 0, starts);
    scaleBy(byItems, keptItems);
    this.#kinds.gradients.fill(0);
    this.#eachItem(batch, starts[0], (row, item) => {
      const from = row * byItems.stride;
      this.#rows.add(batch.items[item], byItems.values, from);
      const kind = batch.kinds[item] * byItems.columns;
      for (let k = 0; k < byItems.columns; k++) this.#kinds.gradients[kind + k] += byItems.values[from + k];
    });
  }

  /** Where each history's places begin, of each list of places. */
  #starts({ starts }: HistoryBatch): readonly Uint32Array[] {
    return this.#places.map((places) => placeStarts(places, starts));
  }

  /** The states before a block, or after the last, or derivatives by them: as many as a batch has. */
  #stateOf(name: 'state' | 'byState', block: number, starts: readonly Uint32Array[]): KernelMatrix {
    const own = starts[2 * block];
    return viewRows(this.#matrices[`${name}${block}`], own[own.length - 1]);
  }

  /** Calls with the row of each item that is read, and its index in the batch. */
  #eachItem({ starts: items }: HistoryBatch, starts: Uint32Array, call: (row: number, item: number) => void): void {
    for (let history = 0; history + 1 < starts.length; history++) {
      for (let row = starts[history]; row < starts[history + 1]; row++) call(row, items[history] + this.#places[0][row - starts[history]]);
    }
  }
}
