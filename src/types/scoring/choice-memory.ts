import type { Backend } from './scorer.js';

/** Measurements of this device's backends, for the next visit. Stays on the device. */
export interface ScorerMemory {
  /** The fastest backend by hardware, catalogue size and version of the library. */
  readonly choices: Readonly<Record<string, RememberedChoice>>;
  /** Backends that computed wrong numbers, and until when they are excluded, milliseconds since 1970. */
  readonly demoted: Readonly<Partial<Record<Backend, number>>>;
}

/** The fastest backends. */
export interface RememberedChoice {
  /** For one query at a time. */
  readonly single: Backend;
  /** For batches. */
  readonly batch: Backend;
}

/** Store of `ScorerMemory`: IndexedDB with consent, else none. */
export interface ScorerMemoryStore {
  read(): Promise<ScorerMemory | undefined>;
  write(memory: ScorerMemory): Promise<void>;
}
