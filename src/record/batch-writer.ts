import type { ShelfEvent } from '../types/event.js';

/** Events that wait together are written together: ten to twenty-five times the throughput. */
const BATCH_SIZE = 50;
/** Longest wait of an event for its batch, in milliseconds. */
const BATCH_WAIT = 50;

interface Waiting {
  readonly event: ShelfEvent;
  readonly settle: (error: unknown) => void;
}

/** Gathers events into batches. */
export interface BatchWriter {
  /** Resolves with null once the event is committed, or with what went wrong. Never rejects. */
  add(event: ShelfEvent): Promise<unknown>;
  /** Resolves when everything added so far is written or has failed. */
  flush(): Promise<void>;
  /** Starts the last write in the moment the page goes away. */
  leave(): void;
}

/**
 * @param write appends a batch; with `closing` it must start the write before it returns
 */
export function createBatchWriter(write: (events: readonly ShelfEvent[], closing: boolean) => Promise<void>): BatchWriter {
  let waiting: Waiting[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();

  const writeBatch = async (batch: readonly Waiting[], closing: boolean): Promise<void> => {
    let failure: unknown = null;
    try {
      await write(
        batch.map((entry) => entry.event),
        closing,
      );
    } catch (error) {
      failure = error ?? new Error('the transaction was aborted without an error');
    }
    for (const entry of batch) entry.settle(failure);
  };

  const take = (): Waiting[] => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    return batch;
  };

  const flush = (): Promise<void> => {
    const batch = take();
    if (batch.length > 0) running = Promise.all([running, writeBatch(batch, false)]).then(() => {});
    return running;
  };

  return {
    add: (event) =>
      new Promise((resolve) => {
        waiting.push({ event, settle: resolve });
        if (waiting.length >= BATCH_SIZE) void flush();
        else timer ??= setTimeout(() => void flush(), BATCH_WAIT);
      }),
    flush,
    leave: () => {
      const batch = take();
      if (batch.length > 0) void writeBatch(batch, true);
    },
  };
}
