import type { Patience } from './time-calls.js';

/** One thing to measure, in a worker or a process of its own. */
export interface Job {
  /** Address of the contender's module. */
  readonly module: string;
  /** "answers": as many queries as patience allows; "first answer": from the bytes of a pack to one answer, once. */
  readonly kind: 'answers' | 'first answer';
  /** Where the problem's bytes lie, and the pack's manifest and files. */
  readonly problem: string;
  readonly pack: string;
  /** Queries of a batch. */
  readonly batch: number;
  /** Milliseconds that one batch may take by estimate. */
  readonly batchCapMs: number;
  readonly threads: number;
  readonly peers: string;
  readonly patience: Patience;
}

/** What a job found: a row of the table, less what the job does not know. */
export interface Measured {
  readonly batch: number;
  readonly medianMs?: number;
  readonly p95Ms?: number;
  readonly calls?: number;
  readonly agreement?: number;
  readonly formulation?: string;
  readonly bytes?: number;
  /** Why there is nothing to tell. */
  readonly skipped?: string;
  readonly [more: string]: string | number | undefined;
}

/** What differs between a page's worker and a process of Node. */
export interface Host {
  read(address: string): Promise<Uint8Array<ArrayBuffer>>;
}
