import { createEventId } from '../core/event-id.js';
import { messageOf, OnshelfError } from '../core/onshelf-error.js';
import type { Connection } from '../store/connection.js';
import { appendEvents, sealEvents, sealEventsNow } from '../store/event-log.js';
import type { Consent } from '../types/consent.js';
import type { ShelfEvent } from '../types/event.js';
import type { Recorder } from '../types/recorder.js';
import type { TrackResult } from '../types/track-result.js';
import { createBatchWriter } from './batch-writer.js';
import { createDuplicateFilter } from './duplicate-filter.js';
import { createFloodGate } from './flood-gate.js';
import { onPageLeaving } from './page-lifecycle.js';
import { type Rejection, type ValidEvent, validateEvent } from './validate-event.js';

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

/** An event that a call of `track()` left to be dealt with. */
interface Taken {
  readonly valid: ValidEvent;
  /** 1 where it holds less than was given, else 0. */
  readonly cut: number;
  /** Erasures before it. */
  readonly before: number;
  readonly settle: (result: TrackResult | Promise<TrackResult>) => void;
}

/** Events held in memory before consent, at most; the oldest go first. */
const HELD_CAP = 5000;
/** Events dealt with in one task: a thousand at once would hold up the page for longer than it should wait. */
const SETTLED_AT_ONCE = 100;

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
  const taken: Taken[] = [];
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
    settleTaken();
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

  /** Consent may have been taken back, or everything erased, while an event was on its way. */
  const refused = (before: number): TrackResult | undefined => {
    if (consent === 'denied') return { kept: 'no', reason: 'consent denied' };
    if (erasures !== before) return { kept: 'no', reason: 'erased' };
    return undefined;
  };

  const store = async (event: ShelfEvent, before: number): Promise<TrackResult> => {
    underWay.add(event);
    const failure = await writer.add(event);
    underWay.delete(event);
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
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

  const keep = ({ valid, cut, before }: Taken): TrackResult | Promise<TrackResult> => {
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    if (isDuplicate(valid)) {
      duplicates++;
      return { kept: 'no', reason: 'duplicate' };
    }
    if (!mayPass(valid.time)) return reject('too many events');
    clamped += cut;
    const event = { id: createEventId(valid.time), ...valid };
    if (consent === 'granted') return store(event, before);
    hold(event);
    return { kept: 'memory', reason: 'consent unknown' };
  };

  const settleTaken = (most = taken.length): void => {
    for (const entry of taken.splice(0, most)) entry.settle(keep(entry));
  };

  /** What a call leaves to be done, in as many tasks as it needs. */
  const settleInSteps = (): void => {
    settleTaken(SETTLED_AT_ONCE);
    if (taken.length > 0) setTimeout(settleInSteps);
  };

  /**
   * All that the page waits for: the event is copied. What becomes of it is seen to when the page's own code has run.
   *
   * @returns what is known at once
   */
  const take = (name: unknown, parameters: unknown, time: unknown, settle: Taken['settle']): TrackResult | undefined => {
    if (closed) return { kept: 'no', reason: 'the shelf was closed' };
    const before = erasures;
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    let valid: ReturnType<typeof validateEvent>;
    let cut = 0;
    try {
      const now = options.now();
      const at = Number(time);
      valid = validateEvent(name, parameters, at > 0 && at < now ? at : now, () => {
        cut = 1;
      });
    } catch {
      // A getter or a proxy of the page's threw: nonsense like any other.
      valid = 'parameters are not an object';
    }
    if (typeof valid === 'string') return reject(valid);
    if (taken.push({ valid, cut, before, settle }) === 1) queueMicrotask(settleInSteps);
    return undefined;
  };

  return {
    track: (name, parameters, time) =>
      new Promise((settle) => {
        const known = take(name, parameters, time, settle);
        if (known !== undefined) settle(known);
      }),
    flush: async () => {
      for (let left = taken.length; left > 0; left -= SETTLED_AT_ONCE) {
        settleTaken(SETTLED_AT_ONCE);
        if (left > SETTLED_AT_ONCE) await new Promise((resolve) => setTimeout(resolve));
      }
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
    counts: () => ({
      rejectedEvents: rejected,
      duplicateEvents: duplicates,
      clampedEvents: clamped,
      storedEvents: stored,
      unstoredEvents: unstored,
      lostEvents: dropped,
    }),
    close: () => {
      closed = true;
      settleTaken();
      void writer.flush();
      stopListening();
    },
  };
}
