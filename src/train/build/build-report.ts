import type { ModelCard } from '../../types/manifest.js';
import type { AttributeSummary } from '../attributes/attribute-files.js';
import type { BasketChoice } from '../baskets/try-baskets.js';
import type { CheckedFigure } from '../check/check-limits.js';
import type { ComparedFigure } from '../check/compare-packs.js';
import type { EmbeddingReport } from '../content/read-embeddings.js';
import type { KeptReport } from '../kept/kept-rows.js';
import type { LocaleSummary } from '../locales/locale-report.js';
import type { LogSummary } from '../log/log-summary.js';
import type { CategoryFill } from '../models/categories/category-fill.js';
import type { MixtureChoice } from '../models/mixture/mixture.js';
import type { PackReport } from '../packing/pack-report.js';
import type { PictureSummary } from '../pictures/picture-report.js';
import type { RankerChoice } from '../ranker/ranker-choice.js';
import type { RelevanceChoice } from '../relevance/relevance-choice.js';
import type { EncoderChoice } from '../sequence/encoder-choice.js';
import type { BudgetChoice } from '../tune/fit-budget.js';
import type { TeachingChoice } from '../tune/tune-teaching.js';

/** How a new pack compares with the published one. */
export interface CheckReport {
  /** Path of the published pack, as given. */
  readonly previous: string;
  /** Its number; null where the folder had no pack yet, so that nothing was compared. */
  readonly number: number | null;
  readonly figures: readonly ComparedFigure[];
  /** Figures that only one of the packs has. */
  readonly uncompared: readonly CheckedFigure[];
}

/** Report of a build. */
export interface BuildReport extends PackReport {
  /** The shop's own columns of the feed. */
  readonly attributes: readonly AttributeSummary[];
  /** Locales besides the catalogue's own. */
  readonly locales: readonly LocaleSummary[];
  /** Small pictures in the pack; null where none were asked for. */
  readonly pictures: PictureSummary | null;
  readonly embeddings: readonly EmbeddingReport[];
  /** null where there is none. */
  readonly log: LogSummary | null;
  /** Shoppers held out of training: `tuned` to tune on, `measured` to measure on. */
  readonly heldOut: { readonly tuned: number; readonly measured: number };
  /** Metrics of models trained without the measured shoppers; the pack's own models are trained on all shoppers. */
  readonly models: readonly ModelCard[];
  /** Whether the pack has the model of what is bought together, and why. */
  readonly baskets: BasketChoice;
  /** Whether the pack has a sequence encoder, and why; null where none was asked for. */
  readonly encoder: EncoderChoice | null;
  /** Whether the pack has a ranker, and why; null where none was asked for. */
  readonly ranker: RankerChoice | null;
  /** Whether the pack has a curve of relevance, why, and how far it is to be relied on. */
  readonly relevance: RelevanceChoice;
  /** What a teacher was worth; null where none was tried. */
  readonly teaching: TeachingChoice | null;
  /** What the table of followers is mixed from, and what that was worth; null where nothing was looked for. */
  readonly mixture: MixtureChoice | null;
  /** Whether rows of few followers of it are filled from categories, and what that was worth; null where the catalogue has no two categories. */
  readonly categoryFill: CategoryFill | null;
  /** null where there is no budget. */
  readonly budget: BudgetChoice | null;
  /** Items of categories that profiles exclude. */
  readonly sensitiveItems: number;
  /** null where no check was requested. */
  readonly check: CheckReport | null;
  /** Other events of the build, one sentence each, for example that a stale lock was taken over. */
  readonly notes: readonly string[];
  /** Why finished steps could not be kept for a build that is interrupted; null where they were. */
  readonly notKept: string | null;
  /** Which files of the log were known from earlier builds. */
  readonly kept: KeptReport;
}
