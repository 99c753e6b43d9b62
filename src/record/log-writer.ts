import type { Connection } from '../store/connection.js';
import type { ShelfEvent } from '../types/event.js';
import { createBatchWriter } from './batch-writer.js';

/** Writes events into the log. */
export interface LogWriter {
  /** Writes an event together with those that come at the same time. Resolves with null once it is committed, or with the error. */
  add(event: ShelfEvent): Promise<unknown>;
  /**
   * Appends events in one transaction. Resolves with the number that is new to the log.
   *
   * @param left returns the events that are still to be written when the transaction begins
   */
  append(events: readonly ShelfEvent[], left?: () => ReadonlySet<ShelfEvent>): Promise<number>;
  /** Resolves when every event added so far is committed or has failed. */
  flush(): Promise<void>;
  /** Starts writing all events that are not on their way yet, before it returns. */
  leave(): void;
  /** Events whose write has not ended yet. */
  unsettled(): readonly ShelfEvent[];
}

/**
 * Creates the writer of one recorder.
 *
 * @param connection to the log
 * @param permit returns a function that reports, when a transaction begins, whether writing is still allowed
 */
export function createLogWriter(connection: Pick<Connection, 'run' | 'openNow'>, permit: () => () => boolean): LogWriter {
  const underWay = new Set<ShelfEvent>();

  const append = async (events: readonly ShelfEvent[], left: () => ReadonlySet<ShelfEvent>, isNew: boolean): Promise<number> => {
    // One object for both tries of the step: see `Appending`.
    const appending = { isNew, left, mayWrite: permit() };
    for (const event of events) underWay.add(event);
    try {
      return await connection.run((store) => store.append(events, appending), 'write');
    } finally {
      for (const event of events) underWay.delete(event);
    }
  };

  const { add, flush, leave } = createBatchWriter(
    (events, begin) => append(events, begin, true),
    (events) => (permit()() ? connection.openNow() : null)?.appendAtOnce(events) ?? { events: new Set(), done: Promise.resolve() },
  );

  return {
    add: async (event) => {
      underWay.add(event);
      const failure = await add(event);
      underWay.delete(event);
      return failure;
    },
    append: (events, left = () => new Set(events)) => append(events, left, false),
    flush,
    leave,
    unsettled: () => [...underWay],
  };
}
