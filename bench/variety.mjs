// What the steps after the scores cost in accuracy and bring in variety, on public logs: curves by `onshelf evaluate`.
import { writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'rolldown';
import { rawFiles } from '../scripts/setup/raw-files.mjs';
import { datasets } from './quality/datasets.mjs';
import { catalogOf } from './quiz/hold-out-shoppers.mjs';
import { writeVariety } from './variety/write-variety.mjs';

const FOLDER = '.cache/bench/variety';
/** One way of parting each log, and what can be asked there; smallest first, for whoever stops the run. */
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
const QUICK_MOST_SHOPPERS = 300;
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
  'The blend with each step by itself, the others off, on a seeded sample of the shoppers; ΔNDCG: NDCG@10 less that of the blend, on the same shoppers, ± half of the 95 % interval. What the figures mean: docs/evaluation.md.',
  'diversity@10 is measured by who touched the items in training, while the step goes by their vectors: it is not graded by its own measure. Coverage depends on how many lists there are.',
  'rotation: the list asked for an hour after the plain one was shown, with a rotation time of two hours; the log says nothing of what was shown. What it costs is for a shopper who was not interested before: logs know of one visit.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runBenchmark({ quick, only = NAMES, write }) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  process.chdir(root);
  await mkdir(FOLDER, { recursive: true });
  const log = (text) => process.stderr.write(`${text}\n`);
  const measureVariety = await buildMeasurement(root);
  const rows = [];
  const found = datasets(
    NAMES.filter((name) => only.includes(name)),
    quick,
  ).sort((a, b) => NAMES.indexOf(a.name) - NAMES.indexOf(b.name));
  for (const dataset of found) {
    const { name, missing } = dataset;
    if (missing !== undefined) {
      rows.push({ dataset: name, name: 'blend', skipped: `${missing} is not there (ONSHELF_DATA names the folder)` });
      continue;
    }
    const [shares, most, resamples] = quick ? [QUICK_SHARES, QUICK_MOST_SHOPPERS, 0] : [SHARES, MAX_SHOPPERS, RESAMPLES];
    if (name === 'beauty-leave-last-out') dataset.catalog = await writeFeed(dataset.events);
    const measured = await measureVariety(dataset, STEPS[name], shares, most, resamples, (step) => log(`  ${name}: ${step} ...`));
    rows.push(...measured.map((row) => ({ dataset: name, ...row })));
    // What was measured outlives a run that does not end well.
    writeFileSync(`${FOLDER}/rows.json`, JSON.stringify(rows));
  }
  const result = { machine: {}, notes: NOTES, rows, ratios: {} };
  if (write) await writeVariety(result, process.argv.slice(2));
  return result;
}

/** Amazon Beauty's categories as a feed. */
async function writeFeed(events) {
  const path = `${FOLDER}/catalog.jsonl`;
  const log = gunzipSync(await readFile(events))
    .toString('utf8')
    .trim();
  await writeFile(path, await catalogOf(log.split('\n')));
  return path;
}

async function buildMeasurement(root) {
  await build({
    cwd: root,
    // The trainer looks for its threads' file beside itself.
    input: { 'measure-variety': 'bench/variety/measure-variety.ts', 'training-worker': 'src/train/threads/training-worker.ts' },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api'],
    plugins: [rawFiles],
    logLevel: 'warn',
    output: { dir: FOLDER, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
  });
  return (await import(pathToFileURL(`${root}${FOLDER}/measure-variety.js`).href)).measureVariety;
}
