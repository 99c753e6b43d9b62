import type { EncoderSettings } from '../../types/manifest.js';
import type { AttributeSummary } from '../attributes/attribute-files.js';
import type { DropCount } from '../input/drop-report.js';
import type { LogSummary } from '../log/log-summary.js';
import type { PackReport } from '../packing/pack-report.js';
import type { SequenceReport } from '../torch/import-encoder.js';
import type { AlignedFactors } from './align-factors.js';
import type { JoiningReport } from './blend/join-imported.js';
import type { ItemFactors } from './factor-collector.js';

/** A table of pairs in the pack, and its source. */
export interface ImportedTable {
  /** A path, or `factors`. */
  readonly from: string;
  readonly entries: number;
  readonly itemsWithEntries: number;
  readonly dropped: readonly DropCount[];
}

/** Report of an import. */
export interface ImportReport extends PackReport {
  /** The shop's own columns of the feed. */
  readonly attributes: readonly AttributeSummary[];
  readonly format: ItemFactors['format'];
  readonly factors: string;
  /** `missing`: items of the feed without factors; `extra`: factors of items that are not in the feed. With the first ids of each. */
  readonly items: AlignedFactors['items'];
  readonly neighbours: ImportedTable;
  /** null where there are none. */
  readonly followers: ImportedTable | null;
  readonly encoder: EncoderSettings;
  /** The sequence encoder; null where none was given. */
  readonly sequence: SequenceReport | null;
  /** How it joins the other parts; null likewise. */
  readonly joining: JoiningReport | null;
  /** What was read of the log; null where none was given. */
  readonly log: LogSummary | null;
  /** Items in sensitive categories. */
  readonly sensitiveItems: number;
  readonly notes: readonly string[];
}
