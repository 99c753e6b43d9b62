import { type KernelMatrix, type MultiplyKernel, openMultiplyKernel } from '../../core/kernels/multiply-kernel.js';
import { type ExponentialKernel, openExponentialKernel } from '../matrices/exponential-kernel.js';

/** Rivals of a block, at most: with so many the numbers of a product stay in the cache of a processor. */
const MAX_BLOCK = 504;
/** Blocks come in multiples of this, so that threads have as many of them each. */
const BLOCKS_AT_ONCE = 4;
/** Columns come in multiples of this; those of a power of two would share lines of a cache. */
const [COLUMNS_AT_ONCE, BAD_COLUMNS] = [8, 64] as const;
/** Score of a rival that does not count. */
const NOTHING = -1e30;

/** Input and output of the softmax of a batch, shared between threads. Whatever threads write belongs to a block, and so to one thread. */
export interface SoftmaxShared {
  /** Columns of rows and queries. */
  readonly dimensions: number;
  /** Of all items. Shape [items, dimensions]. */
  readonly rows: Float32Array;
  /** Shape [most queries, dimensions]. */
  readonly queries: Float32Array;
  /** Score of each query's target, from which the scores of its rivals are taken. Shape [most queries]. */
  readonly bounds: Float32Array;
  /** Column of each query's target among the rivals; -1: it is none of them. Shape [most queries]. */
  readonly targets: Int32Array;
  /** Factor of each query in the derivatives by the rivals: one over its sum, and over the number of queries. Shape [most queries]. */
  readonly factors: Float32Array;
  /** Rows of the items that targets are told from. Shape [most rivals]. */
  readonly rivals: Uint32Array;
  /** Subtracted from the scores of each. Shape [most rivals]. */
  readonly less: Float32Array;
  /** Rivals of a block. */
  readonly width: number;
  /** Sums of the exponentials of a block. Shape [blocks, most queries]. */
  readonly totals: Float32Array;
  /** Numbers of rivals of a block that have a score above the target's, or none. Shape [blocks, most queries]. */
  readonly ahead: Uint32Array;
  /** Sums of the rows of a block by their exponentials. Shape [blocks, most queries, dimensions]. */
  readonly byQueries: Float32Array;
  /** Derivatives by the rivals. Shape [most rivals, dimensions]. */
  readonly byRivals: Float32Array;
}

/** One task of one thread; always the same blocks. */
export interface SoftmaxTask {
  /** `sum`: exponentials of the scores, their sums, and those of the rows. `learn`: derivatives by the rivals of the last `sum`. `rank`: who is ahead. */
  readonly work: 'sum' | 'learn' | 'rank';
  /** First block, and one past the last. */
  readonly from: number;
  readonly to: number;
  /** Number of queries of the batch. */
  readonly queries: number;
  /** Number of rivals of the batch. */
  readonly rivals: number;
}

/**
 * How many blocks a number of rivals makes, and how wide they are. It does not depend on the threads, and so the result does not either.
 *
 * @param rivals 1 or more
 */
export function softmaxBlocks(rivals: number): { readonly blocks: number; readonly width: number } {
  const blocks = BLOCKS_AT_ONCE * Math.ceil(rivals / (BLOCKS_AT_ONCE * MAX_BLOCK));
  const width = COLUMNS_AT_ONCE * Math.ceil(rivals / blocks / COLUMNS_AT_ONCE);
  return { blocks, width: width % BAD_COLUMNS === 0 ? width + COLUMNS_AT_ONCE : width };
}

/** Runs a task, in any thread. */
export function doSoftmaxTask(shared: SoftmaxShared, { work, from, to, queries, rivals }: SoftmaxTask): void {
  const own = threadOf(shared, to - from);
  const batch = { ...own.queries, rows: queries };
  putQueries(shared, batch, work === 'learn');
  for (let block = from; block < to; block++) {
    const first = block * shared.width;
    const count = Math.max(0, Math.min(shared.width, rivals - first));
    const scores = { ...own.scores[block - from], rows: queries };
    if (work === 'learn') {
      own.multiply(scores, batch, own.byRivals, true);
      copyRows(own.byRivals, shared.byRivals, first * shared.dimensions, count);
      continue;
    }
    putRivals(shared, own, first, count);
    own.multiply(batch, own.turned, scores);
    if (work === 'rank') rankTargets(shared, scores, block, count);
    else sumExponentials(shared, own, scores, block);
  }
}

