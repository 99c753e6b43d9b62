import type { RERANKING_STEPS } from '../../src/train/measure/rank-with-reranking.js';
import type { Dataset } from '../tools/data/dataset.js';
import { evaluateDataset } from '../tools/data/evaluate-dataset.js';

const CUTOFF = 10;
const FIGURES = ['HR', 'NDCG', 'coverage', 'novelty', 'diversity', 'serendipity', 'miscalibration'];

/** What to measure. */
interface VarietyOptions {
  readonly steps: readonly (typeof RERANKING_STEPS)[number][];
  /** Above 0, at most 1. */
  readonly shares: readonly number[];
  /** Maximum number of shoppers per fold, a seeded sample. */
  readonly maxShoppers: number;
  /** Resamples of the shoppers for the intervals of the differences; 0 for none. */
  readonly resamples: number;
}

/** A point of a curve. */
type VarietyRow = Readonly<Record<string, number | string>>;

/**
 * Measures the blend as `onshelf evaluate` does, with one step at a time at each share.
 *
 * @param dataset log and protocol
 * @param options what to measure
 * @param tell receives the name of each step of the evaluation
 * @returns a row for the blend, and one per step and share; `ΔNDCG` is NDCG@10 minus that of the blend, `±ΔNDCG` half of its interval
 */
export async function measureVariety(
  dataset: Dataset,
  { steps: varied, shares, maxShoppers, resamples }: VarietyOptions,
  tell: (step: string) => void,
): Promise<VarietyRow[]> {
  const { steps, shoppers } = await evaluateDataset(
    dataset,
    {
      cutoffs: [CUTOFF],
      models: ['blend'],
      rerankings: varied.flatMap((step) => shares.map((value) => ({ step, value }))),
      mostShoppers: maxShoppers,
      resamples,
    },
    tell,
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
