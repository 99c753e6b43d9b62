/** Maximum number of entries read in one task. */
const SLICE = 1000;

/** Reads entries in order, in short tasks that do not block the page. */
export interface ReadingQueue {
  /**
   * Adds entries. If the queue is empty, the first ones are read at once.
   *
   * @param entries in order
   */
  add(entries: readonly unknown[]): void;
  /** Whether an entry is being read; entries that its getters push are ignored, or reading would never end. */
  isReading(): boolean;
}

/**
 * Creates an empty queue.
 *
 * @param read reads an entry; if it throws, the entry is skipped
 */
export function createReadingQueue(read: (entry: unknown) => void): ReadingQueue {
  let waiting: { readonly entries: readonly unknown[]; at: number }[] = [];
  let reading = false;
  const readOn = (): void => {
    for (let left = SLICE; left > 0 && waiting.length > 0; left--) {
      const [first] = waiting;
      reading = true;
      try {
        if (first.at < first.entries.length) read(first.entries[first.at++]);
        else waiting = waiting.slice(1);
      } catch {
        // Getters and proxies of the page may throw.
      }
      reading = false;
    }
    if (waiting.length > 0) setTimeout(readOn);
  };
  return {
    add: (entries) => {
      const idle = waiting.length === 0;
      waiting.push({ entries, at: 0 });
      if (idle) readOn();
    },
    isReading: () => reading,
  };
}
