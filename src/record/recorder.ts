import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { Connection } from '../store/connection.js';
import { appendEvents, sealEvents, sealEventsNow } from '../store/event-log.js';
import type { Consent } from '../types/consent.js';
import type { ShelfEvent } from '../types/event.js';
import type { TrackResult } from '../types/track-result.js';
import { createBatchWriter } from './batch-writer.js';
import { createDuplicateFilter } from './duplicate-filter.js';
import { createFloodGate } from './flood-gate.js';
import { onPageLeaving } from './page-lifecycle.js';
import { type Rejection, validateEvent } from './validate-event.js';

/** What a recorder counts. */
interface RecorderCounts {
  readonly rejected: Readonly<Record<string, number>>;
  readonly duplicates: number;
  /** Events that were kept with less in them than was given. */
  readonly clamped: number;
  readonly stored: number;
  readonly unstored: number;
  /** Events that were held in memory and had to make room. */
  readonly dropped: number;
}

/** Takes events from the page. */
export interface Recorder {
  /**
   * Never throws and never rejects. Resolves when the event is committed, where it is stored.
   *
   * @param time when it happened, milliseconds since 1970; what is no such time, or lies ahead, is now
   */
  track(name: unknown, parameters: unknown, time?: unknown): Promise<TrackResult>;
  /** Resolves when every event so far is stored or known not to be. */
  flush(): Promise<void>;
  /**
   * Takes consent back, at once: nothing tracked from now on, or still on its way, is stored.
   *
   * @param consent `denied` drops events, `unknown` holds them
   * @param erasing forget also what is held, what waits to be written, and what was seen
   */
  restrict(consent: 'unknown' | 'denied', erasing: boolean): void;
  /** Consent was granted: stores what is held, and what comes. */
  storeHeld(): Promise<void>;
  /** Takes in events from elsewhere; those known already are left alone. Resolves with how many were new. */
  adopt(events: readonly ShelfEvent[]): Promise<number>;
  /** Events that are in memory only. */
  held(): readonly ShelfEvent[];
  /** Events on their way into the log: whether they arrive is not known yet. */
  unsettled(): readonly ShelfEvent[];
  /** Drops held events. Returns how many. */
  drop(matches: (event: ShelfEvent) => boolean): number;
  counts(): RecorderCounts;
  /** Writes what waits; tracks nothing more. */
  close(): void;
}

/** What a recorder works with. */
export interface RecorderOptions {
  readonly consent: Consent;
  readonly connection: Connection;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called when the page is about to go away, after what waits was written. */
  readonly onLeaving?: () => void;
  /** Called when an event is kept. `held`: it is in memory only, so the engine must be told of it. */
  readonly onKept: (event: ShelfEvent, held: boolean) => void;
}

/** Events held in memory before consent, at most; the oldest go first. */
const HELD_CAP = 5000;

