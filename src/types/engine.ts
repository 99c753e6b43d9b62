import type { Note } from './note.js';
import type { NotedForget } from './known.js';
import type { Backend } from './scoring/scorer.js';
import type { ScorerReport } from './scoring/scorer-report.js';
import type { LogReport, LogWitness, StoragePlace } from './storage.js';

/** Which rung may score: `auto` picks the one measured faster on this device. */
export type BackendPreference = 'auto' | Backend;

/** The storage that the engine may use. */
export interface StorageInput {
  readonly place: StoragePlace;
  /** Where else events of this shop may have been written. */
  readonly others: readonly StoragePlace[];
  /** Those of them that are made do with where this one does not work: they are gathered in now and then. */
  readonly worse: readonly StoragePlace[];
  readonly witness: LogWitness | null;
  /** What is to be forgotten and may lie in the log still. */
  readonly forgets: readonly NotedForget[];
}

/** What the engine needs to begin. */
export interface OpenInput {
  /** Absolute address of `pack.json`. */
  readonly packUrl: string;
  /** Origins that redirects of the pack's files may lead to besides the address's own, such as `https://cdn.example`. Default: none. */
  readonly redirectOrigins?: readonly string[];
  readonly backend: BackendPreference;
  /** Where to read the log from and to keep the pack in; null before consent: then nothing is stored. */
  readonly place: StoragePlace | null;
}

/** The state of the engine. */
export interface EngineHealth {
  readonly pack: { readonly number: number; readonly items: number; readonly fromCache: boolean } | null;
  /** What scores, why, and what it holds; null before the pack is there. */
  readonly scorer: ScorerReport | null;
  readonly notes: readonly Note[];
}

/** What `attach` found; null where nothing is stored, or it could not be read. */
export type AttachReport = LogReport | null;
