// What the table of followers and the blend gain by a mixture of several tables, on public logs.
import { DATASET_NAMES, datasets } from './tools/data/datasets.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/mixture';
const RESAMPLES = 1000;

/** Columns of the printed table. */
export const COLUMNS = ['dataset', 'mixture', 'name', 'HR@10', 'NDCG@10', '±NDCG@10', 'HR@20', 'MRR@20', 'skipped'];

const NOTES = [
  '`onshelf evaluate` with its defaults, but for --mixture. Settings, the mixture among them, are chosen on other targets than those measured.',
  '±NDCG@10: half of the 95 % interval, 1000 resamples of the shoppers. --quick: no intervals, one fold.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runBenchmark({ quick, only }) {
  process.chdir(REPOSITORY_ROOT);
  const { measureMixture } = await importMeasurements(['mixture/measure-mixture.ts'], FOLDER);
  const rows = [];
  const notes = [...NOTES];
  for (const dataset of datasets(only ?? DATASET_NAMES, quick)) {
    if (dataset.missing !== undefined) {
      rows.push({ dataset: dataset.name, name: 'all models', skipped: dataset.missing });
      continue;
    }
    const tell = (step) => process.stderr.write(`  ${dataset.name}: ${step} ...\n`);
    const { rows: measured, choices } = await measureMixture(dataset, quick ? 0 : RESAMPLES, tell);
    rows.push(...measured.map((row) => ({ dataset: dataset.name, ...row })));
    notes.push(...choices.map((choice) => `${dataset.name}: ${choice}`));
  }
  return { machine: {}, notes, rows, ratios: {} };
}
