/** How long a worker may say nothing while it is asked something before it is asked for a sign of life, in milliseconds. */
const BEAT = 4000;
/** So many in a row stay unanswered: it is gone. A worker at the longest piece of its work, on a slow phone, answers before. */
const MISSED = 4;

/** Looks after a worker while it owes an answer. */
interface Watch {
  /** Something is asked. */
  start(): void;
  /** The worker has said something. */
  heard(): void;
  /** Nobody cares any more. */
  stop(): void;
}

/**
 * Notices that a worker is gone: browsers end workers, as to win back memory, and tell nobody. Timers run only while an answer is owed.
 *
 * @param waiting is an answer owed?
 * @param ping asks the worker for a sign of life
 * @param gone is told that it gives none, once
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
