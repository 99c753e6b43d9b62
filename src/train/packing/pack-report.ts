import type { Feed } from '../feed/feed.js';
import type { StepCost } from '../progress/step-log.js';

/** Summary of a written pack. */
interface PackSummary {
  readonly number: number;
  readonly items: number;
  readonly dimensions: number;
  /** Size of all files but the manifest. */
  readonly bytes: number;
  readonly manifestBytes: number;
}

/** Summary of a feed. */
export interface FeedSummary extends Pick<Feed, 'rows' | 'dropped' | 'changed' | 'facts'> {
  readonly items: number;
}

/** Summarizes a feed. */
export function summarizeFeed({ rows, catalog, dropped, changed, facts }: Feed): FeedSummary {
  return { rows, items: catalog.length, dropped, changed, facts };
}

/** Report of a command that makes a pack from a feed. */
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
