import { type LocalRidge, solveLocalRidge } from '../matrices/local-ridge.js';
import { type AlsShared, type AlsTask, doAlsTask } from './als-task.js';

/** What threads are started for: all that they are told, once, before the work begins. */
export type TrainingJob =
  | { readonly kind: 'als'; readonly shared: AlsShared }
  | { readonly kind: 'local-ridge'; readonly shared: LocalRidge };

/** Rows `from` to `to - 1`. */
interface RowsTask {
  readonly from: number;
  readonly to: number;
}

/** One task of one thread. */
export type TrainingTask = AlsTask | RowsTask;

/** Does a task, wherever it runs. */
export function doTask(job: TrainingJob, task: TrainingTask): void {
  if (job.kind === 'als') doAlsTask(job.shared, task as AlsTask);
  else solveLocalRidge(job.shared, task.from, task.to);
}