/** Matrices of a thread, which keep the exponentials of its blocks from `sum` to `learn`. */
interface SoftmaxThread extends Record<'queries' | 'rivals' | 'turned' | 'less' | 'byQueries' | 'byRivals', KernelMatrix> {
  readonly scores: readonly KernelMatrix[];
  readonly multiply: MultiplyKernel['multiply'];
  readonly exponentials: ExponentialKernel['exponentials'];
}

const threads = new WeakMap<SoftmaxShared, SoftmaxThread>();

function threadOf(shared: SoftmaxShared, blocks: number): SoftmaxThread {
  const known = threads.get(shared);
  if (known !== undefined) return known;
  const { dimensions, width, bounds } = shared;
  const most = bounds.length;
  const kernel = openMultiplyKernel([
    [most, dimensions],
    [width, dimensions],
    [dimensions, width],
    [1, width],
    [most, dimensions],
    [width, dimensions],
    ...Array.from({ length: blocks }, () => [most, width] as const),
  ]);
  const [queries, rivals, turned, less, byQueries, byRivals, ...scores] = kernel.matrices;
  const { exponentials } = openExponentialKernel(kernel.memory);
  const thread = { queries, rivals, turned, less, byQueries, byRivals, scores, multiply: kernel.multiply, exponentials };
  threads.set(shared, thread);
  return thread;
}

function putQueries({ queries, factors, dimensions }: SoftmaxShared, batch: KernelMatrix, scaled: boolean): void {
  for (let query = 0; query < batch.rows; query++) {
    const factor = scaled ? factors[query] : 1;
    const [from, to] = [query * dimensions, query * batch.stride];
    for (let k = 0; k < dimensions; k++) batch.values[to + k] = factor * queries[from + k];
  }
}

/** The rows of a block's rivals; those behind the last are 0, and are said to be most unlikely. */
function putRivals({ rows, rivals, less, dimensions }: SoftmaxShared, own: SoftmaxThread, first: number, count: number): void {
  own.less.values.fill(-NOTHING);
  own.less.values.set(less.subarray(first, first + count));
  if (count < own.rivals.rows) {
    own.rivals.values.fill(0);
    own.turned.values.fill(0);
  }
  for (let column = 0; column < count; column++) {
    const from = rivals[first + column] * dimensions;
    const to = column * own.rivals.stride;
    for (let k = 0; k < dimensions; k++) own.rivals.values[to + k] = own.turned.values[k * own.turned.stride + column] = rows[from + k];
  }
}

function sumExponentials(shared: SoftmaxShared, own: SoftmaxThread, scores: KernelMatrix, block: number): void {
  const { bounds, targets, totals, byQueries, dimensions, width } = shared;
  const most = bounds.length;
  for (let query = 0; query < scores.rows; query++) {
    const start = query * scores.stride;
    const column = targets[query] - block * width;
    if (column >= 0 && column < width) scores.values[start + column] = NOTHING;
    const numbers = scores.values.subarray(start, start + scores.stride);
    totals[block * most + query] = own.exponentials(numbers, own.less.values.subarray(0, scores.stride), bounds[query]);
  }
  const by = { ...own.byQueries, rows: scores.rows };
  own.multiply(scores, own.rivals, by);
  copyRows(by, byQueries, block * most * dimensions, by.rows);
}

function rankTargets({ bounds, targets, ahead, width }: SoftmaxShared, scores: KernelMatrix, block: number, count: number): void {
  for (let query = 0; query < scores.rows; query++) {
    const start = query * scores.stride;
    const own = targets[query] - block * width;
    let before = 0;
    for (let column = 0; column < count; column++) {
      // Whatever is no number is ahead: what has come to that has learned nothing.
      if (column !== own && !(scores.values[start + column] <= bounds[query])) before++;
    }
    ahead[block * bounds.length + query] = before;
  }
}

function copyRows({ values, columns, stride }: KernelMatrix, to: Float32Array, start: number, count: number): void {
  for (let row = 0; row < count; row++) to.set(values.subarray(row * stride, row * stride + columns), start + row * columns);
}
