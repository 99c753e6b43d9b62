// What lists gain by the ranker of a pack (`onshelf build --ranker`): trained on shoppers held out of the pack, measured on others.
import { mkdir, writeFile } from 'node:fs/promises';
import { chosenNames } from '../tools/chosen-names.mjs';
import { buildShippedPack } from '../tools/data/build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from '../tools/data/data-folder.mjs';
import { beautyFeed } from '../tools/data/hold-out-shoppers.mjs';
import { importMeasurements } from '../tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from '../tools/repository-root.mjs';

const FOLDER = '.cache/bench/perceptron';
const SEEDS = [1, 2, 3];
const NAMES = ['view_item', 'add_to_cart', 'purchase'];

/** Columns of its rows. */
export const PERCEPTRON_COLUMNS = [
  'dataset',
  'name',
  'shoppers',
  'lists',
  'NDCG@10, plain',
  'NDCG@10',
  'gain',
  '±gain',
  'open',
  'seconds',
  'skipped',
];

const NOTES = [
  'A share of the shoppers is held out of the pack (every fifth; of online-retail, every second). The ranker learns from up to 1000 of these, as in a build, and reorders lists of others: the four latest lists of each, before an item that was new to them, without items of the history. Two trainings for each of three seeds.',
  'shipped: where its gate, cross-fitted on those it learns from, is open. always: in any case. lists: those with the chosen item among 80 candidates, which a training learns from. open: share of the trainings with an open gate.',
  'gain: mean difference of NDCG@10 to the plain lists, over shoppers and seeds; ±: half of its 95 % interval, over shoppers.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runPerceptronBenchmark({ quick, only }) {
  process.chdir(REPOSITORY_ROOT);
  const { measurePerceptron } = await importMeasurements(['ranker/measure-perceptron.ts'], FOLDER);
  const chosen = chosenNames(only, Object.keys(DATASETS));
  const rows = [];
  for (const [dataset, open] of Object.entries(DATASETS)) {
    if (!chosen.includes(dataset)) continue;
    process.stderr.write(`  ${dataset} ...\n`);
    const { missing, pack, logs } = await open(`${FOLDER}/${dataset}`);
    if (missing !== undefined) {
      rows.push({ dataset, name: 'all', skipped: missing });
      continue;
    }
    const runs = [];
    for (const seed of quick ? SEEDS.slice(0, 1) : SEEDS) runs.push(await measurePerceptron(pack, logs, seed));
    const costs = {
      lists: mean(runs.map(({ lists }) => lists)),
      open: mean(runs.map(({ open }) => open)),
      seconds: mean(runs.map(({ seconds }) => seconds)),
    };
    rows.push({ dataset, name: 'shipped', ...summary(runs, 'shipped'), ...costs });
    rows.push({ dataset, name: 'always', ...summary(runs, 'always') });
  }
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}

/** Means over the runs of each shopper, which are not independent; then over the shoppers. */
function summary(runs, which) {
  const plain = runs[0].shoppers.map((shopper) => shopper.plain);
  const gains = plain.map((before, at) => mean(runs.map(({ shoppers }) => shoppers[at][which])) - before);
  const gain = mean(gains);
  const error = Math.sqrt(mean(gains.map((value) => (value - gain) ** 2)) / gains.length);
  return { shoppers: plain.length, 'NDCG@10, plain': mean(plain), 'NDCG@10': mean(plain) + gain, gain, '±gain': 1.96 * error };
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const DATASETS = {
  beauty: (folder) =>
    holdOut(folder, 'beauty/events.csv.gz', {
      share: 5,
      // The set has an order and no clock: one event an hour.
      timeOf: (time) => Number(time) * 3_600_000,
      feed: async (lines) => [await beautyFeed(lines), 'jsonl'],
    }),
  retailrocket: (folder) =>
    holdOut(folder, 'retailrocket/log.csv.gz', {
      share: 5,
      timeOf: (time) => Number(time) * 1000,
      feed: ([, ...lines]) => {
        const categories = new Map(lines.map((line) => [line.split(',')[1], line.split(',')[5]]));
        const items = [...categories].map(([id, category]) => `${id}\tItem ${id}\tCategory ${category}`);
        return [['id\ttitle\tproduct_type', ...items].join('\n'), 'tsv'];
      },
    }),
  'online-retail': (folder) =>
    holdOut(folder, 'online-retail/events.csv.gz', { share: 2, timeOf: Date.parse, catalog: 'online-retail/catalog.tsv' }),
};

/** Builds a pack without a share of the shoppers. `logs`: their events, oldest first, shoppers in the order of the file. */
async function holdOut(folder, path, { share, timeOf, feed, catalog }) {
  const events = `${DATA_FOLDER}/${path}`;
  const missing = missingFile([events, ...(catalog === undefined ? [] : [`${DATA_FOLDER}/${catalog}`])]);
  if (missing !== undefined) return { missing };
  await mkdir(folder, { recursive: true });
  const [lines, all, held] = [[], [], new Map()];
  for await (const line of readGzippedLines(events)) {
    const [user, itemId, timestamp, name = 'view_item'] = line.split(',');
    // Sales without a customer.
    if (user === '') continue;
    all.push(line);
    if (lines.length === 0 || Number(user) % share !== 0) lines.push(line);
    else if (NAMES.includes(name)) held.set(user, [...(held.get(user) ?? []), { itemId, name, time: timeOf(timestamp) }]);
  }
  const logs = [...held.values()].map((log) => log.sort((a, b) => a.time - b.time));
  let made = `${DATA_FOLDER}/${catalog}`;
  if (feed !== undefined) {
    const [text, ending] = await feed(all);
    made = `${folder}/catalog.${ending}`;
    await writeFile(made, text);
  }
  await writeFile(`${folder}/events.csv`, lines.join('\n'));
  buildShippedPack(made, `${folder}/events.csv`, `${folder}/pack`);
  return { pack: `${folder}/pack`, logs };
}
