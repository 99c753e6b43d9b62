import type { Backend, MemoryUse } from './scorer.js';

/** What scores, why, and what it holds. */
export interface ScorerReport {
  /** The rung that served last. */
  readonly backend: Backend;
  /** The rungs chosen for one query and for batches. */
  readonly chosen: { readonly single: Backend; readonly batch: Backend };
  /** Milliseconds of one query, alone and in a batch, for each rung that was measured on this visit. */
  readonly measured: Readonly<Partial<Record<Backend, { readonly single: number; readonly batch: number }>>>;
  /** Bytes held by each rung that is open. */
  readonly memory: Readonly<Partial<Record<Backend, MemoryUse>>>;
}
