import type { EncodedPack } from '../../pack/encode/encode-pack.js';
import type { LogSummary } from '../log/log-summary.js';
import type { ListedBrands } from '../metrics/brand-exposure.js';
import type { FeedSummary } from '../packing/pack-report.js';
import type { EvaluatedRelevance } from '../relevance/evaluated-relevance.js';
import type { EvaluationProtocol } from '../split/split-log.js';
import type { Summary } from './summarize-evaluation.js';

/** Result of an evaluation; docs/evaluation.md defines every figure. */
export interface Evaluation extends Summary {
  readonly dataset: string;
  readonly protocol: EvaluationProtocol;
  readonly history: 'masked' | 'kept';
  readonly cutoffs: readonly number[];
  readonly shoppers: number;
  readonly items: number;
  readonly resamples: number;
  readonly seed: number;
  /** The model that the re-ranking steps were measured on, first without a step, then with each; null if none was requested. */
  readonly steps: Summary<string> | null;
  /** How often each brand is listed, at the first cutoff, in the lists of all folds; null where the feed has fewer than two brands. */
  readonly brands: ListedBrands | null;
  /** How far the relevance of listed items is to be relied on. */
  readonly relevance: EvaluatedRelevance;
  /** What was read. The feed is null where the items of the log are the catalogue. */
  readonly input: { readonly feed: FeedSummary | null; readonly log: LogSummary };
  /** Limits of the figures, one sentence each. */
  readonly notes: readonly string[];
}

/** Callbacks for results besides the figures. */
export interface EvaluationObserver {
  /** Receives each list of the first model. */
  readonly onList?: (list: EvaluatedList) => void;
  /** Receives the pack that the first model was measured with, once per fold. */
  readonly onPack?: (encoded: EncodedPack) => void;
}

/** A list of the first model. */
interface EvaluatedList {
  readonly user_id: string;
  /** Item ids, best first. */
  readonly items: readonly string[];
}
