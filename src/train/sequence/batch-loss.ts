import type { Random } from '../../core/numbers/random.js';
import { type ConsistentTrace, consistentPass } from '../../query/consistent-pass.js';
import { addGradients, type Trainable } from './consistent-gradient.js';
import type { PopularNegatives } from './layers/popular-negatives.js';
import { openSoftmaxKernel, type SoftmaxKernel } from './layers/softmax-kernel.js';
import type { LearnedRows } from './learned-rows.js';
import type { TrainingPlace } from './read-place.js';

/** An encoder in training: besides its weights and rows the sharpness of its scores, which the blend's weight replaces later. */
export interface TrainedEncoder extends Trainable {
  readonly rows: LearnedRows;
  /** Logarithm of the sharpness. Shape [1]. */
  readonly sharpness: Float64Array;
  /** Shape [1]. */
  readonly sharpnessGradient: Float64Array;
}

/** What the places of a batch share. */
export interface Batch {
  readonly places: readonly TrainingPlace[];
  /** Rows drawn by popularity, from which the targets are told. */
  readonly drawn: Uint32Array;
  /** Whether gradients are added up. */
  readonly learns: boolean;
  /** Leaves out columns of rows by chance; null: none. */
  readonly dropout: Random | null;
}

/** Share of the columns of rows that are left out by chance, so that rows do not learn single shoppers by heart. */
const LEFT_OUT = 0.2;

/** Derivatives and intermediate results of a place. */
interface PlaceTrace {
  readonly trace: ConsistentTrace;
  /** Factors of the columns of the rows read. Shape [count, dimensions]. */
  readonly kept: Float32Array;
  /** The same of the target. Shape [dimensions]. */
  readonly keptTarget: Float32Array;
  /** Derivative of the loss by the score of the target. */
  byTarget: number;
}

/**
 * The loss of batches of places: the sampled softmax of each target among items drawn by popularity, each score less the logarithm of its probability,
 * so that the loss approaches that of all items. Items of a place's history are no rivals of its target.
 *
 * @see Yi and others: Sampling-Bias-Corrected Neural Modeling for Large Corpus Item Recommendations, RecSys 2019
 */
export class BatchLoss {
  readonly #trained: TrainedEncoder;
  readonly #negatives: PopularNegatives;
  readonly #matrices: SoftmaxKernel['matrices'];
  /** Of a place. Shape [drawn]. */
  readonly #logits: Float64Array;
  /** Logarithms of the probabilities of the rows drawn. Shape [drawn]. */
  readonly #logs: Float64Array;
  readonly #multiply: SoftmaxKernel['multiply'];

  /**
   * @param trained weights and rows
   * @param negatives what rivals are drawn from
   * @param most places of a batch
   * @param drawn rivals of a batch
   */
  constructor(trained: TrainedEncoder, negatives: PopularNegatives, most: number, drawn: number) {
    const kernel = openSoftmaxKernel(most, drawn, trained.rows.dimensions);
    this.#trained = trained;
    this.#negatives = negatives;
    this.#matrices = kernel.matrices;
    this.#logits = new Float64Array(drawn);
    this.#logs = new Float64Array(drawn);
    this.#multiply = kernel.multiply;
  }

  /**
   * The mean loss of a batch.
   *
   * @param batch at most as many places, and as many rivals, as the constructor was told
   * @returns 0 or more; 0 for no places
   */
  of(batch: Batch): number {
    const { queries, turned, scores, byQueries, rivals, byRivals } = this.#matrices;
    const { places, drawn, learns } = batch;
    const keptRivals = this.#setRivals(batch);
    const traces = places.map((place, at) => this.#setQuery(place, at, batch));
    queries.values.fill(0, places.length * queries.stride);
    this.#multiply(queries, turned, scores);
    const columnsOf = new Map<number, number[]>();
    for (const [column, row] of drawn.entries()) {
      const known = columnsOf.get(row);
      if (known === undefined) columnsOf.set(row, [column]);
      else known.push(column);
    }
    let loss = 0;
    for (const [at, place] of places.entries()) loss += this.#placeLoss(place, at, traces[at], columnsOf, batch);
    if (places.length === 0 || !learns) return loss / Math.max(places.length, 1);
    scores.values.fill(0, places.length * scores.stride);
    this.#multiply(scores, rivals, byQueries);
    this.#multiply(scores, queries, byRivals, true);
    for (const [column, row] of drawn.entries()) {
      const start = column * byRivals.stride;
      for (let k = 0; k < byRivals.columns; k++) byRivals.values[start + k] *= keptRivals[column * byRivals.columns + k];
      this.#trained.rows.add(row, byRivals.values, start);
    }
    for (const [at, place] of places.entries()) this.#addPlace(place, at, traces[at]);
    return loss / places.length;
  }

  #setRivals({ drawn, dropout }: Batch): Float32Array {
    const { rivals, turned } = this.#matrices;
    const { dimensions, values } = this.#trained.rows;
    const kept = keptColumns(drawn.length * dimensions, dropout);
    for (const [column, row] of drawn.entries()) {
      this.#logs[column] = this.#negatives.logProbability(row);
      for (let k = 0; k < dimensions; k++) {
        const value = values[row * dimensions + k] * kept[column * dimensions + k];
        rivals.values[column * rivals.stride + k] = value;
        turned.values[k * turned.stride + column] = value;
      }
    }
    return kept;
  }

