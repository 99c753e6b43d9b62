/** Watches the thread it runs on. */
export interface TaskProbe {
  /** Stops watching. @returns the longest time in which the thread took no message, milliseconds */
  stop(): number;
}

/**
 * Posts one message after another to its own thread and records the longest delay: the longest task, also one below the 50 ms from which
 * browsers report long tasks. Reported long tasks count as well. The probe keeps the thread busy, so no other figure is valid beside it.
 *
 * @see https://w3c.github.io/longtasks/
 */
export function startTaskProbe(): TaskProbe {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) port1.postMessage(null);
    else port2.close();
  };
  port1.postMessage(null);
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  return {
    stop: () => {
      watching = false;
      observer.disconnect();
      return longest;
    },
  };
}