/** Makes the recorder of a page. */
export function createRecorder(options: RecorderOptions): Recorder {
  let consent = options.consent;
  let held: ShelfEvent[] = [];
  /** Counts erasures: an event tracked before one must not be kept after it. */
  let erasures = 0;
  let rejected: Record<string, number> = {};
  let [duplicates, clamped, stored, unstored, dropped] = [0, 0, 0, 0, 0];
  let isDuplicate = createDuplicateFilter();
  const mayPass = createFloodGate();
  let closed = false;
  const underWay = new Set<ShelfEvent>();
  /** What was held or comes from elsewhere is on its way into the log: it is neither here nor there. */
  let storing: Promise<unknown> | undefined;

  /** Appends in steps that may be repeated. `begin` says which events are still to be written. */
  const append = async (events: readonly ShelfEvent[], begin?: () => ReadonlySet<ShelfEvent>): Promise<number> => {
    const before = erasures;
    // What comes straight from the page is new to the log, the first time.
    let isNew = begin !== undefined;
    for (const event of events) underWay.add(event);
    try {
      return await options.connection.run(async ({ database, sealer }) => {
        const rows = await sealEvents(sealer, events);
        const appendRows = isNew ? appendEvents : (await import('../store/append-missing.js')).appendMissing;
        // Consent may have been taken back while they were sealed, and given again since.
        if (consent !== 'granted' || erasures !== before) throw new OnshelfError('cancelled', 'The database was erased.');
        const left = begin?.();
        const wanted = left === undefined ? rows : rows.filter((_, index) => left.has(events[index]));
        isNew = false;
        return wanted.length === 0 ? 0 : appendRows(database, wanted);
      }, 'write');
    } finally {
      for (const event of events) underWay.delete(event);
    }
  };

  const writer = createBatchWriter({
    write: append,
    writeNow: (events) => {
      const store = consent === 'granted' ? options.connection.openNow() : null;
      if (store === null) return { events: new Set(), done: Promise.resolve() };
      const rows = sealEventsNow(store.sealer, events);
      const ids = new Set(rows.map((row) => row.id));
      return {
        events: new Set(events.filter((event) => ids.has(event.id))),
        done: rows.length === 0 ? Promise.resolve() : appendEvents(store.database, rows),
      };
    },
  });
  const stopListening = onPageLeaving(() => {
    writer.leave();
    options.onLeaving?.();
  });

  const hold = (event: ShelfEvent): void => {
    held.push(event);
    if (held.length > HELD_CAP) {
      held.shift();
      dropped++;
    }
    options.onKept(event, true);
  };

  const store = async (event: ShelfEvent): Promise<TrackResult> => {
    const before = erasures;
    underWay.add(event);
    const failure = await writer.add(event);
    underWay.delete(event);
    // Consent may have been taken back, or everything erased, while the event was on its way.
    if (consent === 'denied') return { kept: 'no', reason: 'consent denied' };
    if (erasures !== before) return { kept: 'no', reason: 'erased' };
    if (failure === null) {
      stored++;
      options.onKept(event, false);
      return { kept: 'stored' };
    }
    unstored++;
    hold(event);
    return { kept: 'memory', reason: messageOf(failure) };
  };

  const reject = (reason: Rejection): TrackResult => {
    rejected = { ...rejected, [reason]: (rejected[reason] ?? 0) + 1 };
    return { kept: 'no', reason };
  };

  return {
    track: async (name, parameters, time) => {
      if (closed) return { kept: 'no', reason: 'the shelf was closed' };
      if (consent === 'denied') return { kept: 'no', reason: 'consent denied' };
      let event: ReturnType<typeof validateEvent>;
      let cut = 0;
      try {
        const now = options.now();
        const at = Number(time);
        event = validateEvent(name, parameters, at > 0 && at < now ? at : now, () => {
          cut = 1;
        });
      } catch {
        // A getter or a proxy of the page's threw: nonsense like any other.
        event = 'parameters are not an object';
      }
      if (typeof event === 'string') return reject(event);
      if (isDuplicate(event)) {
        duplicates++;
        return { kept: 'no', reason: 'duplicate' };
      }
      if (!mayPass(event.time)) return reject('too many events');
      clamped += cut;
      if (consent === 'granted') return store(event);
      hold(event);
      return { kept: 'memory', reason: 'consent unknown' };
    },
    flush: async () => {
      await Promise.all([writer.flush(), storing]);
    },
    restrict: (next, erasing) => {
      consent = next;
      if (!erasing) return;
      erasures++;
      held = [];
      // What was erased is not even remembered as seen.
      isDuplicate = createDuplicateFilter();
    },
    storeHeld: async () => {
      consent = 'granted';
      const waiting = held;
      if (waiting.length === 0) return;
      held = [];
      const before = erasures;
      const mine = append(waiting).then(
        (added) => {
          stored += added;
          unstored = 0;
        },
        () => {
          unstored = waiting.length;
          if (erasures === before) held = [...waiting, ...held];
        },
      );
      storing = Promise.all([storing, mine]);
      await mine;
    },
    adopt: async (events) => {
      if (consent === 'denied') return 0;
      if (consent === 'granted') {
        const before = erasures;
        const adding = append(events).catch(() => null);
        storing = Promise.all([storing, adding]);
        const added = await adding;
        if (added !== null) return added;
        if (erasures !== before) return 0;
        unstored += events.length;
      }
      const added = events.filter(({ id }) => !held.some((event) => event.id === id));
      for (const event of added) hold(event);
      return added.length;
    },
    held: () => held,
    unsettled: () => [...underWay],
    drop: (matches) => {
      const before = held.length;
      held = held.filter((event) => !matches(event));
      return before - held.length;
    },
    counts: () => ({ rejected, duplicates, clamped, stored, unstored, dropped }),
    close: () => {
      closed = true;
      void writer.flush();
      stopListening();
    },
  };
}
