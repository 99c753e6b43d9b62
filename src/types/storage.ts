import type { EventName } from './event.js';

/** Place of a database. */
export interface StoragePlace {
  /** Name of its Storage Bucket, which has its own backing store; null: the origin's default bucket. */
  readonly bucket: string | null;
  /** Name of the database. */
  readonly database: string;
}

/** Length of a log, recorded outside it, so that a log that lost its end, or everything, is noticed. */
export interface RecordedLength {
  /** Random name of the log. */
  readonly log: string;
  /** Number of events known to be in it, counted from its beginning. */
  readonly events: number;
}

/** Result of checking a log. */
export interface LogReport extends RecordedLength {
  /** Number of readable events. */
  readonly stored: number;
  /** Number of acknowledged events that are damaged or missing. */
  readonly lost: number;
  /** Whether the log is encrypted. */
  readonly encrypted: boolean;
}

/** How long events of one name are kept, and how many of them. */
export interface RetentionRule {
  /** Maximum age. */
  readonly days: number;
  /** Maximum number. */
  readonly events: number;
}

/** Retention by event name. `all` applies to the other names; its `events` is the maximum of the whole log. */
export type Retention = { readonly all: RetentionRule } & Readonly<Partial<Record<EventName, RetentionRule>>>;
