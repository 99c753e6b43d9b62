import { messageOf } from '../core/onshelf-error.js';
import type { Connection } from '../store/connection.js';
import type { Consent } from '../types/consent.js';
import type { ShelfEvent } from '../types/event.js';
import type { AdoptResult, Recorder } from '../types/recorder.js';
import type { TrackResult } from '../types/track-result.js';
import { createAdmission } from './admission.js';
import { createEventBuffer } from './event-buffer.js';
import type { adoptEvents } from './import/adopt-events.js';
import { createLogWriter } from './log-writer.js';
import { onPageLeaving } from './page-lifecycle.js';
import { createStepQueue } from './step-queue.js';
import type { TakenEvent } from './take-event.js';

/** What a recorder works with. */
export interface RecorderOptions {
  readonly consent: Consent;
  readonly connection: Pick<Connection, 'run' | 'openNow'>;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
  /** Loads `adoptEvents`, which few pages need. */
  readonly loadAdopting: () => Promise<typeof adoptEvents>;
  /** Called when the page is about to go away, after waiting events were written. */
  readonly onLeaving?: () => void;
  /** Called when an event is kept. `held`: it is in memory only, so the engine has to be sent it. */
  readonly onKept: (event: ShelfEvent, held: boolean) => void;
}

/** A copied call of `track()` that waits in the queue. */
interface Waiting {
  readonly taken: TakenEvent;
  /** Number of erasures before it. */
  readonly before: number;
  readonly settle: (result: TrackResult | Promise<TrackResult>) => void;
}

const CLOSED: TrackResult = { kept: 'no', reason: 'the shelf was closed' };

/** Creates the recorder of a page: consent decides whether an admitted event is written, held in memory or dropped. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { connection, onKept } = options;
  let consent = options.consent;
  /** Number of erasures: an event tracked before one must not be kept after it. */
  let erasures = 0;
  let stored = 0;
  let closing: Promise<void> | undefined;
  /** Whether everything that was under way at the call of `close()` is written. */
  let closed = false;
  /** Resolves when held and adopted events are stored or could not be. */
  let storing: Promise<unknown> | undefined;
  const admission = createAdmission(options.now);
  const buffer = createEventBuffer();
  const writer = createLogWriter(connection, () => {
    const before = erasures;
    return () => consent === 'granted' && erasures === before && !closed;
  });

  /** Returns false if the event is held already. */
  const hold = (event: ShelfEvent): boolean => {
    const isNew = buffer.add(event);
    if (isNew) onKept(event, true);
    return isNew;
  };

  /** Consent may have been taken back, or everything erased, while an event was on its way. */
  const refused = (before: number): TrackResult | undefined => {
    if (consent === 'denied') return { kept: 'no', reason: 'consent denied' };
    if (erasures !== before) return { kept: 'no', reason: 'erased' };
    return undefined;
  };

  const store = async (event: ShelfEvent, before: number): Promise<TrackResult> => {
    const failure = await writer.add(event);
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    if (failure === null) {
      stored++;
      onKept(event, false);
      return { kept: 'stored' };
    }
    if (closing !== undefined) return CLOSED;
    hold(event);
    return { kept: 'memory', reason: messageOf(failure) };
  };

  const keep = ({ taken, before }: Waiting): TrackResult | Promise<TrackResult> => {
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    const event = admission.admit(taken);
    if (typeof event === 'string') return { kept: 'no', reason: event };
    if (consent === 'granted') return store(event, before);
    hold(event);
    return { kept: 'memory', reason: 'consent unknown' };
  };

  const queue = createStepQueue<Waiting>((waiting) => waiting.settle(keep(waiting)));

  /** Only copies the arguments while the page waits. Returns the result if it is known at once; the rest is done from the queue. */
  const take = (name: unknown, parameters: unknown, time: unknown, settle: Waiting['settle']): TrackResult | undefined => {
    if (closing !== undefined) return CLOSED;
    const before = erasures;
    const refusal = refused(before);
    if (refusal !== undefined) return refusal;
    const taken = admission.take(name, parameters, time);
    if (typeof taken === 'string') return { kept: 'no', reason: taken };
    queue.push({ taken, before, settle });
    return undefined;
  };

  const stopListening = onPageLeaving(() => {
    queue.dealNow();
    writer.leave();
    if (closing === undefined) options.onLeaving?.();
  });

  const flush = async (): Promise<void> => {
    await queue.drain();
    await Promise.all([writer.flush(), storing]);
  };

  /** Appends and counts. */
  const append: typeof writer.append = async (events, left) => {
    const added = await writer.append(events, left);
    stored += added;
    return added;
  };

  const drop: Recorder['drop'] = (matches) => {
    admission.forget(matches);
    return buffer.drop(matches);
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
    // If that chunk cannot be loaded, the events are held, and stored together with other held events.
    if (adoptAll === null) return { added: events.filter(hold).length, refused: 0 };
    return adoptAll(events, { log: () => (consent === 'granted' ? connection : null), held: buffer.all, refusal, append, hold });
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
      drop(() => true);
    },
    storeHeld: async () => {
      if (closing !== undefined) return;
      consent = 'granted';
      const before = erasures;
      const moving = buffer.move(
        (moved) => append(moved.all(), () => new Set(moved.all())),
        () => erasures === before && closing === undefined,
      );
      storing = Promise.all([storing, moving]);
      await moving;
    },
    adopt: (events) => {
      const adopting = adopt(events);
      storing = Promise.all([storing, adopting]);
      return adopting;
    },
    held: buffer.all,
    unsettled: writer.unsettled,
    drop,
    counts: () => ({
      ...admission.counts,
      storedEvents: stored,
      unstoredEvents: consent === 'granted' ? buffer.size() : 0,
      lostEvents: buffer.lost,
    }),
    close: () => {
      queue.dealNow();
      closing ??= flush().then(() => {
        closed = true;
        stopListening();
        drop(() => true);
      });
      return closing;
    },
  };
}
