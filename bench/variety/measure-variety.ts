import { availableParallelism } from 'node:os';
import { evaluateModels } from '../../src/train/evaluate-models.js';
import type { RERANKING_STEPS } from '../../src/train/measure/rank-with-reranking.js';
import { DEFAULT_TRAIN_SETTINGS } from '../../src/train/models/train-settings.js';
import { SILENT_STEP } from '../../src/train/progress/progress.js';
import type { Dataset } from '../quality/dataset.js';

const CUTOFF = 10;
const FIGURES = ['HR', 'NDCG', 'coverage', 'novelty', 'diversity', 'serendipity', 'miscalibration'];

/** A point of a curve. */
type VarietyRow = Readonly<Record<string, number | string>>;

/**
 * Measures the blend as `onshelf evaluate` does, with each step by itself at each share.
 *
 * @param dataset log and protocol
 * @param asked which steps
 * @param shares above 0 to 1
 * @param mostShoppers per fold, a seeded sample
 * @param resamples of the shoppers for the intervals of the differences; 0 for none
 * @param tell told the name of each step
 * @returns a row for the blend, and one per step and share; `ΔNDCG` is NDCG@10 less that of the blend, `±ΔNDCG` half of its interval
 */
export async function measureVariety(
  dataset: Dataset,
  asked: readonly (typeof RERANKING_STEPS)[number][],
  shares: readonly number[],
  mostShoppers: number,
  resamples: number,
  tell: (step: string) => void,
): Promise<VarietyRow[]> {
  const progress = {
    step: (name: string) => {
      tell(name);
      return SILENT_STEP;
    },
  };
  const { steps, shoppers } = await evaluateModels(
    {
      events: dataset.events,
      catalog: dataset.catalog,
      mapped: {},
      content: { used: true, embeddings: [] },
      newItems: 0,
      split: dataset.scenario,
      maskHistory: undefined,
      cutoffs: [CUTOFF],
      models: ['blend'],
      rerankings: asked.flatMap((step) => shares.map((value) => ({ step, value }))),
      mostShoppers,
      resamples,
      settings: { ...DEFAULT_TRAIN_SETTINGS, threads: availableParallelism() },
      database: {},
      now: Date.now(),
    },
    progress,
  );
  return (steps?.rows ?? []).map((row): VarietyRow => {
    const [step, value = '0'] = row.model.split(' ');
    const found = steps?.differences?.rows.find(({ model }) => model === row.model)?.figures[`NDCG@${CUTOFF}`];
    const figures = FIGURES.map((name) => `${name}@${CUTOFF}`).filter((name) => row[name] !== undefined);
    return {
      name: step,
      share: Number(value),
      shoppers,
      ...Object.fromEntries(figures.map((name) => [name, Number(row[name])])),
      ...(found === undefined ? {} : { ΔNDCG: found.difference, '±ΔNDCG': (found.high - found.low) / 2 }),
    };
  });
}
