import type { Feed } from '../feed/read-feed.js';
import type { StepCost } from '../progress/step-log.js';

/** What is told of a pack that was written. */
interface PackSummary {
  readonly number: number;
  readonly items: number;
  readonly dimensions: number;
  /** Of all its files but the manifest. */
  readonly bytes: number;
  readonly manifestBytes: number;
}

/** What is told of a feed that was read. */
export interface FeedSummary extends Pick<Feed, 'rows' | 'dropped' | 'changed'> {
  readonly items: number;
}

/** What every command tells that makes a pack of a feed. */
export interface PackReport {
  /** The pack's folder. */
  readonly out: string;
  readonly pack: PackSummary;
  readonly feed: FeedSummary;
  readonly steps: readonly StepCost[];
  readonly seconds: number;
  /** Largest resident memory of the process. */
  readonly peakMegabytes: number;
}
