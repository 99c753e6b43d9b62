import type { KernelMatrix } from '../../../core/kernels/multiply-kernel.js';
import { type SoftmaxShared, type SoftmaxTask, softmaxBlocks } from '../../threads/softmax-task.js';
import { createThreadPool, type ThreadPool } from '../../threads/thread-pool.js';
import type { FreeRows } from './free-rows.js';

/** Items that targets are told from. */
export interface Rivals {
  /** No row twice. */
  readonly rows: Uint32Array;
  /** Logarithm of the probability by which each is among them; 0 where all items are. As many as rows. */
  readonly logs: Float32Array;
}

/**
 * The softmax of targets among rivals, on threads: all items of a catalogue, or some that are drawn. Those of a query's history are rivals too, so that
 * an encoder learns that an item is not followed by itself. The sum over a catalogue is estimated by the items drawn, each over its probability.
 *
 * Exponentials are taken of scores less the target's, in place of the largest score: no second look at the scores is needed, and only a rival that
 * is e^80 times as likely as the target would be told as less.
 *
 * @see Bengio, Senécal: Adaptive Importance Sampling to Accelerate Training of a Neural Probabilistic Language Model, 2008
 */
export class ItemSoftmax {
  readonly #rows: FreeRows;
  readonly #shared: SoftmaxShared;
  readonly #pool: ThreadPool;
  readonly #blocks: number;
  /** Column of each row among the rivals, -1: none. Shape [items]. */
  readonly #columns: Int32Array;
  #rivals: Rivals = { rows: new Uint32Array(0), logs: new Float32Array(0) };
  #targets: Uint32Array = new Uint32Array(0);

  /**
   * Starts the threads.
   *
   * @param rows of items, which learn
   * @param most queries of a batch
   * @param rivals of a batch, at most
   * @param threads their number; the result does not depend on it
   */
  constructor(rows: FreeRows, most: number, rivals: number, threads: number) {
    const { dimensions } = rows;
    const { blocks, width } = softmaxBlocks(rivals);
    const floats = (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length));
    const words = (length: number): SharedArrayBuffer => new SharedArrayBuffer(4 * length);
    this.#rows = rows;
    this.#blocks = blocks;
    this.#columns = new Int32Array(rows.values.length / dimensions).fill(-1);
    this.#shared = {
      dimensions,
      rows: rows.values,
      queries: floats(most * dimensions),
      bounds: floats(most),
      targets: new Int32Array(words(most)),
      factors: floats(most),
      rivals: new Uint32Array(words(rivals)),
      less: floats(rivals),
      width,
      totals: floats(blocks * most),
      ahead: new Uint32Array(words(blocks * most)),
      byQueries: floats(blocks * most * dimensions),
      byRivals: floats(rivals * dimensions),
    };
    this.#pool = createThreadPool({ kind: 'softmax', shared: this.#shared }, threads);
  }

  /** Ends the threads. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /**
   * Takes the items that the next batches are told from.
   *
   * @param rivals at most as many as the constructor was told
   */
  setRivals(rivals: Rivals): void {
    for (const row of this.#rivals.rows) this.#columns[row] = -1;
    for (const [column, row] of rivals.rows.entries()) this.#columns[row] = column;
    this.#rivals = rivals;
    this.#shared.rivals.set(rivals.rows);
    this.#shared.less.set(rivals.logs);
  }

  /**
   * The derivatives of the mean loss of a batch by its queries. `learn` is to follow.
   *
   * @param queries at most as many as the constructor was told; shape [queries, dimensions], any stride
   * @param targets rows of the items that came. Shape [queries]
   * @param byQueries overwritten; the shape of the queries
   * @returns mean of the negative logarithms of the targets' shares
   */
  async run(queries: KernelMatrix, targets: Uint32Array, byQueries: KernelMatrix): Promise<number> {
    const { totals, byQueries: parts, factors, bounds, dimensions } = this.#shared;
    this.#put(queries, targets);
    await this.#do('sum', queries.rows);
    const most = bounds.length;
    const values = this.#rows.values;
    let loss = 0;
    for (let query = 0; query < queries.rows; query++) {
      // The target's own exponential is 1.
      let total = 1;
      for (let block = 0; block < this.#blocks; block++) total += totals[block * most + query];
      loss += Math.log(total) / queries.rows;
      const factor = 1 / (total * queries.rows);
      factors[query] = factor;
      const [to, target] = [query * byQueries.stride, targets[query] * dimensions];
      const missing = factor - 1 / queries.rows;
      for (let k = 0; k < dimensions; k++) byQueries.values[to + k] = missing * values[target + k];
      for (let block = 0; block < this.#blocks; block++) {
        const from = (block * most + query) * dimensions;
        for (let k = 0; k < dimensions; k++) byQueries.values[to + k] += factor * parts[from + k];
      }
    }
    return loss;
  }

  /** Adds the derivatives of the last `run` to the gradients of the rows. Other work may be done until it is. */
  async learn(): Promise<void> {
    const { byRivals, queries, factors, dimensions } = this.#shared;
    const count = this.#targets.length;
    await this.#do('learn', count);
    for (const [column, row] of this.#rivals.rows.entries()) this.#rows.add(row, byRivals, column * dimensions);
    for (const [query, row] of this.#targets.entries()) this.#rows.add(row, queries, query * dimensions, factors[query] - 1 / count);
  }

  /**
   * The summed discounted gains of the targets' ranks among the rivals: 1 for a first.
   *
   * @param queries at most as many as the constructor was told; shape [queries, dimensions], any stride
   * @param targets rows of the items that came. Shape [queries]
   */
  async gain(queries: KernelMatrix, targets: Uint32Array): Promise<number> {
    const { ahead, bounds } = this.#shared;
    this.#put(queries, targets);
    await this.#do('rank', queries.rows);
    let gain = 0;
    for (let query = 0; query < queries.rows; query++) {
      let rank = 1;
      for (let block = 0; block < this.#blocks; block++) rank += ahead[block * bounds.length + query];
      gain += 1 / Math.log2(rank + 1);
    }
    return gain;
  }

  #put({ rows: count, stride, values }: KernelMatrix, targets: Uint32Array): void {
    const { queries, bounds, targets: columns, dimensions } = this.#shared;
    const items = this.#rows.values;
    this.#targets = targets;
    for (let query = 0; query < count; query++) {
      const [from, to, target] = [query * stride, query * dimensions, targets[query] * dimensions];
      let score = 0;
      for (let k = 0; k < dimensions; k++) {
        queries[to + k] = values[from + k];
        score += values[from + k] * items[target + k];
      }
      bounds[query] = score;
      columns[query] = this.#columns[targets[query]];
    }
  }

  #do(work: SoftmaxTask['work'], queries: number): Promise<void> {
    const { threads } = this.#pool;
    const rivals = this.#rivals.rows.length;
    const edge = (thread: number): number => Math.round((thread * this.#blocks) / threads);
    return this.#pool.run(
      Array.from({ length: threads }, (_, thread) => ({ work, from: edge(thread), to: edge(thread + 1), queries, rivals })),
    );
  }
}
