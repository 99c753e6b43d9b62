import { parentPort, workerData } from 'node:worker_threads';
import { doTask, type TrainingJob, type TrainingTask } from './training-job.js';

// A thread of the trainer: receives the shared arrays, runs one task at a time, and reports its end.
const job = workerData as TrainingJob;
parentPort?.on('message', (task: TrainingTask) => {
  doTask(job, task);
  parentPort?.postMessage('done');
});
