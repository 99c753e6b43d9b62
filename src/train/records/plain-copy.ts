import type { DropCount } from '../input/drop-report.js';
import type { InputNote } from '../input/input-facts.js';

/** A copy that DuckDB reads. */
export interface PlainCopy {
  readonly path: string;
  /** Columns of the copy: `line`, then those of the source; of JSON `line` and `json`, the record's text. */
  readonly columns: readonly string[];
  /** Rows of the copy. */
  readonly rows: number;
  /** Records that are not in it, by reason. */
  readonly dropped: readonly DropCount[];
  readonly notes: readonly InputNote[];
  /** Longest row, bytes. */
  readonly longest: number;
  /** Whether a value has a line break. */
  readonly hasBreaks: boolean;
}
