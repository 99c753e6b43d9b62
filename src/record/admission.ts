import { createEventId } from '../core/events/event-id.js';
import type { Rejection } from '../core/events/validate-event.js';
import type { ShelfEvent } from '../types/event.js';
import type { RecorderCounts } from '../types/recorder.js';
import { createDuplicateFilter } from './duplicate-filter.js';
import { createFloodGate } from './flood-gate.js';
import { type TakenEvent, takeEvent } from './take-event.js';

/** Why a valid event is not recorded. */
type Refusal = 'duplicate' | 'too many events';

/** Decides which events are recorded: valid ones, once each, at a rate that people can reach. It does not check consent. */
export interface Admission {
  /**
   * Copies the arguments of `track()`.
   *
   * @returns the copy, or why the call is invalid
   */
  take(name: unknown, parameters: unknown, time: unknown): TakenEvent | Rejection;
  /**
   * Returns the event with its id, or why it is not recorded.
   *
   * @param voice who tells it
   * @param idOf returns the feed's id for an id of the page
   */
  admit(taken: TakenEvent, voice: string, idOf?: (id: string) => string): ShelfEvent | Refusal;
  /** Forgets events that were seen: the same ones may be recorded again. */
  forget(matches: (event: ShelfEvent) => boolean): void;
  counts(): Pick<RecorderCounts, 'rejectedEvents' | 'duplicateEvents' | 'clampedEvents'>;
}

/**
 * Creates the admission of one recorder.
 *
 * @param now returns milliseconds since 1970
 */
export function createAdmission(now: () => number): Admission {
  const rejected: Record<string, number> = {};
  let duplicateEvents = 0;
  let clampedEvents = 0;
  const seen = createDuplicateFilter();
  const mayPass = createFloodGate();

  const reject = <Reason extends Rejection | Refusal>(reason: Reason): Reason => {
    rejected[reason] = (rejected[reason] ?? 0) + 1;
    return reason;
  };

  return {
    take: (name, parameters, time) => {
      const taken = takeEvent(name, parameters, time, now());
      return typeof taken === 'string' ? reject(taken) : taken;
    },
    admit: ({ valid, cut }, voice, idOf) => {
      const items = idOf === undefined ? valid.items : valid.items.map((item) => ({ ...item, item_id: idOf(item.item_id) }));
      const event = { id: createEventId(valid.time), ...valid, items };
      if (seen.isDuplicate(event, voice)) {
        duplicateEvents++;
        return 'duplicate';
      }
      if (!mayPass(valid.time)) return reject('too many events');
      clampedEvents += cut;
      return event;
    },
    forget: seen.forget,
    counts: () => ({ rejectedEvents: { ...rejected }, duplicateEvents, clampedEvents }),
  };
}
