// What the small ranker gains, learned from each shopper's own clicks: visits of shoppers held out of the pack, replayed.
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { importMeasurements } from './import-measurements.mjs';
import { buildPack } from './quiz/build-pack.mjs';

const DATA = process.env.ONSHELF_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const FOLDER = '.cache/bench/ranker';
const FOLDS = 5;
/** Shoppers with fewer visits have no ranker at any time. */
const LEAST_VISITS = 6;
const DAY = 86_400_000;

/** Columns of the printed table. */
export const COLUMNS = ['name', 'lists', 'shoppers', 'NDCG@12, plain', 'NDCG@12', 'gain', '±gain', 'skipped'];

const NOTES = [
  'Online Retail, purchases of UCI; five folds of shoppers, each replayed on a pack built without them. Before each visit the list of twelve for that moment; what was then bought of it counts as clicked, the rest as shown and passed over. Lists may name what was bought before: most of it is.',
  'shipped: the ranker where it says that it helps this shopper, else the plain list. where used: of these, only the lists that it reordered. always: learned weights for everybody, from the first list with a click on.',
  'gain: mean of NDCG@12 less that of the plain list, over lists; ±: half of its 95 % interval, over shoppers as drawn at random.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick }) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const events = `${DATA}/online-retail/events.csv.gz`;
  const catalog = `${DATA}/online-retail/catalog.tsv`;
  const missing = [events, catalog].find((file) => !existsSync(file));
  if (missing !== undefined) {
    const rows = [{ name: 'online-retail', skipped: `${missing} is not there (ONSHELF_DATA names the folder)` }];
    return { machine: {}, notes: NOTES, rows, ratios: {} };
  }
  await mkdir(FOLDER, { recursive: true });
  const { measureRanker } = await importMeasurements('ranker/measure-ranker.ts', FOLDER);
  const lists = [];
  for (const fold of quick ? [0] : Array.from({ length: FOLDS }, (_, number) => number)) {
    process.stderr.write(`  fold ${fold} ...\n`);
    const { lines, shoppers } = await partLog(events, fold);
    await writeFile(`${FOLDER}/events.csv`, lines.join('\n'));
    buildPack(catalog, `${FOLDER}/events.csv`, `${FOLDER}/pack`);
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
  // Lists of one shopper are alike: the sums of their distances from the mean are what varies.
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

/** The log without the shoppers of a fold, and theirs: what each bought on a day, oldest first. */
async function partLog(path, fold) {
  const lines = [];
  const held = new Map();
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    const [user, item, timestamp, event] = line.split(',');
    // Sales to nobody in particular.
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
