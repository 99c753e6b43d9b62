import type { EncoderSettings } from '../../types/manifest.js';
import type { DropCount } from '../drop-report.js';
import type { StepCost } from '../step-log.js';
import type { FactorFormat } from './factor-collector.js';
import type { PlacedFactors } from './place-factors.js';

/** A table of pairs in the pack, and where it came from. */
export interface ImportedTable {
  /** A path, or `factors`. */
  readonly from: string;
  readonly entries: number;
  readonly itemsWithEntries: number;
  readonly dropped: readonly DropCount[];
}

/** An account of an import. */
export interface ImportReport {
  readonly out: string;
  readonly format: FactorFormat;
  readonly factors: string;
  readonly pack: {
    readonly number: number;
    readonly items: number;
    readonly dimensions: number;
    readonly bytes: number;
    readonly manifestBytes: number;
  };
  readonly feed: {
    readonly rows: number;
    readonly items: number;
    readonly dropped: readonly DropCount[];
    readonly changed: readonly DropCount[];
  };
  /** `missing`: in the feed, without factors; `extra`: factors of what is not in the feed. With the first few ids of each. */
  readonly items: PlacedFactors['items'];
  readonly neighbours: ImportedTable;
  /** null where there are none. */
  readonly followers: ImportedTable | null;
  readonly encoder: EncoderSettings;
  readonly notes: readonly string[];
  readonly steps: readonly StepCost[];
  readonly seconds: number;
  readonly peakMegabytes: number;
}
