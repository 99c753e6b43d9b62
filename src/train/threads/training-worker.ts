import { parentPort, workerData } from 'node:worker_threads';
import { doTask, type TrainingJob, type TrainingTask } from './training-job.js';

// A thread of the trainer: holds the shared arrays, does one task at a time, and says when it is done.
const job = workerData as TrainingJob;
parentPort?.on('message', (task: TrainingTask) => {
  doTask(job, task);
  parentPort?.postMessage('done');
});
