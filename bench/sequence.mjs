// What a sequence encoder adds to the blend on public logs, and what reading a history by it costs.

import { chosenNames } from './tools/chosen-names.mjs';
import { DATASET_NAMES, datasets } from './tools/data/datasets.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/sequence';
const MINUTES = 5;

/** Columns of the printed table. */
export const COLUMNS = ['dataset', 'name', 'shoppers', 'HR@10', 'NDCG@10', 'weight', 'places', 'seconds', 'bytes', 'ms', 'skipped'];

const NOTES = [
  'Defaults of `onshelf evaluate`; the encoder is trained without the tuning targets, its weight chosen on them, the lists measured on the test targets. A weight of 0: the build would not ship it.',
  `places: of shoppers' sequences that it was trained on until it gained no more, within ${MINUTES} minutes (--minutes); seconds: processor time. ms: reading a history of that length in plain JavaScript, median.`,
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runBenchmark({ quick, only, minutes = MINUTES }) {
  process.chdir(REPOSITORY_ROOT);
  const { measureSequence, timeReading } = await importMeasurements(['sequence/measure-sequence.ts'], FOLDER);
  const named = chosenNames(only, DATASET_NAMES);
  const rows = [];
  for (const dataset of datasets(named, quick)) {
    const { name, missing } = dataset;
    if (missing !== undefined) rows.push({ dataset: name, name: 'blend', skipped: missing });
    else for (const row of await measureSequence(dataset, quick ? 0.2 : minutes)) rows.push({ dataset: name, ...row });
    process.stderr.write(`  ${name}\n`);
  }
  return { machine: {}, notes: NOTES, rows: [...rows, ...timeReading()], ratios: {} };
}