  #setQuery({ items, history }: TrainingPlace, at: number, { dropout }: Batch): PlaceTrace {
    const { card, matrices, rows } = this.#trained;
    const { dimensions, values } = rows;
    const { queries } = this.#matrices;
    const trace = consistentPass(card, matrices, items);
    const kept = keptColumns(history.length * dimensions, dropout);
    const start = at * queries.stride;
    queries.values.fill(0, start, start + queries.stride);
    for (let place = 0; place < history.length; place++) {
      const [weight, first] = [trace.weights[place], history[place] * dimensions];
      for (let k = 0; k < dimensions; k++) queries.values[start + k] += weight * values[first + k] * kept[place * dimensions + k];
    }
    return { trace, kept, keptTarget: keptColumns(dimensions, dropout), byTarget: 0 };
  }

  /** The loss of a place; where it learns, its row of scores becomes the derivatives by the products. */
  #placeLoss(
    { history, target }: TrainingPlace,
    at: number,
    trace: PlaceTrace,
    columnsOf: ReadonlyMap<number, readonly number[]>,
    { places, drawn, learns }: Batch,
  ): number {
    const { sharpness, sharpnessGradient, rows } = this.#trained;
    const { queries, scores } = this.#matrices;
    const sharp = Math.exp(sharpness[0]);
    const start = at * scores.stride;
    const products = scores.values;
    const [logits, logs] = [this.#logits, this.#logs];
    const { dimensions, values } = rows;
    let product = 0;
    for (let k = 0; k < dimensions; k++) {
      product += values[target * dimensions + k] * trace.keptTarget[k] * queries.values[at * queries.stride + k];
    }
    const own = sharp * product - this.#negatives.logProbability(target);
    for (let column = 0; column < drawn.length; column++) logits[column] = sharp * products[start + column] - logs[column];
    for (const row of [...history, target]) for (const column of columnsOf.get(row) ?? []) logits[column] = Number.NEGATIVE_INFINITY;
    let largest = own;
    for (let column = 0; column < drawn.length; column++) if (logits[column] > largest) largest = logits[column];
    let total = Math.exp(own - largest);
    for (let column = 0; column < drawn.length; column++) total += logits[column] = Math.exp(logits[column] - largest);
    const share = Math.exp(own - largest) / total;
    if (!learns) return -Math.log(share);
    const factor = sharp / places.length;
    trace.byTarget = factor * (share - 1);
    let bySharpness = trace.byTarget * product;
    for (let column = 0; column < drawn.length; column++) {
      const by = (factor * logits[column]) / total;
      bySharpness += by * products[start + column];
      products[start + column] = by;
    }
    sharpnessGradient[0] += bySharpness;
    return -Math.log(share);
  }

  #addPlace({ items, history, target }: TrainingPlace, at: number, { trace, kept, keptTarget, byTarget }: PlaceTrace): void {
    const { rows } = this.#trained;
    const { dimensions, values } = rows;
    const { queries, byQueries } = this.#matrices;
    const byQuery = new Float64Array(dimensions);
    const byRow = new Float64Array(dimensions);
    for (let k = 0; k < dimensions; k++) {
      byQuery[k] = byQueries.values[at * byQueries.stride + k] + byTarget * values[target * dimensions + k] * keptTarget[k];
      byRow[k] = byTarget * queries.values[at * queries.stride + k] * keptTarget[k];
    }
    rows.add(target, byRow);
    const byWeights = new Float64Array(history.length);
    for (let place = 0; place < history.length; place++) {
      const first = history[place] * dimensions;
      for (let k = 0; k < dimensions; k++) byWeights[place] += values[first + k] * kept[place * dimensions + k] * byQuery[k];
    }
    const byRead = addGradients(this.#trained, items, trace, byWeights);
    for (const [place, row] of history.entries()) {
      const start = place * dimensions;
      for (let k = 0; k < dimensions; k++) byRow[k] = byRead[start + k] + trace.weights[place] * byQuery[k] * kept[start + k];
      rows.add(row, byRow);
    }
  }
}

/** Factors of columns: 0 where one is left out, and the others so much larger. */
function keptColumns(count: number, dropout: Random | null): Float32Array {
  const kept = new Float32Array(count).fill(1);
  if (dropout !== null) for (let k = 0; k < count; k++) kept[k] = dropout() < LEFT_OUT ? 0 : 1 / (1 - LEFT_OUT);
  return kept;
}
