import { soon } from '../core/time/soon.js';
import type { ShelfEvent } from '../types/event.js';

interface Waiting {
  readonly event: ShelfEvent;
  readonly settle: (failure: unknown) => void;
  /** Already written, because the page was leaving. */
  taken: boolean;
}

interface Batch {
  readonly entries: readonly Waiting[];
  /** The transaction has begun: no event can be removed from it. */
  begun: boolean;
}

/**
 * Appends a batch.
 *
 * @param events the batch
 * @param begin call it just before the transaction begins, with nothing awaited between; returns the events that are still to be
 *   written
 */
type WriteBatch = (events: readonly ShelfEvent[], begin: () => ReadonlySet<ShelfEvent>) => Promise<unknown>;

/** Begins to append events before it returns. Returns the events whose write has begun, and a promise of their commit. */
type WriteNow = (events: readonly ShelfEvent[]) => { readonly events: ReadonlySet<ShelfEvent>; readonly done: Promise<unknown> };

/** Gathers events into batches: written together they cost a tenth. */
export interface BatchWriter {
  /** Resolves with null once the event is committed, or with the error. Never rejects. */
  add(event: ShelfEvent): Promise<unknown>;
  /** Starts writing pending events; resolves when everything added so far is written or has failed. */
  flush(): Promise<void>;
  /** Writes all events that are not on their way yet, before it returns. */
  leave(): void;
}

/** Maximum number of events in one transaction: sealing them begins in one task, which must stay short. */
const BATCH_CAP = 100;

/**
 * Writes the first event as soon as the page's own code has run; events added while a write is under way go together into
 * the next one. So a single event is not delayed, and many events are written in few transactions.
 *
 * @param write appends a batch
 * @param writeNow appends events of a page that is leaving
 */
export function createBatchWriter(write: WriteBatch, writeNow: WriteNow): BatchWriter {
  let waiting: Waiting[] = [];
  let scheduled = false;
  const underWay = new Set<Batch>();
  let running: Promise<unknown> | undefined;

  const writeBatch = async (entries: readonly Waiting[]): Promise<void> => {
    const batch: Batch = { entries, begun: false };
    underWay.add(batch);
    const left = (): Waiting[] => entries.filter((entry) => !entry.taken);
    const begin = (): ReadonlySet<ShelfEvent> => {
      batch.begun = true;
      return new Set(left().map((entry) => entry.event));
    };
    const failure = await failureOf(
      write(
        entries.map((entry) => entry.event),
        begin,
      ),
    );
    underWay.delete(batch);
    // Events that were taken are settled by their new owner.
    for (const entry of left()) entry.settle(failure);
  };

  const writeWaiting = async (): Promise<void> => {
    while (waiting.length > 0) await writeBatch(waiting.splice(0, BATCH_CAP));
  };

  const flush = async (): Promise<void> => {
    running = Promise.all([running, writeWaiting()]);
    await running;
  };

  return {
    add: (event) =>
      new Promise((resolve) => {
        waiting.push({ event, settle: resolve, taken: false });
        if (scheduled || underWay.size > 0) return;
        scheduled = true;
        void soon(() => {
          scheduled = false;
          void flush();
        });
      }),
    flush,
    leave: () => {
      const entries = [...underWay]
        .filter((batch) => !batch.begun)
        .flatMap((batch) => batch.entries)
        .concat(waiting)
        .filter((entry) => !entry.taken);
      if (entries.length === 0) return;
      const { events, done } = writeNow(entries.map((entry) => entry.event));
      const taken = entries.filter((entry) => events.has(entry.event));
      for (const entry of taken) entry.taken = true;
      waiting = waiting.filter((entry) => !entry.taken);
      const settling = failureOf(done).then((failure) => {
        for (const entry of taken) entry.settle(failure);
      });
      running = Promise.all([running, settling]);
    },
  };
}

/** Null if the promise resolves, else the error. */
function failureOf(writing: Promise<unknown>): Promise<unknown> {
  return writing.then(
    () => null,
    (error) => error ?? new Error('aborted without an error'),
  );
}
