/** A task may work for so long, in milliseconds, before others are let in: a sixth of what browsers call a long one. */
const SLICE = 8;

/** The part of a window or worker that lets others in, where the browser has it. */
interface YieldingScope {
  readonly scheduler?: { yield?(): Promise<void> };
}

/**
 * Cuts long work into short tasks: on the page's thread, where workers are refused, so that it stays quick to answer the shopper; in a
 * worker, so that a cancellation is heard.
 *
 * @returns to be called and awaited wherever the work may rest; begins a new task where the current one has taken long enough
 */
export function createTimeSlices(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < SLICE) return;
    await nextTask();
    began = performance.now();
  };
}

/** Timers would wait for 4 ms each time. */
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
