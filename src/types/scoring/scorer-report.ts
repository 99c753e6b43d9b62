import type { Backend, MemoryUse } from './scorer.js';

/** Backends chosen and measured, with their memory. */
export interface ScorerReport {
  /** The backend that scored last. */
  readonly backend: Backend;
  /** The backends chosen for single queries and for batches. */
  readonly chosen: { readonly single: Backend; readonly batch: Backend };
  /** Milliseconds per query, alone and in a batch, for each backend measured on this visit. */
  readonly measured: Readonly<Partial<Record<Backend, { readonly single: number; readonly batch: number }>>>;
  /** Memory of each open backend. */
  readonly memory: Readonly<Partial<Record<Backend, MemoryUse>>>;
}
