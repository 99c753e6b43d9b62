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

/** Training data of a model. */
interface TrainingData {
  readonly training: Interactions;
  readonly catalog: readonly CatalogItem[];
  readonly settings: TrainSettings;
  /** Shape [items]. */
  readonly popularity: Float32Array;
}

/** How to train a model that is measured in place of a shipped one. */
export interface Replacement {
  /** Units of work, for the progress, and their name. */
  readonly total: (data: TrainingData) => number;
  readonly unit: string;
  /** Trains the part of the pack that the model replaces. */
  readonly train: (data: TrainingData, progress: ProgressStep) => Promise<Partial<TrainedModels>> | Partial<TrainedModels>;
}

/** Passes of the non-negative factorisation, which converges more slowly than ALS. */
const NON_NEGATIVE_PASSES = 30;
const NON_NEGATIVE_RIDGE = 1;
/** Columns before the reduction to principal components, per column kept. */
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

/** How to train a model that is measured in a pack of its own; undefined for the blend and its parts. */
export function replacementOf(model: EvaluatedModel): Replacement | undefined {
  return REPLACEMENTS[model];
}
