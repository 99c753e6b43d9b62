/** Milliseconds without a message, while a reply is pending, until the worker is pinged. */
const BEAT = 4000;
/** Consecutive unanswered pings after which the worker is gone. A worker in its longest task, on a slow phone, answers earlier. */
const MISSED = 4;

/** Watches a worker while a reply is pending. */
interface Watch {
  /** A request was sent. */
  start(): void;
  /** The worker sent a message. */
  heard(): void;
  /** Stops watching. */
  stop(): void;
}

/**
 * Detects that a worker is gone: browsers may end workers, for instance to free memory, without an event. Timers run only while a reply is
 * pending.
 *
 * @param waiting whether a reply is pending
 * @param ping pings the worker
 * @param gone called once if it does not answer
 */
export function watchWorker(waiting: () => boolean, ping: () => void, gone: () => void): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let missed = 0;
  const beat = (): void => {
    timer = undefined;
    if (!waiting()) return;
    if (missed++ === MISSED) {
      gone();
      return;
    }
    ping();
    timer = setTimeout(beat, BEAT);
  };
  return {
    start: () => {
      if (timer !== undefined) return;
      missed = 0;
      timer = setTimeout(beat, BEAT);
    },
    heard: () => {
      missed = 0;
    },
    stop: () => clearTimeout(timer),
  };
}
