import type { Problem } from './problem.js';

/** What a contender may want to know of where it runs. */
export interface Setting {
  /** Where the page serves other people's WebAssembly, ending in a slash; see `serve-files.mjs`. */
  readonly peers: string;
  /** Threads a contender may use; 1 for those that do not care. */
  readonly threads: number;
  /** Is only the first answer wanted? Then nothing is measured on the way. */
  readonly hurry: boolean;
}

/** A contender with the problem loaded: everything that one does once per catalogue is done. */
export interface Opened {
  /** Bytes held while it is open: rows, and whatever the contender keeps beside them. */
  readonly bytes: number;
  /** Further numbers worth a column. */
  readonly measured?: Readonly<Record<string, number>>;
  /**
   * Answers one of the problem's queries, end to end.
   *
   * @returns row numbers, best first; null where the contender only shows a limit and answers nothing
   */
  score(query: number): Promise<ArrayLike<number> | null>;
  /** Answers the problem's first `queries` queries at once; absent where the contender has no such way. */
  scoreBatch?(queries: number): Promise<ArrayLike<number>[]>;
  dispose(): void;
}

/** Something that answers the problem, or a limit to hold the others against. */
export interface Contender {
  /** May it miss some of the answer? */
  readonly approximate?: boolean;
  /** Ways to put the same question to it; the fastest is taken. */
  readonly formulations: readonly string[];
  /**
   * @throws Error saying why it cannot run here
   */
  open(problem: Problem, formulation: string, setting: Setting): Promise<Opened>;
}
