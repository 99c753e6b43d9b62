import type { Durations } from './time-calls.js';

/** One measurement, in a worker or a process of its own. */
export interface Job {
  /** Address of the contender's module. */
  readonly module: string;
  /** "answers": queries for the given durations; "first answer": from the bytes of a pack to one answer, once. */
  readonly kind: 'answers' | 'first answer';
  /** Addresses of the problem's bytes, and of the folder with the pack's manifest and files. */
  readonly problem: string;
  readonly pack: string;
  /** Queries of a batch. */
  readonly batch: number;
  /** A batch whose estimated milliseconds exceed this is skipped. */
  readonly batchCapMs: number;
  readonly threads: number;
  readonly peers: string;
  readonly durations: Durations;
}

/** Result of a job: a row of the table without the contender's columns. */
export interface Measured {
  readonly batch: number;
  readonly medianMs?: number;
  readonly p95Ms?: number;
  readonly calls?: number;
  readonly agreement?: number;
  readonly formulation?: string;
  readonly bytes?: number;
  /** The reason why there are no figures. */
  readonly skipped?: string;
  readonly [more: string]: string | number | undefined;
}

/** Reads files in a page's worker or in a process of Node. */
export interface Host {
  read(address: string): Promise<Uint8Array<ArrayBuffer>>;
}
