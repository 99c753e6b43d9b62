import type { Query } from './query.js';

/** Hardware that computes scores, in order of preference. */
export type Backend = 'webgpu' | 'webgl' | 'wasm' | 'js';

/** Memory of a scorer, in bytes. */
export interface MemoryUse {
  /** Buffers and textures of the GPU. */
  readonly gpu: number;
  /** Its own typed arrays and WebAssembly memory, without the given rows. */
  readonly heap: number;
}

/** The rows of a scorer. */
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

/** A scorer on one backend. All backends return the same items in the same order. */
export interface Scorer {
  readonly backend: Backend;
  readonly memory: MemoryUse;
  /**
   * Returns the items with the best scores.
   *
   * @param query what to score against
   * @param count maximum number of items, 1 to 1000
   * @param exclusions bitset over items (bit `i & 31` of word `i >> 5`), shape [ceil(items / 32)]; set bits are excluded
   */
  score(query: Query, count: number, exclusions: Uint32Array): Promise<TopK>;
  /**
   * Scores several queries at once, such as the hundreds of leave-one-out explanations and evaluation.
   *
   * @param queries what to score against
   * @param count maximum number of items per query, 1 to 1000
   * @param exclusions one bitset for all queries
   * @returns per query the same as `score`, to the bit
   */
  scoreBatch(queries: readonly Query[], count: number, exclusions: Uint32Array): Promise<TopK[]>;
  dispose(): void;
}
