import type { EventName } from './event.js';

/** Where a database lies. */
export interface StoragePlace {
  /** A named Storage Bucket with a backing store of its own, or null: the origin's default one. */
  readonly bucket: string | null;
  /** Name of the database in it. */
  readonly database: string;
}

/** What is remembered of a log outside of it, so that a log that lost its end, or all, is noticed. */
export interface RecordedLength {
  /** The log's own random name: another one means another log. */
  readonly log: string;
  /** Events that were in it for certain, counted from its beginning. */
  readonly events: number;
}

/** A log, checked. */
export interface LogReport extends RecordedLength {
  /** Events that can be read now. */
  readonly stored: number;
  /** Events that were acknowledged once and can be read no more: damaged or cut off by whatever the disk did. */
  readonly lost: number;
  /** Is what is stored encrypted? */
  readonly encrypted: boolean;
}

/** How long events of a kind are kept, and how many of them. */
export interface RetentionRule {
  readonly days: number;
  readonly events: number;
}

/** The rules by event name; `all` is for the others, and its number for the whole log. */
export type Retention = { readonly all: RetentionRule } & Readonly<Partial<Record<EventName, RetentionRule>>>;
