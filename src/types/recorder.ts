import type { ShelfEvent } from './event.js';
import type { Health } from './health.js';
import type { NoteCode } from './note.js';
import type { TrackResult } from './track-result.js';

/** What a recorder counts, by the names it is reported under. Of `lostEvents`, those that were held in memory and had to make room. */
export type RecorderCounts = Pick<
  Health,
  'rejectedEvents' | 'duplicateEvents' | 'clampedEvents' | 'storedEvents' | 'unstoredEvents' | 'lostEvents'
>;

/** What became of events from elsewhere. Those that were known already are in neither number. */
export interface AdoptResult {
  /** Events that are kept now and were not known before. */
  readonly added: number;
  /** Events that are not kept: there is no room for them, or nothing may be kept. */
  readonly refused: number;
  /** Why nothing is kept; absent where that is not so. */
  readonly reason?: Extract<NoteCode, 'closed' | 'consent-denied' | 'cancelled'>;
}

/** What a step that adds events from elsewhere uses. */
interface Adopting {
  /** Whether events are written to the log, or only held in memory. */
  isStoring(): boolean;
  held(): readonly ShelfEvent[];
  /** Why nothing may be kept any more; undefined if it may. */
  refusal(): AdoptResult['reason'];
  /** Appends events to the log. Resolves with the number that is new to it. */
  append(events: readonly ShelfEvent[]): Promise<number>;
  /** Holds an event in memory. Returns false if it is held already. */
  hold(event: ShelfEvent): boolean;
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
  /**
   * Runs a step that adds events from elsewhere: an import, a log that was moved. `flush()` waits for it.
   *
   * @param step must not reject
   */
  adopt<Result>(step: (adopting: Adopting) => Promise<Result>): Promise<Result>;
  /** Events that are in memory only. */
  held(): readonly ShelfEvent[];
  /** Events on their way into the log: whether they arrive is not known yet. */
  unsettled(): readonly ShelfEvent[];
  /** Drops held events, and lets go of what is remembered of such as seen: the same may be recorded again. Returns how many were held. */
  drop(matches: (event: ShelfEvent) => boolean): number;
  counts(): RecorderCounts;
  /**
   * Tracks nothing more, and writes what waits. Resolves when that is written or has failed; from then on nothing is held, and nothing is
   * stored any more.
   */
  close(): Promise<void>;
}
