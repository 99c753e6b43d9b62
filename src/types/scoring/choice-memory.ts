import type { Backend } from './scorer.js';

/** What was learned of this device's scorers, for the next visit. Stays on the device. */
export interface ScorerMemory {
  /** By hardware, catalogue size and version of the library: which rung was measured fastest. */
  readonly choices: Readonly<Record<string, RememberedChoice>>;
  /** Rungs caught computing wrong numbers, and until when they may not serve, in milliseconds since 1970. */
  readonly demoted: Readonly<Partial<Record<Backend, number>>>;
}

/** The rungs that were measured fastest. */
export interface RememberedChoice {
  /** For one query at a time. */
  readonly single: Backend;
  /** For batches. */
  readonly batch: Backend;
}

/** Where `ScorerMemory` is kept: IndexedDB with consent, else nowhere. */
export interface ScorerMemoryStore {
  read(): Promise<ScorerMemory | undefined>;
  write(memory: ScorerMemory): Promise<void>;
}
