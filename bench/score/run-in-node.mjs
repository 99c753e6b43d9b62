import { fork } from 'node:child_process';

/**
 * Runs a job in a process of Node.
 *
 * @param host path of the built `job/node-host.ts`
 * @param job see `job/job.ts`, with `needsGpu`: whether it needs WebGPU
 * @param timeoutMs after which the process is ended
 */
export function runInNode(host, job, timeoutMs) {
  return new Promise((resolve, reject) => {
    const child = fork(host, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    let replied = false;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`not done within ${Math.round(timeoutMs / 1000)} s`));
    }, timeoutMs);
    child.on('message', ({ rows, failure }) => {
      replied = true;
      clearTimeout(timer);
      if (failure === undefined) resolve(rows);
      else reject(new Error(failure));
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (!replied) reject(new Error(`the process ended with ${signal ?? code}`));
    });
    child.send(job);
  });
}
