/** Entries read in one go, at most; the rest waits for the page's next turn. */
const SLICE = 1000;

/** Reads lists of entries in order, however long they are, without holding the page up. */
export interface ReadingQueue {
  /**
   * Takes entries. The first ones are read at once, where none wait before them.
   *
   * @param entries in order
   */
  add(entries: readonly unknown[]): void;
  /** Is an entry being read this moment? What its getters push would be read without end. */
  isReading(): boolean;
}

/**
 * Makes an empty queue.
 *
 * @param read what to do with an entry; may throw: then there is nothing to be read in it
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
        // Getters and proxies of the page's may throw.
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
