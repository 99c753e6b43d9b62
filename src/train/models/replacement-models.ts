import type { CatalogItem } from '../../types/catalog-item.js';
import type { Interactions } from '../log/interactions.js';
import { interestMatrix } from '../log/interest-matrix.js';
import { principalComponents } from '../matrices/principal-components.js';
import { SVD_STEPS, svdFactors } from '../matrices/truncated-svd.js';
import type { ProgressStep } from '../progress/progress.js';
import { bayesianRanking } from './bayesian-ranking.js';
import { categoryPopularity } from './category-popularity.js';
import { implicitAls } from './implicit-als.js';
import { nonNegativeFactors } from './non-negative-factors.js';
import { sequentialRules } from './sequential-rules.js';
import type { EvaluatedModel } from './single-model.js';
import type { TrainedModels } from './train-models.js';
import type { TrainSettings } from './train-settings.js';

/** What a model learns from. */
interface Lessons {
  readonly training: Interactions;
  readonly catalog: readonly CatalogItem[];
  readonly settings: TrainSettings;
  /** Shape [items]. */
  readonly popularity: Float32Array;
}

/** A model that is measured in a pack where it takes the place of one that ships. */
export interface Replacement {
  /** Units of the work, and what is counted. */
  readonly total: (lessons: Lessons) => number;
  readonly unit: string;
  /** The part of the pack that is another with this model. */
  readonly train: (lessons: Lessons, progress: ProgressStep) => Promise<Partial<TrainedModels>> | Partial<TrainedModels>;
}

/** Passes that the non-negative factors are found in: they move slower than those of ALS. */
const NON_NEGATIVE_PASSES = 30;
const NON_NEGATIVE_RIDGE = 1;
/** Columns that the principal components are taken from, per column kept. */
const WIDER = 2;
const RANKING = { epochs: 60, learningRate: 0.1, regularization: 0.002 };

const REPLACEMENTS: Readonly<Partial<Record<EvaluatedModel, Replacement>>> = {
  'sequential-rules': {
    total: ({ training }) => training.items,
    unit: 'items',
    train: ({ training, settings }, progress) => ({ followers: sequentialRules(training, settings.neighbours, progress) }),
  },
  'category-popularity': {
    total: () => 0,
    unit: '',
    train: ({ catalog, popularity, settings }) => ({ followers: categoryPopularity(catalog, popularity, settings.neighbours) }),
  },
  svd: {
    total: () => SVD_STEPS,
    unit: 'products',
    train: async ({ training, settings }, progress) => ({ factors: await svdFactors(interestMatrix(training), settings, progress) }),
  },
  nmf: {
    total: () => 2 * NON_NEGATIVE_PASSES,
    unit: 'half passes',
    train: async ({ training, settings: { dimensions, seed } }, progress) => {
      const nonNegative = { dimensions, seed, iterations: NON_NEGATIVE_PASSES, ridge: NON_NEGATIVE_RIDGE };
      return { factors: (await nonNegativeFactors(interestMatrix(training), nonNegative, progress)).items };
    },
  },
  bpr: {
    total: () => RANKING.epochs,
    unit: 'passes',
    train: async ({ training, settings: { dimensions, seed } }, progress) => ({
      factors: await bayesianRanking(interestMatrix(training), { ...RANKING, dimensions, seed }, progress),
    }),
  },
  pca: {
    total: ({ settings }) => 2 * settings.iterations,
    unit: 'half steps',
    train: async ({ training, settings }, progress) => {
      const { alpha, regularization } = settings.encoder;
      const wide = { ...settings, alpha, regularization, dimensions: WIDER * settings.dimensions };
      const { items } = await implicitAls(interestMatrix(training), wide, progress);
      return { factors: principalComponents(items, wide.dimensions, settings.dimensions) };
    },
  },
};

/** The way to train a model that is measured in a pack of its own; undefined for the blend and its parts. */
export function replacementOf(model: EvaluatedModel): Replacement | undefined {
  return REPLACEMENTS[model];
}
