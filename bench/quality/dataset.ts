import type { SplitSettings } from '../../src/train/split/split-log.js';

/** A log and the way it is parted. */
export interface Dataset {
  readonly name: string;
  readonly events: string;
  /** Without a feed the log's items are the catalogue. */
  readonly catalog?: string;
  readonly scenario: SplitSettings;
  /** Figures that stand in the table, such as `HR@10`. */
  readonly figures: readonly string[];
}

/** Lengths of the lists measured. */
export const CUTOFFS = [10, 20];
