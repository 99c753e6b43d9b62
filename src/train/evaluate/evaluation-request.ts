import type { ContentRequest } from '../content/load-content.js';
import type { FeedRequest } from '../feed/feed-request.js';
import type { DatabaseOptions } from '../input/open-duck-database.js';
import type { LogOptions } from '../log/read-log.js';
import type { RerankingSetting } from '../measure/rank-with-reranking.js';
import type { EvaluatedModel } from '../models/single-model.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { EncoderRequest } from '../sequence/encoder-choice.js';
import type { SplitSettings } from '../split/split-log.js';

/** Input and settings of an evaluation. */
export interface EvaluationRequest {
  /** Files, folders and patterns of the event log; one or more. */
  readonly events: readonly string[];
  readonly logOptions: LogOptions;
  /** Files, folders and patterns of the feed. []: the items of the log are the catalogue. */
  readonly catalog: readonly string[];
  readonly feedOptions: Omit<FeedRequest, 'paths' | 'now'>;
  readonly content: ContentRequest;
  /** Share of the items that are treated as new, 0 to 1: training sees none of their events. */
  readonly newItems: number;
  readonly split: SplitSettings;
  /** Whether lists exclude the history. undefined: the protocol's default, see `masksHistory`. */
  readonly maskHistory: boolean | undefined;
  /** Lengths of the lists measured, ascending, 1 to 1000. Slices are measured at the first. */
  readonly cutoffs: readonly number[];
  /** One or more. */
  readonly models: readonly EvaluatedModel[];
  /** The sequence encoder to try for the blend. Default: none. */
  readonly encoder?: EncoderRequest;
  /** Columns whose values are measured as slices of the targets, see `itemGroups`. Default: none. */
  readonly groupBy?: readonly string[];
  /** Name of the objective's attribute, or `price`: its mean in the lists is measured. Default: none. */
  readonly objective?: string;
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
