import { createEventId } from '../core/events/event-id.js';
import { createHeldEvents, type HeldEvents } from '../core/events/held-events.js';
import type { Rejection } from '../core/events/validate-event.js';
import { messageOf } from '../core/onshelf-error.js';
import type { Connection } from '../store/connection.js';
import type { Consent } from '../types/consent.js';
import type { ShelfEvent } from '../types/event.js';
import type { AdoptResult, Recorder } from '../types/recorder.js';
import type { TrackResult } from '../types/track-result.js';
import { createBatchWriter } from './batch-writer.js';
import { createDuplicateFilter } from './duplicate-filter.js';
import { createFloodGate } from './flood-gate.js';
import type { adoptEvents } from './import/adopt-events.js';
import { onPageLeaving } from './page-lifecycle.js';
import { createStepQueue } from './step-queue.js';
import { type TakenEvent, takeEvent } from './take-event.js';

/** What a recorder works with. */
export interface RecorderOptions {
  readonly consent: Consent;
  readonly connection: Connection;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Loads what takes in events from elsewhere: few pages need it. */
  readonly loadAdopting: () => Promise<typeof adoptEvents>;
  /** Called when the page is about to go away, after what waits was written. */
  readonly onLeaving?: () => void;
  /** Called when an event is kept. `held`: it is in memory only, so the engine must be told of it. */
  readonly onKept: (event: ShelfEvent, held: boolean) => void;
}

/** An event that a call of `track()` left to be dealt with. */
interface Taken extends TakenEvent {
  /** Erasures before it. */
  readonly before: number;
  readonly settle: (result: TrackResult | Promise<TrackResult>) => void;
}

const CLOSED: TrackResult = { kept: 'no', reason: 'the shelf was closed' };

