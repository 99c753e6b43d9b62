import { messageOf } from '../core/onshelf-error.js';
import type { Connection } from '../store/connection.js';
import type { Consent } from '../types/consent.js';
import type { ShelfEvent } from '../types/event.js';
import type { Recorder } from '../types/recorder.js';
import type { TrackResult } from '../types/results/track-result.js';
import { createAdmission } from './admission.js';
import { createEventBuffer } from './event-buffer.js';
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
  /** Returns the feed's id for an id that the page says; resolves when it is loaded, never rejects. Absent: both are the same. */
  readonly idReader?: Promise<(id: unknown) => string> | undefined;
  /** Called when the page is about to go away, after waiting events were written. */
  readonly onLeaving?: () => void;
  /** Called when an event is kept. `held`: it is in memory only, so the engine has to be sent it. */
  readonly onKept: (event: ShelfEvent, held: boolean) => void;
}

/** A copied call of `track()` that waits in the queue. */
interface Waiting {
  readonly taken: TakenEvent;
  readonly voice: string;
  /** Number of erasures before it. */
  readonly before: number;
  readonly settle: (result: TrackResult | Promise<TrackResult>) => void;
}

const CLOSED = 'the shelf was closed';

/** The result for an event that is not kept. */
function notKept(reason: string): TrackResult {
  return { kept: 'no', reason };
}

/** Creates the recorder of a page: consent decides whether an admitted event is written, held in memory or dropped. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { connection, onKept, idReader } = options;
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

  /** Why an event is not kept: consent may have been taken back, or everything erased, while it was on its way. */
  const refusal = (before: number): string | undefined => {
    if (consent === 'denied') return 'consent denied';
    return erasures === before ? undefined : 'erased';
  };

  const store = async (event: ShelfEvent, before: number): Promise<TrackResult> => {
    const failure = await writer.add(event);
    const reason = refusal(before);
    if (reason !== undefined) return notKept(reason);
    if (failure === null) {
      stored++;
      onKept(event, false);
      return { kept: 'stored' };
    }
    if (closing !== undefined) return notKept(CLOSED);
    hold(event);
    return { kept: 'memory', reason: messageOf(failure) };
  };

  const keep = ({ taken, before, voice }: Waiting, idOf?: (id: unknown) => string): TrackResult | Promise<TrackResult> => {
    const event = refusal(before) ?? admission.admit(taken, voice, idOf);
    if (typeof event === 'string') return notKept(event);
    if (consent === 'granted') return store(event, before);
    hold(event);
    return { kept: 'memory', reason: 'consent unknown' };
  };

  const queue = createStepQueue<Waiting>((waiting) => {
    try {
      waiting.settle(idReader === undefined ? keep(waiting) : idReader.then((idOf) => keep(waiting, idOf)));
    } catch (error) {
      waiting.settle(Promise.reject(error));
    }
  });

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

  return {
    // The page waits until the arguments are copied; the rest is done from the queue.
    track: (name, parameters, time, voice = 'call') =>
      new Promise((settle) => {
        const taken = closing === undefined ? (refusal(erasures) ?? admission.take(name, parameters, time)) : CLOSED;
        if (typeof taken === 'string') settle(notKept(taken));
        else queue.push({ taken, voice, before: erasures, settle });
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
    adopt: (step) => {
      const before = erasures;
      const adopting = step({
        isStoring: () => consent === 'granted',
        held: buffer.all,
        refusal: () => {
          if (closing !== undefined) return 'closed';
          if (consent === 'denied') return 'consent-denied';
          return erasures === before ? undefined : 'cancelled';
        },
        append,
        hold,
      });
      storing = Promise.all([storing, adopting]);
      return adopting;
    },
    held: buffer.all,
    unsettled: writer.unsettled,
    drop,
    counts: () => ({
      ...admission.counts(),
      storedEvents: stored,
      unstoredEvents: consent === 'granted' ? buffer.size() : 0,
      lostEvents: buffer.lost(),
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
