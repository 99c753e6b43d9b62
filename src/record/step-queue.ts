/** Entries that are dealt with when the page's own code has run. */
export interface StepQueue<Entry> {
  push(entry: Entry): void;
  /** Deals with all of them before it returns. */
  dealNow(most?: number): void;
  /** Deals with all of them, in as many tasks as it needs. */
  drain(): Promise<void>;
}

/** Entries dealt with in one task: a thousand at once would hold up the page for longer than it should wait. */
const DEALT_AT_ONCE = 100;

/**
 * Makes an empty queue.
 *
 * @param deal deals with one entry; must not throw
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
      if (waiting.push(entry) === 1) queueMicrotask(step);
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
