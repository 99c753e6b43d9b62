import type { ShelfEvent } from '../types/event.js';

interface Waiting {
  readonly event: ShelfEvent;
  readonly settle: (error: unknown) => void;
}

/** Gathers events into batches: written together they cost a tenth. */
export interface BatchWriter {
  /** Resolves with null once the event is committed, or with what went wrong. Never rejects. */
  add(event: ShelfEvent): Promise<unknown>;
  /** Starts writing what waits, at once; resolves when everything added so far is written or has failed. */
  flush(): Promise<void>;
}

/**
 * The first event is written as soon as the page's own code has run; those that come while a write is under way go
 * together into the next. So an event waits for nothing when there is nothing to wait for, and a flood is written in few
 * transactions.
 *
 * @param write appends a batch; with an open database it must start the write before it returns
 */
export function createBatchWriter(write: (events: readonly ShelfEvent[]) => Promise<unknown>): BatchWriter {
  let waiting: Waiting[] = [];
  let scheduled = false;
  let underWay = 0;
  let running: Promise<unknown> = Promise.resolve();

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    underWay++;
    let failure: unknown = null;
    try {
      await write(batch.map((entry) => entry.event));
    } catch (error) {
      failure = error ?? new Error('the transaction was aborted without an error');
    }
    underWay--;
    for (const entry of batch) entry.settle(failure);
    if (waiting.length > 0) void flush();
  };

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) running = Promise.all([running, writeBatch(batch)]);
    await running;
  };

  return {
    add: (event) =>
      new Promise((resolve) => {
        waiting.push({ event, settle: resolve });
        if (scheduled || underWay > 0) return;
        scheduled = true;
        queueMicrotask(() => {
          scheduled = false;
          void flush();
        });
      }),
    flush,
  };
}