/** Makes the recorder of a page. */
export function createRecorder(options: RecorderOptions): Recorder {
  let consent = options.consent;
  /** Counts erasures: an event tracked before one must not be kept after it. */
  let erasures = 0;
  let rejected: Record<string, number> = {};
  let [duplicates, clamped, stored, dropped] = [0, 0, 0, 0];
  const makeRoom = (): void => {
    dropped++;
  };
  let held = createHeldEvents(makeRoom);
  /** What was held and is on its way into the log: it is neither here nor there. */
  const moving = new Set<HeldEvents>();
  let seen = createDuplicateFilter();
  const mayPass = createFloodGate();
  let closing: Promise<void> | undefined;
  /** Is all written that was under way when it was closed? */
  let closed = false;
  const underWay = new Set<ShelfEvent>();
  /** Resolves when what was held or comes from elsewhere is stored, or has failed to be. */
  let storing: Promise<unknown> | undefined;

  const append = async (events: readonly ShelfEvent[], left: () => ReadonlySet<ShelfEvent>, isNew = false): Promise<number> => {
    const before = erasures;
    for (const event of events) underWay.add(event);
    try {
      const mayWrite = (): boolean => consent === 'granted' && erasures === before && !closed;
      const appending = { isNew, left, mayWrite };
      return await options.connection.run((store) => store.append(events, appending), 'write');
    } finally {
      for (const event of events) underWay.delete(event);
    }
  };

  const writer = createBatchWriter({
    write: (events, begin) => append(events, begin, true),
    writeNow: (events) => {
      const store = consent === 'granted' ? options.connection.openNow() : null;
      return store?.appendAtOnce(events) ?? { events: new Set(), done: Promise.resolve() };
    },
  });
  const stopListening = onPageLeaving(() => {
    queue.dealNow();
    writer.leave();
    if (closing === undefined) options.onLeaving?.();
  });

  /** False where it was held already. */
  const hold = (event: ShelfEvent): boolean => {
    const isNew = held.add(event);
    if (isNew) options.onKept(event, true);
    return isNew;
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
    if (closing !== undefined) return CLOSED;
    hold(event);
    return { kept: 'memory', reason: messageOf(failure) };
  };

  const reject = (reason: Rejection | 'too many events'): TrackResult => {
    rejected = { ...rejected, [reason]: (rejected[reason] ?? 0) + 1 };
    return { kept: 'no', reason };
  };

  const keep = ({ valid, cut, before }: Taken): TrackResult | Promise<TrackResult> => {
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    const event = { id: createEventId(valid.time), ...valid };
    if (seen.isDuplicate(event)) {
      duplicates++;
      return { kept: 'no', reason: 'duplicate' };
    }
    if (!mayPass(valid.time)) return reject('too many events');
    clamped += cut;
    if (consent === 'granted') return store(event, before);
    hold(event);
    return { kept: 'memory', reason: 'consent unknown' };
  };

  const queue = createStepQueue<Taken>((entry) => entry.settle(keep(entry)));

  /**
   * All that the page waits for: the event is copied. What becomes of it is seen to when the page's own code has run.
   *
   * @returns what is known at once
   */
  const take = (name: unknown, parameters: unknown, time: unknown, settle: Taken['settle']): TrackResult | undefined => {
    if (closing !== undefined) return CLOSED;
    const before = erasures;
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    const event = takeEvent(name, parameters, time, options.now());
    if (typeof event === 'string') return reject(event);
    queue.push({ ...event, before, settle });
    return undefined;
  };

  const flush = async (): Promise<void> => {
    await queue.drain();
    await Promise.all([writer.flush(), storing]);
  };

  const adopt = async (events: readonly ShelfEvent[]): Promise<AdoptResult> => {
    const before = erasures;
    const refusal = (): AdoptResult | undefined => {
      if (closing === undefined && consent !== 'denied' && erasures === before) return undefined;
      const reason = closing !== undefined ? 'closed' : consent === 'denied' ? 'consent-denied' : 'cancelled';
      return { added: 0, refused: events.length, reason };
    };
    const adoptAll = refusal() === undefined ? await options.loadAdopting().catch(() => null) : null;
    const refused = refusal();
    if (refused !== undefined) return refused;
    // Where the part of the library that does it cannot be had, they are held, and stored when what is held is.
    if (adoptAll === null) return { added: events.filter(hold).length, refused: 0 };
    return adoptAll(events, {
      log: () => (consent === 'granted' ? options.connection : null),
      held: () => held.all(),
      refusal,
      append: async (wanted) => {
        const added = await append(wanted, () => new Set(wanted));
        stored += added;
        return added;
      },
      hold,
    });
  };

  return {
    track: (name, parameters, time) =>
      new Promise((settle) => {
        const known = take(name, parameters, time, settle);
        if (known !== undefined) settle(known);
      }),
    flush,
    restrict: (next, erasing) => {
      consent = next;
      if (!erasing) return;
      erasures++;
      held = createHeldEvents(makeRoom);
      // What was erased is not even remembered as seen.
      seen = createDuplicateFilter();
    },
    storeHeld: async () => {
      if (closing !== undefined) return;
      consent = 'granted';
      if (held.size === 0) return;
      const [mine, before] = [held, erasures];
      held = createHeldEvents(makeRoom);
      moving.add(mine);
      const moved = append(mine.all(), () => new Set(mine.all())).then(
        (added) => {
          stored += added;
        },
        () => {
          if (erasures !== before || closing !== undefined) return;
          for (const event of held.all()) mine.add(event);
          held = mine;
        },
      );
      storing = Promise.all([storing, moved]);
      await moved;
      moving.delete(mine);
    },
    adopt: (events) => {
      const adopting = adopt(events);
      storing = Promise.all([storing, adopting]);
      return adopting;
    },
    held: () => held.all(),
    unsettled: () => [...underWay],
    drop: (matches) => {
      seen.forget(matches);
      // What is moved and fails to be stored does not come back.
      for (const each of moving) each.drop(matches);
      return held.drop(matches);
    },
    counts: () => ({
      rejectedEvents: rejected,
      duplicateEvents: duplicates,
      clampedEvents: clamped,
      storedEvents: stored,
      unstoredEvents: consent === 'granted' ? [held, ...moving].reduce((sum, { size }) => sum + size, 0) : 0,
      lostEvents: dropped,
    }),
    close: () => {
      queue.dealNow();
      closing ??= flush().then(() => {
        closed = true;
        stopListening();
        held = createHeldEvents(makeRoom);
      });
      return closing;
    },
  };
}
