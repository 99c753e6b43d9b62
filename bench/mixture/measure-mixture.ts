import type { MixtureRequest } from '../../src/train/models/mixture/mixture.js';
import type { Dataset } from '../tools/data/dataset.js';
import { evaluateDataset } from '../tools/data/evaluate-dataset.js';

/** Requests that are compared. */
const REQUESTS: readonly MixtureRequest[] = ['none', 'auto'];
/** The table that is mixed, and what ships. */
const MODELS = ['closed-form', 'blend'] as const;
const CUTOFFS = [10, 20];

/** Figures of a model, by the names of `onshelf evaluate`. */
type MixedRow = Readonly<Record<string, number | string>>;

/**
 * Measures the closed form and the blend with and without a mixture, as `onshelf evaluate` does.
 *
 * @param dataset log and protocol
 * @param resamples of the shoppers for the intervals; 0 for none
 * @param tell receives the name of each step
 * @returns a row per request and model, and what each fold chose
 */
export async function measureMixture(
  dataset: Dataset,
  resamples: number,
  tell: (step: string) => void,
): Promise<{ rows: MixedRow[]; choices: string[] }> {
  const rows: MixedRow[] = [];
  const choices: string[] = [];
  for (const mixing of REQUESTS) {
    const measured = await evaluateDataset(dataset, { cutoffs: CUTOFFS, models: MODELS, resamples, mixing }, tell);
    for (const row of measured.rows) {
      const interval = measured.intervals[row.model]?.['NDCG@10'];
      rows.push({
        mixture: mixing,
        name: row.model,
        ...row,
        ...(interval === undefined ? {} : { '±NDCG@10': (interval[1] - interval[0]) / 2 }),
      });
    }
    choices.push(...measured.notes.filter((note) => note.startsWith('Mixture:')));
  }
  return { rows, choices };
}
