import { parentPort, workerData } from 'node:worker_threads';
import { type AlsShared, type AlsTask, doAlsTask } from './als-task.js';

// A thread of the factorisation: holds the shared arrays, does one task at a time, and says when it is done.
const shared = workerData as AlsShared;
parentPort?.on('message', (task: AlsTask) => {
  doAlsTask(shared, task);
  parentPort?.postMessage('done');
});
