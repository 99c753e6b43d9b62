import type { Consent, ConsentHeard } from './consent.js';
import type { Note } from './note.js';
import type { SealReport } from './results/seal-report.js';
import type { Backend } from './scoring/scorer.js';
import type { ScorerReport } from './scoring/scorer-report.js';
import type { StoragePlace } from './storage.js';

/** A failure. */
export interface Failure extends Note {
  /** The part of the library that failed, such as `recommend` or `storage`. */
  readonly part: string;
}

/** Whose profile is open: an account's, by its key, or a guest's. */
export type ProfileKind = 'guest' | 'account';

/** State of the shelf, for a dashboard or a bug report. Numbers count from the opening of the page. */
export interface Health {
  readonly consent: Consent;
  /** What was heard of consent banners; null without the script tag, and before it heard of one. */
  readonly consentHeard: ConsentHeard | null;
  /** Whose profile is open: an account's, or a guest's. */
  readonly profile: ProfileKind;
  /**
   * Where events are kept: `stored` in IndexedDB; `memory` only; `aside`, if what is done in this tab does not join the profile; `none`, if consent is denied or
   * recording is paused.
   */
  readonly mode: 'stored' | 'memory' | 'aside' | 'none';
  /**
   * Rung of storage's recovery ladder: 0 normal, 2 opened at the second try, 3 full and writes suspended, 5 opened in another place, 6 no
   * place works. Lists are made at any rung.
   */
  readonly rung: number;
  /** Place of the log, and whether it is encrypted; null if nothing is stored. */
  readonly storage: (StoragePlace & { readonly encrypted: boolean }) | null;
  /** Time until which writes are suspended after a failure, milliseconds since 1970; 0: they are not. */
  readonly restsUntil: number;
  /** Where the engine runs: in a worker, on the page's thread (`inline`), or not at all. */
  readonly engine: 'worker' | 'inline' | 'failed';
  /** Whether the engine can make connections; null without the option `sealed`. */
  readonly sealed: SealReport | null;
  /** Backend that scored last; null before the first list. */
  readonly backend: Backend | null;
  /** Backends chosen and measured, with their memory; null until the pack is loaded. */
  readonly scorer: ScorerReport | null;
  /** Invalid calls of `track()`, by reason. */
  readonly rejectedEvents: Readonly<Record<string, number>>;
  /** Calls of `track()` dropped as repetitions of an earlier call. */
  readonly duplicateEvents: number;
  /** Events recorded in part: more than 200 items, texts longer than 200 characters, or quantities over 10 000 were cut. */
  readonly clampedEvents: number;
  /** Events committed to IndexedDB. */
  readonly storedEvents: number;
  /** Events that could not be stored: in memory until the page closes. */
  readonly unstoredEvents: number;
  /** Events acknowledged on this visit or an earlier one, and lost since: by the disk, or because memory was full. */
  readonly lostEvents: number;
  /** The pack in use; null until one is loaded. */
  readonly pack: { readonly number: number; readonly items: number; readonly fromCache: boolean } | null;
  /** Decisions and workarounds: the backend and why, a pack from an earlier visit, data withdrawn but not deleted yet. */
  readonly notes: readonly Note[];
  /** The latest failure, or null. A cancelled call is not a failure. */
  readonly lastError: Failure | null;
}
