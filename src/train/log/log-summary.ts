import type { DropCount } from '../input/drop-report.js';
import type { LogFacts } from '../input/input-facts.js';
import type { Log } from './read-log.js';

/** Summary of a log, for reports. */
export interface LogSummary {
  /** Rows read. */
  readonly rows: number;
  /** Events used. */
  readonly used: number;
  readonly shoppers: number;
  /** Items with an event. */
  readonly items: number;
  readonly dropped: readonly DropCount[];
  /** Whether numbers such as 20240131 were read as dates, because all of them are dates from 1990 to 2100. */
  readonly compactDates: boolean;
  /** What was read of it. */
  readonly facts: LogFacts;
}

/** Summarizes a log. */
export function summarizeLog({
  interactions,
  rows,
  dropped,
  compactDates,
  facts,
}: Pick<Log, 'interactions' | 'rows' | 'dropped' | 'compactDates' | 'facts'>): LogSummary {
  return {
    rows,
    used: interactions.itemRows.length,
    shoppers: interactions.users,
    items: new Set(interactions.itemRows).size,
    dropped,
    compactDates,
    facts,
  };
}
