import type { EncoderSettings, ModelCard } from '../../types/manifest.js';
import type { BasketChoice } from '../baskets/try-baskets.js';
import type { ColdStartSettings } from '../content/cold-start-settings.js';
import type { CategoryFill } from '../models/categories/category-fill.js';
import type { MixtureChoice } from '../models/mixture/mixture.js';
import type { TrainedModels } from '../models/train-models.js';
import type { TrainSettings } from '../models/train-settings.js';
import type { RankerChoice } from '../ranker/ranker-choice.js';
import type { RelevanceChoice } from '../relevance/relevance-choice.js';
import type { EncoderChoice } from '../sequence/encoder-choice.js';
import type { LearnedEncoder } from '../sequence/try-encoder.js';
import type { BudgetChoice } from '../tune/fit-budget.js';
import type { TeachingChoice } from '../tune/tune-teaching.js';

/** Settings of the pack, and their metrics. */
export interface BuildChoices {
  readonly settings: TrainSettings;
  readonly encoder: EncoderSettings;
  /** null: content is not used. */
  readonly cold: ColdStartSettings | null;
  readonly models: readonly ModelCard[];
  readonly baskets: BasketChoice;
  /** null where no sequence encoder is asked for. */
  readonly sequence: EncoderChoice | null;
  /** The sequence encoder of the trial, from which what ships goes on; null where none is used. */
  readonly learned: LearnedEncoder | null;
  /** null where no ranker is asked for. */
  readonly ranker: RankerChoice | null;
  /** Whether the pack has a curve of relevance, and why. */
  readonly relevance: RelevanceChoice;
  /** null where no teacher was tried. */
  readonly teaching: TeachingChoice | null;
  /** null where no mixture was looked for. */
  readonly mixture: MixtureChoice | null;
  /** null where the catalogue has no two categories. */
  readonly categoryFill: CategoryFill | null;
  /** null where there is no budget. */
  readonly budget: BudgetChoice | null;
  /** Models trained on all shoppers, where the budget needed them; else null. */
  readonly trained: TrainedModels | null;
}
