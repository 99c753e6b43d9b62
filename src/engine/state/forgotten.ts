import type { LogRead } from '../../store/log/read-event-log.js';
import type { LoggedEvent, ShelfEvent } from '../../types/event.js';

/** A request to forget events. */
export interface Forgotten {
  readonly matches: (event: ShelfEvent) => boolean;
  /** Time of the request, milliseconds since 1970; null: on an earlier page. */
  readonly at: number | null;
  /** The last sequence number of the log that it covers; null: all. */
  until: number | null;
  /** Whether the removal failed, or was not tried yet. */
  failed: boolean;
}

/** Whether a request covers an event of the log. */
export function isCovered({ matches, until }: Forgotten, event: LoggedEvent): boolean {
  return event.sequence <= (until ?? Number.POSITIVE_INFINITY) && matches(event);
}

/** The last sequence number that a request covers: later events stay. */
export function lastCovered({ at }: Forgotten, from: number, { events, cursor }: LogRead): number {
  return at === null ? cursor : Math.max(from, ...events.filter(({ time }) => time <= at).map(({ sequence }) => sequence));
}
