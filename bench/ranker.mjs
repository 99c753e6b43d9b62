// The gain of the small ranker, learned from each shopper's own clicks: visits of shoppers held out of the pack, replayed. With `--only perceptron`, of the ranker of a pack.
import { mkdir, writeFile } from 'node:fs/promises';
import { PERCEPTRON_COLUMNS, runPerceptronBenchmark } from './ranker/perceptron-benchmark.mjs';
import { buildShippedPack } from './tools/data/build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from './tools/data/data-folder.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/ranker';
const FOLDS = 5;
/** Shoppers with fewer visits never have a ranker. */
const LEAST_VISITS = 6;
const DAY = 86_400_000;

const RANKER_COLUMNS = ['name', 'lists', 'shoppers', 'NDCG@12, plain', 'NDCG@12', 'gain', '±gain', 'skipped'];
/** Columns of the printed table. */
export const COLUMNS = [...new Set([...RANKER_COLUMNS, ...PERCEPTRON_COLUMNS])];

const NOTES = [
  'Online Retail, purchases of UCI; five folds of shoppers, each replayed on a pack built without them. Before each visit the list of twelve for that moment is made; items of it that were then bought count as clicked, the rest as shown. Lists may contain items bought before: most purchases are repeats.',
  'shipped: the ranker if its validation shows a gain for this shopper, else the plain list. where used: of these, only the lists that it reordered. always: learned weights for every shopper, after the first list with a click.',
  'gain: mean difference of NDCG@12 to the plain list, over lists; ±: half of its 95 % interval, over shoppers.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only`: `perceptron`, and datasets for it
 */
export async function runBenchmark({ quick, only }) {
  if (only?.includes('perceptron')) {
    const datasets = only.filter((name) => name !== 'perceptron');
    return runPerceptronBenchmark({ quick, only: datasets.length > 0 ? datasets : undefined });
  }
  process.chdir(REPOSITORY_ROOT);
  const events = `${DATA_FOLDER}/online-retail/events.csv.gz`;
  const catalog = `${DATA_FOLDER}/online-retail/catalog.tsv`;
  const missing = missingFile([events, catalog]);
  if (missing !== undefined) return { machine: {}, notes: NOTES, rows: [{ name: 'online-retail', skipped: missing }], ratios: {} };
  await mkdir(FOLDER, { recursive: true });
  const { measureRanker } = await importMeasurements(['ranker/measure-ranker.ts'], FOLDER);
  const lists = [];
  for (const fold of quick ? [0] : Array.from({ length: FOLDS }, (_, number) => number)) {
    process.stderr.write(`  fold ${fold} ...\n`);
    const { lines, shoppers } = await splitVisits(events, fold);
    await writeFile(`${FOLDER}/events.csv`, lines.join('\n'));
    buildShippedPack(catalog, `${FOLDER}/events.csv`, `${FOLDER}/pack`);
    lists.push(...(await measureRanker(`${FOLDER}/pack`, shoppers)));
  }
  const rows = [
    summary('shipped', lists, 'shipped'),
    summary(
      'where used',
      lists.filter(({ used }) => used),
      'shipped',
    ),
    summary('always', lists, 'always'),
  ];
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}

function summary(name, lists, which) {
  const byShopper = new Map();
  for (const list of lists) byShopper.set(list.shopper, [...(byShopper.get(list.shopper) ?? []), list]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const gain = mean(lists.map((list) => list[which] - list.plain));
  // Lists of one shopper are correlated: the interval is over the sums per shopper.
  const sums = [...byShopper.values()].map((own) => own.reduce((sum, list) => sum + list[which] - list.plain - gain, 0));
  const error = Math.sqrt(sums.reduce((sum, value) => sum + value ** 2, 0)) / lists.length;
  return {
    name,
    lists: lists.length,
    shoppers: byShopper.size,
    'NDCG@12, plain': mean(lists.map(({ plain }) => plain)),
    'NDCG@12': mean(lists.map((list) => list[which])),
    gain,
    '±gain': 1.96 * error,
  };
}

/** `lines`: the log without the shoppers of a fold; `shoppers`: the purchases per day of each shopper of the fold, oldest first. */
async function splitVisits(path, fold) {
  const lines = [];
  const held = new Map();
  for await (const line of readGzippedLines(path)) {
    const [user, item, timestamp, event] = line.split(',');
    // Sales without a customer.
    if (user === '') continue;
    if (lines.length === 0 || Number(user) % FOLDS !== fold) lines.push(line);
    else if (event === 'purchase') {
      const time = Date.parse(timestamp);
      const days = held.get(user) ?? new Map();
      const day = Math.floor(time / DAY);
      const visit = days.get(day) ?? { time, items: new Set() };
      visit.items.add(item);
      days.set(day, { time: Math.min(time, visit.time), items: visit.items });
      held.set(user, days);
    }
  }
  const shoppers = [...held].map(([user, days]) => [
    user,
    [...days.values()].map(({ time, items }) => ({ time, items: [...items] })).sort((a, b) => a.time - b.time),
  ]);
  return { lines, shoppers: new Map(shoppers.filter(([, visits]) => visits.length >= LEAST_VISITS)) };
}
