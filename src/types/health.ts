import type { Consent } from './consent.js';
import type { Backend } from './scorer.js';
import type { ScorerReport } from './scorer-report.js';

/** The state of things, for a dashboard or a bug report. Numbers count since the page was opened. */
export interface Health {
  readonly consent: Consent;
  /** Where events go: `stored` in IndexedDB, `memory` only, or `none`. */
  readonly mode: 'stored' | 'memory' | 'none';
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
  /** Events committed to IndexedDB. */
  readonly storedEvents: number;
  /** Events that could not be stored; they still count in memory until the page closes. */
  readonly unstoredEvents: number;
  /** The pack in use, or null. */
  readonly pack: { readonly number: number; readonly items: number; readonly fromCache: boolean } | null;
  /** What was decided or made do with, in words: which hardware scores and why, a pack from an earlier visit. */
  readonly notes: readonly string[];
  /** The last thing that went wrong, in words, or null. */
  readonly lastError: string | null;
}
