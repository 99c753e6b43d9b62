import type { ContentRequest } from '../content/load-content.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { ColumnMap } from '../log/log-columns.js';
import type { RerankingSetting } from '../measure/rank-with-reranking.js';
import type { EvaluatedModel } from '../models/single-model.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { SplitSettings } from '../split/split-log.js';

/** Input and settings of an evaluation. */
export interface EvaluationRequest {
  /** Path of the event log. */
  readonly events: string;
  /** Path of the feed. undefined: the items of the log are the catalogue. */
  readonly catalog: string | undefined;
  readonly content: ContentRequest;
  /** Share of the items that are treated as new, 0 to 1: training sees none of their events. */
  readonly newItems: number;
  readonly mapped: ColumnMap;
  readonly split: SplitSettings;
  /** Whether lists exclude the history. undefined: the protocol's default, see `masksHistory`. */
  readonly maskHistory: boolean | undefined;
  /** Lengths of the lists measured, ascending, 1 to 1000. Slices are measured at the first. */
  readonly cutoffs: readonly number[];
  /** One or more. */
  readonly models: readonly EvaluatedModel[];
  /** Re-ranking steps to measure, each alone, on the blend, or on the first model where there is no blend. Default: none. */
  readonly rerankings?: readonly RerankingSetting[];
  /** Maximum number of shoppers measured in each fold, a seeded sample. Default: all. */
  readonly mostShoppers?: number;
  /** Bootstrap resamples of the shoppers for the intervals; 0 for none. */
  readonly resamples: number;
  readonly settings: TrainSettings;
  readonly database: DatabaseOptions;
  /** Current time, milliseconds since 1970: log rows dated more than a day later are dropped. */
  readonly now: number;
}
