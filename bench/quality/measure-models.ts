import { availableParallelism } from 'node:os';
import { evaluateModels } from '../../src/train/evaluate-models.js';
import { EVALUATED_MODELS, type EvaluatedModel } from '../../src/train/models/single-model.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { SILENT_STEP } from '../../src/train/progress/progress.js';
import { CUTOFFS, type Dataset } from './dataset.js';

/** Names of all models. */
export const MODELS = EVALUATED_MODELS;

/** What a model reached, by the names of `onshelf evaluate`. */
type ModelRow = Readonly<Record<string, number | string>>;

/**
 * Measures models as `onshelf evaluate` does, with its defaults.
 *
 * @param dataset log and protocol
 * @param models by name
 * @param resamples of the shoppers for the intervals; 0 for none
 * @param tell told the name of each step
 * @returns a row per model, and where nothing is known of some shoppers another for the rest, with half of the 95 % interval as
 *   `±NDCG@10` where shoppers were resampled; and how many shoppers and items there were
 */
export async function measureModels(
  dataset: Dataset,
  models: readonly EvaluatedModel[],
  resamples: number,
  tell: (step: string) => void,
): Promise<{ rows: ModelRow[]; shoppers: number; items: number }> {
  const progress = {
    step: (name: string) => {
      tell(name);
      return SILENT_STEP;
    },
  };
  const { rows, intervals, slices, shoppers, items } = await evaluateModels(
    {
      events: dataset.events,
      catalog: dataset.catalog,
      mapped: {},
      content: { used: true, embeddings: [] },
      newItems: 0,
      split: dataset.scenario,
      maskHistory: undefined,
      cutoffs: CUTOFFS,
      models,
      resamples,
      settings: { ...DEFAULT_TRAIN_SETTINGS, threads: availableParallelism() },
      database: {},
      now: Date.now(),
    },
    progress,
  );
  const withInterval = (row: ModelRow, interval: readonly [number, number] | undefined): ModelRow =>
    interval === undefined ? row : { ...row, '±NDCG@10': (interval[1] - interval[0]) / 2 };
  // Peers have nothing for those of whom nothing is known: beside them stand the others alone.
  const known = slices.filter(({ slice, shoppers: count }) => slice === 'history 1+' && count < shoppers);
  return {
    rows: [
      ...rows.map((row) => withInterval({ ...row }, intervals[row.model]?.['NDCG@10'])),
      ...known.map(({ model, shoppers: count, figures, intervals: sure }) =>
        withInterval({ model: `${model}, something known`, shoppers: count, ...figures }, sure['NDCG@10']),
      ),
    ],
    shoppers,
    items,
  };
}
