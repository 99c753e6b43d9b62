import { soon } from '../core/time/soon.js';
/** Entries that are processed after the page's own code has run. */
export interface StepQueue<Entry> {
  push(entry: Entry): void;
  /** Processes all entries before it returns, or the first `most`. */
  dealNow(most?: number): void;
  /** Processes all entries, in as many tasks as needed. */
  drain(): Promise<void>;
}

/** Entries processed in one task: a thousand at once would block the page for too long. */
const DEALT_AT_ONCE = 100;

/**
 * Creates an empty queue.
 *
 * @param deal processes one entry; must not throw
 */
export function createStepQueue<Entry>(deal: (entry: Entry) => void): StepQueue<Entry> {
  const waiting: Entry[] = [];
  let next: ReturnType<typeof setTimeout> | undefined;
  const dealNow = (most = waiting.length): void => {
    for (const entry of waiting.splice(0, most)) deal(entry);
    if (waiting.length === 0) clearTimeout(next);
  };
  const step = (): void => {
    dealNow(DEALT_AT_ONCE);
    if (waiting.length > 0) next = setTimeout(step);
  };
  return {
    push: (entry) => {
      if (waiting.push(entry) === 1) void soon(step);
    },
    dealNow,
    drain: async () => {
      for (let left = waiting.length; left > 0; left -= DEALT_AT_ONCE) {
        dealNow(DEALT_AT_ONCE);
        if (left > DEALT_AT_ONCE) await new Promise((resolve) => setTimeout(resolve));
      }
    },
  };
}
