import { messageOf } from '../../../src/core/onshelf-error.js';
import type { Job } from './job.js';
import { runJob } from './run-job.js';

/** The page's worker: receives one job, posts its rows or the failure. */
addEventListener('message', async ({ data }: MessageEvent<Job>) => {
  const read = async (address: string): Promise<Uint8Array<ArrayBuffer>> => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  try {
    postMessage({ rows: await runJob(data, { read }) });
  } catch (error) {
    postMessage({ failure: messageOf(error) });
  }
});
