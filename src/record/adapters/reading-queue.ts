/** Maximum number of entries read in one task. */
const SLICE = 1000;

/** Reads entries in order, in short tasks that do not block the page. */
export interface ReadingQueue {
  /**
   * Adds entries. If the queue is empty, the first ones are read at once.
   *
   * @param entries in order
   * @param time of them, milliseconds since 1970, if the reader wants it
   */
  add(entries: readonly unknown[], time?: number): void;
  /** Whether an entry is being read; entries that its getters push are ignored, or reading would never end. */
  isReading(): boolean;
}

/**
 * Creates an empty queue.
 *
 * @param read reads an entry, with its time; if it throws, the entry is skipped
 */
export function createReadingQueue(read: (entry: unknown, time?: number) => void): ReadingQueue {
  let waiting: { readonly entries: readonly unknown[]; readonly time: number | undefined; at: number }[] = [];
  /** Place in `waiting`: removing the first of many would take long. */
  let turn = 0;
  let reading = false;
  const readOn = (): void => {
    for (let left = SLICE; left > 0 && turn < waiting.length; left--) {
      const first = waiting[turn];
      reading = true;
      try {
        if (first.at < first.entries.length) read(first.entries[first.at++], first.time);
        else turn++;
      } catch {
        // Getters and proxies of the page may throw.
      }
      reading = false;
    }
    if (turn < waiting.length) setTimeout(readOn);
    else {
      waiting = [];
      turn = 0;
    }
  };
  return {
    add: (entries, time) => {
      const idle = waiting.length === 0;
      waiting.push({ entries, time, at: 0 });
      if (idle) readOn();
    },
    isReading: () => reading,
  };
}
