import { type LocalRidge, solveLocalRidge } from '../matrices/local-ridge.js';
import { type AlsShared, type AlsTask, doAlsTask } from './als-task.js';
import { doSoftmaxTask, type SoftmaxShared, type SoftmaxTask } from './softmax-task.js';

/** Input of the threads, passed to each at its start. */
export type TrainingJob =
  | { readonly kind: 'als'; readonly shared: AlsShared }
  | { readonly kind: 'local-ridge'; readonly shared: LocalRidge }
  | { readonly kind: 'softmax'; readonly shared: SoftmaxShared };

/** Rows `from` to `to - 1`. */
interface RowsTask {
  readonly from: number;
  readonly to: number;
}

/** One task of one thread. */
export type TrainingTask = AlsTask | RowsTask | SoftmaxTask;

/** Runs a task, in any thread. */
export function doTask(job: TrainingJob, task: TrainingTask): void {
  if (job.kind === 'als') doAlsTask(job.shared, task as AlsTask);
  else if (job.kind === 'softmax') doSoftmaxTask(job.shared, task as SoftmaxTask);
  else solveLocalRidge(job.shared, task.from, task.to);
}
