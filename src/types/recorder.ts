import type { ShelfEvent } from './event.js';
import type { Health } from './health.js';
import type { NoteCode } from './note.js';
import type { TrackResult } from './results/track-result.js';

/** What a recorder counts, by its names in `health()`. `lostEvents` counts only events removed because memory was full. */
export type RecorderCounts = Pick<
  Health,
  'rejectedEvents' | 'duplicateEvents' | 'clampedEvents' | 'storedEvents' | 'unstoredEvents' | 'lostEvents'
>;

/** Result of adopting events. Known events are in neither number. */
export interface AdoptResult {
  /** Number of new events that are kept. */
  readonly added: number;
  /** Number of events not kept, for lack of room or of consent. */
  readonly refused: number;
  /** Number of events that are known with other content; the known ones stay. Absent for none. */
  readonly differing?: number;
  /** Why nothing is kept; absent otherwise. */
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
  /** Keeps an event in memory. Returns false if it is kept already. */
  hold(event: ShelfEvent): boolean;
}

/** Takes events from the page. */
export interface Recorder {
  /**
   * Records an event. Never throws and never rejects. Resolves when the event is committed, if it is stored.
   *
   * @param time when it happened, milliseconds since 1970; anything else, and any later time, is now
   * @param voice who tells it: see `Shelf.track`
   */
  track(name: unknown, parameters: unknown, time?: unknown, voice?: string): Promise<TrackResult>;
  /** Resolves when every event so far is stored, or has failed to be. */
  flush(): Promise<void>;
  /**
   * Withdraws consent at once: neither new nor pending events are stored.
   *
   * @param consent `denied` drops events, `unknown` keeps them in memory
   * @param erasing whether to drop also events in memory, pending ones, and those remembered as duplicates
   */
  restrict(consent: 'unknown' | 'denied', erasing: boolean): void;
  /** Stores the events in memory, and those to come, after consent was granted. */
  storeHeld(): Promise<void>;
  /**
   * Runs a step that adds events from elsewhere: an import, a log that was moved. `flush()` waits for it.
   *
   * @param step must not reject
   */
  adopt<Result>(step: (adopting: Adopting) => Promise<Result>): Promise<Result>;
  /** Events that are in memory only. */
  held(): readonly ShelfEvent[];
  /** Events being written to the log, not confirmed yet. */
  unsettled(): readonly ShelfEvent[];
  /** Drops events in memory, and forgets them as duplicates, so that the same can be recorded again. Returns the number dropped. */
  drop(matches: (event: ShelfEvent) => boolean): number;
  counts(): RecorderCounts;
  /**
   * Stops recording, and writes pending events. Resolves when they are written or have failed; then nothing is in memory, and nothing is
   * stored any more.
   */
  close(): Promise<void>;
}
