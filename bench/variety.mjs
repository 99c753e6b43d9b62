// What the steps after scoring cost in accuracy and add in variety, on public logs: curves by `onshelf evaluate`.
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { chosenNames } from './tools/chosen-names.mjs';
import { datasets } from './tools/data/datasets.mjs';
import { beautyFeed } from './tools/data/hold-out-shoppers.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';
import { writeVariety } from './variety/write-variety.mjs';

const FOLDER = '.cache/bench/variety';
/** The protocol of each log, and the steps that it can measure; smallest first. */
const STEPS = {
  'retailrocket-week': ['diversity', 'rotation', 'exploration'],
  // Prices, and no categories.
  'online-retail': ['diversity', 'rotation', 'exploration', 'price-fit'],
  // Categories, and no prices.
  'beauty-leave-last-out': ['diversity', 'calibration', 'rotation', 'exploration'],
};
const NAMES = Object.keys(STEPS);
const SHARES = [0.2, 0.5, 0.8];
const QUICK_SHARES = [0.3, 0.7];
const MAX_SHOPPERS = 1000;
const QUICK_MAX_SHOPPERS = 300;
const RESAMPLES = 500;

/** Columns of the printed table. */
export const COLUMNS = [
  'dataset',
  'name',
  'share',
  'shoppers',
  'NDCG@10',
  'ΔNDCG',
  '±ΔNDCG',
  'coverage@10',
  'novelty@10',
  'diversity@10',
  'serendipity@10',
  'miscalibration@10',
  'skipped',
];

const NOTES = [
  'The blend with one step at a time, the others off, on a seeded sample of the shoppers; ΔNDCG: NDCG@10 minus that of the blend, on the same shoppers, ± half of the 95 % interval. The figures are defined in docs/evaluation.md.',
  'diversity@10 is measured by the shoppers of the items in training, while the step uses their vectors: the step is not graded by its own measure. Coverage depends on the number of lists.',
  'rotation: the list requested an hour after the plain one was shown, with a rotation time of two hours; the log does not contain the lists shown. The cost is for a shopper who was not interested before: the logs contain one visit.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runBenchmark({ quick, only, write }) {
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  const log = (text) => process.stderr.write(`${text}\n`);
  const { measureVariety } = await importMeasurements(['variety/measure-variety.ts'], FOLDER);
  const rows = [];
  const found = datasets(chosenNames(only, NAMES), quick).sort((a, b) => NAMES.indexOf(a.name) - NAMES.indexOf(b.name));
  for (const dataset of found) {
    const { name, missing } = dataset;
    if (missing !== undefined) {
      rows.push({ dataset: name, name: 'blend', skipped: missing });
      continue;
    }
    const size = quick
      ? { shares: QUICK_SHARES, maxShoppers: QUICK_MAX_SHOPPERS, resamples: 0 }
      : { shares: SHARES, maxShoppers: MAX_SHOPPERS, resamples: RESAMPLES };
    if (name === 'beauty-leave-last-out') dataset.catalog = await writeFeed(dataset.events);
    const measured = await measureVariety(dataset, { steps: STEPS[name], ...size }, (step) => log(`  ${name}: ${step} ...`));
    rows.push(...measured.map((row) => ({ dataset: name, ...row })));
    // Finished rows survive a run that fails.
    writeFileSync(`${FOLDER}/rows.json`, JSON.stringify(rows));
  }
  const result = { machine: {}, notes: NOTES, rows, ratios: {} };
  if (write) await writeVariety(result, process.argv.slice(2));
  return result;
}

/** Writes a feed with Amazon Beauty's categories. @returns its path */
async function writeFeed(events) {
  const path = `${FOLDER}/catalog.jsonl`;
  const log = gunzipSync(await readFile(events))
    .toString('utf8')
    .trim();
  await writeFile(path, await beautyFeed(log.split('\n')));
  return path;
}
