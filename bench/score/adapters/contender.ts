import type { Problem } from '../problem/problem.js';

/** The environment of a contender. */
export interface Setting {
  /** Address of the peers' own files, ending in a slash; see `serve-files.mjs`. */
  readonly peers: string;
  /** Threads that a contender may use. */
  readonly threads: number;
  /** Whether only the first answer is timed; then nothing else is measured. */
  readonly hurry: boolean;
}

/** A contender with the problem loaded: all work per catalogue is done. */
export interface Opened {
  /** Bytes of memory while it is open: the rows and the contender's own data. */
  readonly bytes: number;
  /** Further columns. */
  readonly measured?: Readonly<Record<string, number>>;
  /**
   * Answers one of the problem's queries, end to end.
   *
   * @returns row numbers, best first; null if the contender only measures a limit
   */
  score(query: number): Promise<ArrayLike<number> | null>;
  /** Answers the problem's first `queries` queries at once; absent if not supported. */
  scoreBatch?(queries: number): Promise<ArrayLike<number>[]>;
  dispose(): void;
}

/** Answers the problem, or measures a limit to compare with. */
export interface Contender {
  /** Whether it may miss items of the answer. */
  readonly approximate?: boolean;
  /** Alternative ways to compute the same answer; the fastest is measured. */
  readonly formulations: readonly string[];
  /**
   * @throws Error with the reason why it cannot run here
   */
  open(problem: Problem, formulation: string, setting: Setting): Promise<Opened>;
}
