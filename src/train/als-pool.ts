import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { OnshelfError } from '../core/onshelf-error.js';
import { GRAM_BLOCKS } from './als-rows.js';
import { type AlsShared, type AlsTask, doAlsTask } from './als-task.js';
import type { SparseMatrix } from './sparse-matrix.js';

/** Runs tasks side by side. */
export interface AlsPool {
  readonly threads: number;
  /** Runs one kind of work over the whole side; resolves when all of it is done. */
  run(side: AlsTask['side'], work: AlsTask['work']): Promise<void>;
  close(): Promise<void>;
}

// In a variable, so that no bundler takes the worker's file for an asset.
const WORKER_FILE = './als-worker.js';

/**
 * Starts the threads. Where the worker's file is missing, as when the source runs unbuilt, everything runs in this thread
 * with the same result.
 *
 * @param shared both sides
 * @param threads how many; 1 starts none
 * @throws OnshelfError `worker-failed` from `run`, where a thread dies
 */
export function createAlsPool(shared: AlsShared, threads: number): AlsPool {
  const address = new URL(WORKER_FILE, import.meta.url);
  const built = address.protocol === 'file:' && existsSync(fileURLToPath(address));
  const count = built ? Math.max(1, threads) : 1;
  const ranges = {
    gram: evenRanges(GRAM_BLOCKS, count),
    users: balancedRanges(shared.users.interest, count),
    items: balancedRanges(shared.items.interest, count),
  };
  const rangesOf = (side: AlsTask['side'], work: AlsTask['work']): readonly [number, number][] =>
    work === 'gram' ? ranges.gram : ranges[side];
  if (count === 1) {
    return {
      threads: 1,
      run: async (side, work) => {
        for (const [from, to] of rangesOf(side, work)) doAlsTask(shared, { side, work, from, to });
        // Lets the timers of the progress breathe.
        await new Promise(setImmediate);
      },
      close: async () => {},
    };
  }
  const workers = Array.from({ length: count }, () => new Worker(address, { workerData: shared }));
  return {
    threads: count,
    run: async (side, work) => {
      await Promise.all(rangesOf(side, work).map(([from, to], index) => ask(workers[index], { side, work, from, to })));
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask(worker: Worker, task: AlsTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown): void => {
      worker.off('message', done);
      worker.off('error', settle);
      worker.off('exit', died);
      if (error === undefined) resolve();
      else
        reject(
          new OnshelfError('worker-failed', `A training thread failed: ${String(error)}. Try --threads 1, or fewer --dimensions.`, error),
        );
    };
    const done = (): void => settle();
    const died = (code: number): void => settle(`it ended with code ${code}`);
    worker.on('message', done);
    worker.on('error', settle);
    worker.on('exit', died);
    worker.postMessage(task);
  });
}

/** Cuts 0 .. size into so many ranges. */
function evenRanges(size: number, count: number): [number, number][] {
  return Array.from({ length: count }, (_, index) => [Math.floor((index * size) / count), Math.floor(((index + 1) * size) / count)]);
}

/** Cuts the rows into ranges of about equal work: a row costs a constant and its entries. */
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

/** The Gram product of a row costs about as much as this many entries (dimensions / 2). */
const ROW_COST = 32;
