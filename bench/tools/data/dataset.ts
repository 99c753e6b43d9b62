import type { SplitSettings } from '../../../src/train/split/split-log.js';

/** A log and the protocol that splits it. */
export interface Dataset {
  readonly name: string;
  /** Path of the log. */
  readonly events: string;
  /** Path of the feed; without one, the log's items are the catalogue. */
  readonly catalog?: string;
  readonly split: SplitSettings;
}
