import type { Dataset } from '../tools/data/dataset.js';
import { evaluateDataset } from '../tools/data/evaluate-dataset.js';

/** Options of `onshelf evaluate` that change the table of followers, by the name of what they choose. */
const OPTIONS = { teacher: 'teacher', mixture: 'mixing' } as const;
/** Requests that are compared. */
const REQUESTS = ['none', 'auto'] as const;
/** The table that is changed, and what ships. */
const MODELS = ['closed-form', 'blend'] as const;
const CUTOFFS = [10, 20];

/** Figures of a model, by the names of `onshelf evaluate`. */
type OptionRow = Readonly<Record<string, number | string>>;

/**
 * Measures the closed form and the blend with an option and without it, as `onshelf evaluate --encoder none` does.
 *
 * @param option what is compared
 * @param dataset log and protocol
 * @param resamples of the shoppers for the intervals; 0 for none
 * @param tell receives the name of each step
 * @returns a row per request and model, and what each fold chose
 */
export async function measureOption(
  option: keyof typeof OPTIONS,
  dataset: Dataset,
  resamples: number,
  tell: (step: string) => void,
): Promise<{ rows: OptionRow[]; choices: string[] }> {
  const rows: OptionRow[] = [];
  const choices: string[] = [];
  for (const request of REQUESTS) {
    const wanted = { cutoffs: CUTOFFS, models: MODELS, resamples, encoder: null, [OPTIONS[option]]: request };
    const measured = await evaluateDataset(dataset, wanted, tell);
    for (const row of measured.rows) {
      const interval = measured.intervals[row.model]?.['NDCG@10'];
      const half = interval === undefined ? {} : { '±NDCG@10': (interval[1] - interval[0]) / 2 };
      rows.push({ [option]: request, name: row.model, ...row, ...half });
    }
    choices.push(...measured.notes.filter((note) => note.toLowerCase().startsWith(`${option}:`)));
  }
  return { rows, choices };
}
