// Accuracy of the lists on public logs: every model through `onshelf evaluate`, beside published figures and `implicit`.
import { writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { pythonEnvironment } from '../scripts/setup/python-environment.mjs';
import { measurePeers, peerRatios } from './quality/measure-peers.mjs';
import { writeQuality } from './quality/write-quality.mjs';
import { chosenNames } from './tools/chosen-names.mjs';
import { DATASET_NAMES, datasets } from './tools/data/datasets.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/quality';
const QUICK_MODELS = ['popularity', 'item-knn', 'svd', 'ials'];
const RESAMPLES = 1000;
const ROUNDS = 5;

/** Columns of the printed table. */
export const COLUMNS = [
  'dataset',
  'by',
  'name',
  'HR@10',
  'NDCG@10',
  '±NDCG@10',
  'HR@20',
  'MRR@20',
  'trainSeconds',
  'processorSeconds',
  'skipped',
];

const NOTES = [
  'Full ranking of the catalogue, nothing sampled. Rows by onshelf with the names of its models: `onshelf evaluate` with its defaults (the pack as it ships, the functions of the browser); settings are tuned on other targets than those measured.',
  '±NDCG@10: half of the 95 % interval, 1000 resamples of the shoppers; for ALS beside implicit, half of the range over the seeds. --quick: no intervals, one fold, fewer models, one training.',
  'published: figures of others on the same log and protocol, from the sources in bench/quality/published.json. The published popularity counts the test targets too, ours does not: see the section on popularity.',
  "implicit: version in bench/quality/requirements.txt, on the same split (of folds, the first), lists from the same histories, all users folded in by the library itself, the same mask. ALS: the same rank, passes, ridge and confidence 1 + alpha x value. 'nothing fades': Onshelf's models in the same plain form, no decay over the history, no popularity, no tuning. These rows omit unknown shoppers.",
  `trainSeconds: of one model, all cores; for the rows beside implicit the shortest of ${ROUNDS} alternating trainings with different seeds; their figures are means. processorSeconds: of all threads of those trainings, which other load on the machine affects less.`,
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets, or models, or both
 */
export async function runBenchmark({ quick, only, write }) {
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  const log = (text) => process.stderr.write(`${text}\n`);
  const published = JSON.parse(await readFile(new URL('quality/published.json', import.meta.url), 'utf8'));
  const { MODELS, measureModels, openRawSplit } = await importMeasurements(['quality/measure-models.ts', 'quality/raw-split.ts'], FOLDER);
  const environment = pythonEnvironment('.cache/python-peers', 'bench/quality/requirements.txt');
  chosenNames(only, [...MODELS, ...DATASET_NAMES]);
  const named = (names) => (only?.some((name) => names.includes(name)) ? names.filter((name) => only.includes(name)) : undefined);
  const models = named(MODELS) ?? (quick ? QUICK_MODELS : MODELS);
  const rows = [];
  const add = (dataset, row) => {
    rows.push({ dataset, ...row });
    const result = row.skipped === undefined ? `NDCG@10 ${row['NDCG@10']?.toFixed(4)}` : `skipped: ${row.skipped}`;
    log(`  ${dataset}, ${row.name} (${row.by}): ${result}`);
    // A run takes hours; finished rows survive a run that fails.
    writeFileSync(`${FOLDER}/rows.json`, JSON.stringify(rows));
  };
  for (const dataset of datasets(named(DATASET_NAMES), quick)) {
    const { name, missing } = dataset;
    if (missing !== undefined) {
      add(name, { by: 'onshelf', name: 'all models', skipped: missing });
      continue;
    }
    const measured = await measureModels(dataset, models, quick ? 0 : RESAMPLES, (step) => log(`  ${name}: ${step} ...`));
    for (const { model, ...figures } of measured.rows) {
      add(name, { by: 'onshelf', name: model, shoppers: measured.shoppers, items: measured.items, ...figures });
    }
    for (const { source, rows: theirs } of published.filter((table) => table.dataset === name)) {
      for (const row of theirs) add(name, { by: 'published', source, ...row });
    }
    if (environment.python === undefined) {
      add(name, { by: 'implicit', name: 'all models', skipped: environment.reason });
      continue;
    }
    const peers = await measurePeers(await openRawSplit(dataset), environment.python, `${FOLDER}/${name}`, quick ? 1 : ROUNDS);
    for (const row of peers) add(name, row);
  }
  const result = { machine: {}, notes: NOTES, rows, ratios: peerRatios(rows) };
  if (write) await writeQuality(result, process.argv.slice(2));
  return result;
}
