import type { Backend } from './scorer.js';
import type { ScorerReport } from './scorer-report.js';

/** Which rung may score: `auto` picks the one measured faster on this device. */
export type BackendPreference = 'auto' | Backend;

/** What the engine needs to begin. */
export interface OpenInput {
  /** Absolute address of `pack.json`. */
  readonly packUrl: string;
  readonly backend: BackendPreference;
  /** Name of the database to read the log from and to keep the pack in; null before consent: then nothing is stored. */
  readonly database: string | null;
}

/** The state of the engine. */
export interface EngineHealth {
  readonly pack: { readonly number: number; readonly items: number; readonly fromCache: boolean } | null;
  /** What scores, why, and what it holds; null before the pack is there. */
  readonly scorer: ScorerReport | null;
  readonly notes: readonly string[];
}
