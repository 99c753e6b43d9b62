/** Maximum duration of a task in milliseconds: a sixth of what browsers call a long task. */
const SLICE = 8;

/** The scheduler of a window or worker, if the browser has it. */
interface YieldingScope {
  readonly scheduler?: { yield?(): Promise<void> };
}

/**
 * Splits long work into short tasks: on the page's thread, so that the page stays responsive; in a worker, so that the work can be cancelled.
 *
 * @returns await its result wherever the work can be interrupted; starts a new task if the current one has run long enough
 */
export function createTimeSlices(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE) return;
    await nextTask();
    began = performance.now();
  };
}

/** Timers would wait 4 ms each time. */
function nextTask(): Promise<void> {
  const { scheduler } = globalThis as YieldingScope;
  if (scheduler?.yield !== undefined) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
