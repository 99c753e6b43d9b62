import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { OnshelfError } from '../../core/onshelf-error.js';
import { doTask, type TrainingJob, type TrainingTask } from './training-job.js';

/** Runs tasks of one job in parallel. */
export interface ThreadPool {
  readonly threads: number;
  /** Runs tasks, at most one per thread; resolves when all of them are done. */
  run(tasks: readonly TrainingTask[]): Promise<void>;
  close(): Promise<void>;
}

// In a variable, so that bundlers do not treat the worker's file as an asset.
const WORKER_FILE = './training-worker.js';

/**
 * Starts the threads. If the worker's file is missing, as in unbuilt source, all tasks run in this thread, with the same result.
 *
 * @param job of the threads
 * @param threads their number; 1 starts none
 * @throws OnshelfError `worker-failed` from `run`, where a thread dies
 */
export function createThreadPool(job: TrainingJob, threads: number): ThreadPool {
  const address = new URL(WORKER_FILE, import.meta.url);
  const built = address.protocol === 'file:' && existsSync(fileURLToPath(address));
  const count = built ? Math.max(1, threads) : 1;
  if (count === 1) {
    return {
      threads: 1,
      run: async (tasks) => {
        for (const task of tasks) doTask(job, task);
        // Yields to the event loop, for the timers of the progress.
        await new Promise(setImmediate);
      },
      close: async () => {},
    };
  }
  const workers = Array.from({ length: count }, () => new Worker(address, { workerData: job }));
  return {
    threads: count,
    run: async (tasks) => {
      await Promise.all(tasks.map((task, index) => ask(workers[index], task)));
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask(worker: Worker, task: TrainingTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown): void => {
      worker.off('message', done);
      worker.off('error', settle);
      worker.off('exit', died);
      if (error === undefined) resolve();
      else
        reject(
          new OnshelfError('worker-failed', `A training thread failed: ${String(error)}. Try --threads 1, or lower --dimensions.`, error),
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
