import type { TeacherRequest } from '../../src/train/teacher/teaching.js';
import type { Dataset } from '../tools/data/dataset.js';
import { evaluateDataset } from '../tools/data/evaluate-dataset.js';

/** Requests that are compared. */
const REQUESTS: readonly TeacherRequest[] = ['none', 'auto'];
/** The table that learns, and what ships. */
const MODELS = ['closed-form', 'blend'] as const;
const CUTOFFS = [10, 20];

/** Figures of a model, by the names of `onshelf evaluate`. */
type TaughtRow = Readonly<Record<string, number | string>>;

/**
 * Measures the closed form and the blend with and without a teacher, as `onshelf evaluate` does.
 *
 * @param dataset log and protocol
 * @param resamples of the shoppers for the intervals; 0 for none
 * @param tell receives the name of each step
 * @returns a row per request and model, and what each fold chose
 */
export async function measureTeacher(
  dataset: Dataset,
  resamples: number,
  tell: (step: string) => void,
): Promise<{ rows: TaughtRow[]; choices: string[] }> {
  const rows: TaughtRow[] = [];
  const choices: string[] = [];
  for (const teacher of REQUESTS) {
    const measured = await evaluateDataset(dataset, { cutoffs: CUTOFFS, models: MODELS, resamples, teacher }, tell);
    for (const row of measured.rows) {
      const interval = measured.intervals[row.model]?.['NDCG@10'];
      rows.push({ teacher, name: row.model, ...row, ...(interval === undefined ? {} : { '±NDCG@10': (interval[1] - interval[0]) / 2 }) });
    }
    choices.push(...measured.notes.filter((note) => note.startsWith('Teacher:')));
  }
  return { rows, choices };
}
