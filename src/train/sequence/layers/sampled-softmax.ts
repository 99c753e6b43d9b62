import type { KernelMatrix } from '../../matrices/multiply-kernel.js';
import { exponentials } from './exponentials.js';
import type { FreeRows } from './free-rows.js';
import type { PopularNegatives } from './popular-negatives.js';
import { openSoftmaxKernel, type SoftmaxKernel } from './softmax-kernel.js';

/** Queries, and what each has to tell from the items drawn. */
export interface SoftmaxBatch {
  /** Shape [queries, dimensions], any stride. */
  readonly queries: KernelMatrix;
  /** Rows of the items that came. Shape [queries]. */
  readonly targets: Uint32Array;
  /** Rows drawn by popularity; a row may be drawn twice. */
  readonly drawn: Uint32Array;
}

/** Sums over the queries of a batch. */
export interface BatchResult {
  /** Negative logarithms of the shares of the targets. */
  readonly loss: number;
  /** Discounted gains of the targets' ranks among the items drawn: 1 for the first. */
  readonly gain: number;
}

/**
 * The sampled softmax of targets among drawn items. Those of a query's history may be drawn too, so that an encoder learns that an item is not followed
 * by itself. The sum over the catalogue is estimated by the items drawn, each over the number of times it is expected to be drawn.
 *
 * @see Bengio, Senécal: Adaptive Importance Sampling to Accelerate Training of a Neural Probabilistic Language Model, 2008
 */
export class SampledSoftmax {
  readonly #rows: FreeRows;
  readonly #negatives: PopularNegatives;
  readonly #matrices: SoftmaxKernel['matrices'];
  readonly #multiply: SoftmaxKernel['multiply'];

  /**
   * @param rows of items, which learn
   * @param negatives what rivals are drawn from
   * @param most queries of a batch
   * @param drawn rivals of a batch
   */
  constructor(rows: FreeRows, negatives: PopularNegatives, most: number, drawn: number) {
    const kernel = openSoftmaxKernel(most, drawn, rows.dimensions);
    this.#matrices = kernel.matrices;
    this.#multiply = kernel.multiply;
    this.#rows = rows;
    this.#negatives = negatives;
  }

  /**
   * The summed loss of a batch, and the gain of its targets among the items drawn. Where it learns, gradients of the mean loss are added to the rows.
   *
   * @param batch at most as many queries, and exactly as many items drawn, as the constructor was told
   * @param byQueries overwritten with derivatives of the mean loss by the queries, shape [queries, dimensions]; null: nothing learns
   */
  of({ queries, targets, drawn }: SoftmaxBatch, byQueries: KernelMatrix | null): BatchResult {
    const matrices = this.#matrices;
    const { dimensions, values } = this.#rows;
    const count = queries.rows;
    const asked = { ...matrices.queries, rows: count };
    const scores = { ...matrices.scores, rows: count };
    for (let query = 0; query < count; query++) {
      const from = query * queries.stride;
      asked.values.set(queries.values.subarray(from, from + dimensions), query * asked.stride);
    }
    const columnsOf = this.#setRivals(drawn);
    const logs = Float64Array.from(drawn, (row) => Math.log(drawn.length) + this.#negatives.logProbability(row));
    this.#multiply(asked, matrices.turned, scores);

    const factors = new Float32Array(count);
    let loss = 0;
    let gain = 0;
    for (let query = 0; query < count; query++) {
      const start = query * scores.stride;
      const row = scores.values.subarray(start, start + drawn.length);
      let score = 0;
      for (let k = 0; k < dimensions; k++) score += values[targets[query] * dimensions + k] * asked.values[query * asked.stride + k];
      for (const column of columnsOf.get(targets[query]) ?? []) row[column] = Number.NEGATIVE_INFINITY;
      let largest = score;
      let rank = 1;
      for (let column = 0; column < row.length; column++) {
        // Whatever is no number is ahead: what has come to that has learned nothing.
        if (!(row[column] <= score)) rank++;
        row[column] -= logs[column];
        if (row[column] > largest) largest = row[column];
      }
      gain += 1 / Math.log2(rank + 1);
      const own = Math.exp(score - largest);
      const total = own + exponentials(row, largest);
      loss -= score - largest - Math.log(total);
      if (byQueries === null) continue;
      const factor = 1 / (total * count);
      for (let column = 0; column < row.length; column++) row[column] *= factor;
      factors[query] = (own / total - 1) / count;
    }
    if (byQueries !== null) this.#learn({ own: asked, scores, targets, drawn, factors }, byQueries);
    return { loss, gain };
  }

  #learn(
    {
      own,
      scores,
      targets,
      drawn,
      factors,
    }: Record<'own' | 'scores', KernelMatrix> & Record<'targets' | 'drawn', Uint32Array> & { readonly factors: Float32Array },
    byQueries: KernelMatrix,
  ): void {
    const matrices = this.#matrices;
    const { dimensions, values } = this.#rows;
    const by = { ...matrices.byQueries, rows: own.rows };
    this.#multiply(scores, matrices.rivals, by);
    this.#multiply(scores, own, matrices.byRivals, true);
    for (const [column, row] of drawn.entries()) this.#rows.add(row, matrices.byRivals.values, column * matrices.byRivals.stride);
    for (let query = 0; query < own.rows; query++) {
      const target = targets[query] * dimensions;
      const [from, to] = [query * by.stride, query * byQueries.stride];
      for (let k = 0; k < dimensions; k++) byQueries.values[to + k] = by.values[from + k] + factors[query] * values[target + k];
      this.#rows.add(targets[query], own.values, query * own.stride, factors[query]);
    }
  }

  /** @returns the columns of each row drawn */
  #setRivals(drawn: Uint32Array): ReadonlyMap<number, readonly number[]> {
    const { rivals, turned } = this.#matrices;
    const { dimensions, values } = this.#rows;
    const columnsOf = new Map<number, number[]>();
    for (const [column, row] of drawn.entries()) {
      for (let k = 0; k < dimensions; k++) {
        rivals.values[column * rivals.stride + k] = turned.values[k * turned.stride + column] = values[row * dimensions + k];
      }
      const known = columnsOf.get(row);
      if (known === undefined) columnsOf.set(row, [column]);
      else known.push(column);
    }
    return columnsOf;
  }
}
