import { EVALUATED_MODELS, type EvaluatedModel } from '../../src/train/models/single-model.js';
import type { Dataset } from '../tools/data/dataset.js';
import { evaluateDataset } from '../tools/data/evaluate-dataset.js';
import { CUTOFFS } from './cutoffs.js';

/** Names of all models. */
export const MODELS = EVALUATED_MODELS;

/** Figures of a model, by the names of `onshelf evaluate`. */
type ModelRow = Readonly<Record<string, number | string>>;

/**
 * Measures models as `onshelf evaluate` does, with its defaults.
 *
 * @param dataset log and protocol
 * @param models by name
 * @param resamples of the shoppers for the intervals; 0 for none
 * @param tell receives the name of each step
 * @returns a row per model, and if some shoppers are unknown another for the known ones, with half of the 95 % interval as `±NDCG@10` if
 *   shoppers were resampled; and the number of shoppers and items
 */
export async function measureModels(
  dataset: Dataset,
  models: readonly EvaluatedModel[],
  resamples: number,
  tell: (step: string) => void,
): Promise<{ rows: ModelRow[]; shoppers: number; items: number }> {
  const { rows, intervals, slices, shoppers, items } = await evaluateDataset(dataset, { cutoffs: CUTOFFS, models, resamples }, tell);
  const withInterval = (row: ModelRow, interval: readonly [number, number] | undefined): ModelRow =>
    interval === undefined ? row : { ...row, '±NDCG@10': (interval[1] - interval[0]) / 2 };
  // Peers make no lists for unknown shoppers, so they are compared on the known ones.
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
