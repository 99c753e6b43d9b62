import { withPage } from '../tools/browser/with-page.mjs';

/**
 * Runs a job in a module worker of a fresh browser.
 *
 * @param place `address` of the page and `adapter`, 'software' or 'hardware'
 * @param job see `job/job.ts`
 * @param times number of workers, one after the other, all in that browser
 * @param timeoutMs for all of them
 * @returns the rows of each
 */
export function runInChromium({ address, adapter }, job, times, timeoutMs) {
  return withPage(address, adapter, async (page) => {
    let crashed;
    const crash = new Promise((_, reject) => {
      crashed = reject;
    });
    page.on('crash', () => crashed(new Error('the page crashed')));
    const timer = setTimeout(() => crashed(new Error(`not done within ${Math.round(timeoutMs / 1000)} s`)), timeoutMs);
    const runs = (async () => {
      const results = [];
      for (let run = 0; run < times; run++) results.push(await runInWorker(page, job));
      return results;
    })();
    try {
      return await Promise.race([runs, crash]);
    } finally {
      clearTimeout(timer);
      runs.catch(() => {});
    }
  });
}

async function runInWorker(page, job) {
  const reply = await page.evaluate(
    (given) =>
      new Promise((resolve) => {
        const worker = new Worker('/browser-host.js', { type: 'module' });
        const done = (answer) => {
          worker.terminate();
          resolve(answer);
        };
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => done({ failure: event.message || 'the worker failed' });
        worker.postMessage(given);
      }),
    job,
  );
  if (reply.failure !== undefined) throw new Error(reply.failure);
  return reply.rows;
}
