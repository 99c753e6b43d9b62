import { readFile } from 'node:fs/promises';
import { messageOf } from '../../../src/core/onshelf-error.js';
import { openNodeGpu } from '../../../test/score/node-gpu.js';
import type { Job } from './job.js';
import { runJob } from './run-job.js';

/** The process of Node: receives one job from its parent, sends its rows or the failure. */
process.once('message', async (job: Job & { readonly needsGpu: boolean }) => {
  const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await readFile(path));
  let reply: object;
  try {
    if (job.needsGpu) {
      const opened = await openNodeGpu();
      if (opened.gpu === undefined) throw new Error(opened.reason);
      Object.defineProperty(globalThis, 'navigator', { value: { gpu: opened.gpu }, configurable: true });
    }
    reply = { rows: await runJob(job, { read }) };
  } catch (error) {
    reply = { failure: messageOf(error) };
  }
  // Dawn's threads keep the process alive.
  process.send?.(reply, () => process.exit(0));
});
