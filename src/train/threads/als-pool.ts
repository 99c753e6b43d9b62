import { GRAM_BLOCKS } from '../matrices/gram-blocks.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { AlsSystem } from './als-rows.js';
import type { AlsShared, AlsTask } from './als-task.js';
import { createThreadPool } from './thread-pool.js';

/** Runs the work of the factorisation in parallel. */
export interface AlsPool {
  readonly threads: number;
  /** Runs one kind of work on a whole side; resolves when it is done. */
  run(side: AlsTask['side'], work: AlsTask['work']): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the threads.
 *
 * @param shared both sides
 * @param threads their number; 1 starts none
 * @throws OnshelfError `worker-failed` from `run`, where a thread dies
 */
export function createAlsPool(shared: AlsShared, threads: number): AlsPool {
  const pool = createThreadPool({ kind: 'als', shared }, threads);
  const { users, items } = shared;
  const sideRanges = ({ interest }: AlsSystem): Record<AlsTask['work'], [number, number][]> => ({
    gram: evenRanges(GRAM_BLOCKS, pool.threads),
    whiten: evenRanges(interest.columns, pool.threads),
    solve: balancedRanges(interest, pool.threads),
  });
  const ranges = { users: sideRanges(users), items: sideRanges(items) };
  return {
    threads: pool.threads,
    run: (side, work) => pool.run(ranges[side][work].map(([from, to], thread) => ({ side, work, from, to, thread }))),
    close: pool.close,
  };
}

/** Splits 0 .. size into `count` ranges. */
function evenRanges(size: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, index) => [Math.floor((index * size) / count), Math.floor(((index + 1) * size) / count)]);
}

/** Splits the rows into ranges of about equal work: a row costs a constant plus its entries. */
export function balancedRanges(matrix: SparseMatrix, count: number): [number, number][] {
  const costUpTo = (row: number): number => matrix.offsets[row] + ROW_COST * row;
  const total = costUpTo(matrix.rows);
  const ranges: [number, number][] = [];
  let row = 0;
  for (let index = 0; index < count; index++) {
    const from = row;
    const until = (total * (index + 1)) / count;
    while (row < matrix.rows && (index === count - 1 || costUpTo(row + 1) <= until)) row++;
    ranges.push([from, row]);
  }
  return ranges;
}

/** Constant cost of a row, in entries. */
const ROW_COST = 6;
