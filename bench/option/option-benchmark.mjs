import { chosenNames } from '../tools/chosen-names.mjs';
import { DATASET_NAMES, datasets } from '../tools/data/datasets.mjs';
import { importMeasurements } from '../tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from '../tools/repository-root.mjs';

const RESAMPLES = 1000;

/** Columns of the printed table of an option's benchmark. */
export const optionColumns = (option) => ['dataset', option, 'name', 'HR@10', 'NDCG@10', '±NDCG@10', 'HR@20', 'MRR@20', 'skipped'];

/**
 * Runs the benchmark of an option that changes the table of followers: with it and without it, on public logs.
 *
 * @param option `teacher` or `mixture`
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runOptionBenchmark(option, { quick, only }) {
  const chosen = chosenNames(only, DATASET_NAMES);
  process.chdir(REPOSITORY_ROOT);
  const { measureOption } = await importMeasurements(['option/measure-option.ts'], `.cache/bench/${option}`);
  const rows = [];
  const notes = [
    `\`onshelf evaluate\` with its defaults, but for --${option} and --encoder none. Settings, the ${option} among them, are chosen on other targets than those measured.`,
    '±NDCG@10: half of the 95 % interval, 1000 resamples of the shoppers. --quick: no intervals, one fold.',
  ];
  for (const dataset of datasets(chosen, quick)) {
    if (dataset.missing !== undefined) {
      rows.push({ dataset: dataset.name, name: 'all models', skipped: dataset.missing });
      continue;
    }
    const tell = (step) => process.stderr.write(`  ${dataset.name}: ${step} ...\n`);
    const { rows: measured, choices } = await measureOption(option, dataset, quick ? 0 : RESAMPLES, tell);
    rows.push(...measured.map((row) => ({ dataset: dataset.name, ...row })));
    notes.push(...choices.map((choice) => `${dataset.name}: ${choice}`));
  }
  return { machine: {}, notes, rows, ratios: {} };
}
