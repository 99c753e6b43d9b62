import type { Query } from './query.js';

/** The hardware that computes the scores, the rungs of the ladder from top to bottom. */
export type Backend = 'webgpu' | 'webgl' | 'wasm' | 'js';

/** What a scorer holds, in bytes. */
export interface MemoryUse {
  /** In buffers and textures of the GPU. */
  readonly gpu: number;
  /** In typed arrays and WebAssembly memory of its own, beyond the rows it was given. */
  readonly heap: number;
}

/** The rows a scorer holds. */
export interface ScorerRows {
  /** Items. */
  readonly items: number;
  /** Columns of a row, a multiple of 4. */
  readonly dimensions: number;
  /** Shape [items, dimensions], row-major. */
  readonly rows: Int8Array;
  /** Multiplies a row back to its real size. Shape [items]. */
  readonly scales: Float32Array;
  /** Shape [items]. */
  readonly bias: Float32Array;
}

/** The best items, best first; equal scores in order of row number. */
export interface TopK {
  /** Row numbers, shape [k]. */
  readonly items: Uint32Array;
  /** Shape [k], descending. */
  readonly scores: Float64Array;
}

/** One rung of the hardware ladder. All rungs give the same items in the same order. */
export interface Scorer {
  readonly backend: Backend;
  readonly memory: MemoryUse;
  /**
   * @param query what to score against
   * @param count most items wanted, 1 to 1000
   * @param exclusions bitset over items (bit `i & 31` of word `i >> 5`), shape [ceil(items / 32)]; set bits are left out
   */
  score(query: Query, count: number, exclusions: Uint32Array): Promise<TopK>;
  /**
   * Scores several queries at once: leave-one-out explanations and evaluation ask for hundreds.
   *
   * @param queries what to score against
   * @param count most items wanted per query, 1 to 1000
   * @param exclusions one bitset for all queries
   * @returns per query what `score` would give, to the bit
   */
  scoreBatch(queries: readonly Query[], count: number, exclusions: Uint32Array): Promise<TopK[]>;
  dispose(): void;
}
