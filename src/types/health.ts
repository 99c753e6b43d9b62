import type { Consent } from './consent.js';
import type { Note } from './note.js';
import type { Backend } from './scoring/scorer.js';
import type { ScorerReport } from './scoring/scorer-report.js';
import type { StoragePlace } from './storage.js';

/** Something that went wrong. */
export interface Failure extends Note {
  /** The part of the library that it went wrong in, such as `recommend` or `storage`. */
  readonly part: string;
}

/** The state of things, for a dashboard or a bug report. Numbers count since the page was opened. */
export interface Health {
  readonly consent: Consent;
  /** Where events go: `stored` in IndexedDB, `memory` only, or `none`, without consent or while paused. */
  readonly mode: 'stored' | 'memory' | 'none';
  /**
   * How far storage had to climb: 0 all is well, 2 opened at a second try, 3 full and resting, 5 in another place than
   * usual, 6 none works. The page's own lists are never behind it.
   */
  readonly rung: number;
  /** Where the log lies, and whether it is encrypted; null where none does. */
  readonly storage: (StoragePlace & { readonly encrypted: boolean }) | null;
  /** Until when nothing is written after a failure, in milliseconds since 1970; 0: now. */
  readonly restsUntil: number;
  /** Where the engine runs. */
  readonly engine: 'worker' | 'inline' | 'failed';
  /** What scored last, or null before the first list. */
  readonly backend: Backend | null;
  /** The rungs that were chosen and measured, and the bytes they hold; null before the pack is there. */
  readonly scorer: ScorerReport | null;
  /** Calls of `track()` that were nonsense, by reason. */
  readonly rejectedEvents: Readonly<Record<string, number>>;
  /** Calls of `track()` that repeated the one before. */
  readonly duplicateEvents: number;
  /** Events that were recorded with less than was given: items beyond 200, texts beyond 200 characters, quantities over 10 000. */
  readonly clampedEvents: number;
  /** Events committed to IndexedDB. */
  readonly storedEvents: number;
  /** Events that could not be stored; they still count in memory until the page closes. */
  readonly unstoredEvents: number;
  /** Events that were acknowledged, on this visit or an earlier one, and are gone: the disk lost them, or memory was full. */
  readonly lostEvents: number;
  /** The pack in use, or null. */
  readonly pack: { readonly number: number; readonly items: number; readonly fromCache: boolean } | null;
  /** What was decided or made do with: which hardware scores and why, a pack from an earlier visit, what is taken away and not deleted yet. */
  readonly notes: readonly Note[];
  /** The last thing that went wrong, or null. What was cancelled did not go wrong. */
  readonly lastError: Failure | null;
}
