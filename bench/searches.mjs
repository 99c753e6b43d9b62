// What lists gain by what shoppers search for: a seeded simulation over a public log of orders, as no public log has searches.
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { buildShippedPack } from './tools/data/build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile } from './tools/data/data-folder.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/searches';
/** Orders before it are the pack's, and the history. */
const CUT = Date.UTC(2011, 9, 1);
/** Shoppers with --quick. */
const FEW = 200;

/** Columns of the printed table. */
export const COLUMNS = [
  'name',
  'aim',
  'searches',
  'lists',
  'NDCG@10, plain',
  'NDCG@10',
  'gain',
  '±gain',
  'others, plain',
  'others',
  'skipped',
];

const NOTES = [
  'A simulation, seeded: online-retail has orders and no searches. A search is one to three words of the title of an item, at most half of its words, a tenth of them misspelt, made in the week before the first order after 1 October 2011. Pack and history are of the orders before. Targets: items of that order that were not bought before.',
  'aim: share of the searches that are for an item of that order; the others are for an item drawn by popularity, which has nothing to do with it. others: NDCG@10 of the targets that no search was for.',
  'answered: the search was made in the day before the last order, for an item of that. alone: nothing but the searches is known of the shopper. worth: the weight of a search just made in place of the one that ships, 0.5. gain: mean difference to the plain list; ±: half of its 95 % interval, over shoppers.',
];

const HABITS = [
  ...[1, 0.5, 0].flatMap((aim) => [1, 3].map((searches) => ({ name: 'before the order', aim, searches, when: 'next', history: true }))),
  ...[0.3, 1].flatMap((worth) =>
    [1, 0.5, 0].map((aim) => ({ name: `worth ${worth}`, aim, searches: 1, when: 'next', history: true, worth })),
  ),
  { name: 'answered', aim: 1, searches: 1, when: 'last', history: true },
  { name: 'alone', aim: 1, searches: 1, when: 'next', history: false },
  { name: 'alone', aim: 0, searches: 1, when: 'next', history: false },
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick }) {
  process.chdir(REPOSITORY_ROOT);
  const events = `${DATA_FOLDER}/online-retail/events.csv.gz`;
  const catalog = `${DATA_FOLDER}/online-retail/catalog.tsv`;
  const missing = missingFile([events, catalog]);
  if (missing !== undefined) return { machine: {}, notes: NOTES, rows: [{ name: 'all', skipped: missing }], ratios: {} };
  await mkdir(FOLDER, { recursive: true });
  const { measureSearches } = await importMeasurements(['searches/measure-searches.ts'], `${FOLDER}/code`);
  const { lines, shoppers } = readOrders(events);
  await writeFile(`${FOLDER}/events.csv`, lines.join('\n'));
  buildShippedPack(catalog, `${FOLDER}/events.csv`, `${FOLDER}/pack`);
  const some = quick ? shoppers.slice(0, FEW) : shoppers;
  const rows = [];
  for (const { name, ...habit } of HABITS) {
    process.stderr.write(`  ${name}, aim ${habit.aim}, ${habit.searches} ...\n`);
    rows.push({ name, aim: habit.aim, searches: habit.searches, ...summary(await measureSearches(`${FOLDER}/pack`, some, habit)) });
  }
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}

function summary(lists) {
  const mean = (of) => lists.reduce((sum, list) => sum + of(list), 0) / lists.length;
  const gain = mean(({ plain, heard }) => heard - plain);
  const variance = mean(({ plain, heard }) => (heard - plain - gain) ** 2);
  return {
    lists: lists.length,
    'NDCG@10, plain': mean(({ plain }) => plain),
    'NDCG@10': mean(({ heard }) => heard),
    gain,
    '±gain': 1.96 * Math.sqrt(variance / lists.length),
    'others, plain': mean(({ othersPlain }) => othersPlain),
    others: mean(({ othersHeard }) => othersHeard),
  };
}

/** `lines`: the log before the cut; `shoppers`: those who bought before and after it, without sales that name no customer. */
function readOrders(path) {
  const [header, ...all] = gunzipSync(readFileSync(path)).toString().trim().split('\n');
  const lines = [header];
  const bought = new Map();
  for (const line of all) {
    const [user, itemId, timestamp, name] = line.split(',');
    const time = Date.parse(timestamp);
    if (time < CUT) lines.push(line);
    if (user === '' || name !== 'purchase') continue;
    const own = bought.get(user) ?? [];
    bought.set(user, own);
    own.push({ itemId, time });
  }
  const shoppers = [];
  for (const own of bought.values()) {
    own.sort((a, b) => a.time - b.time);
    const before = own.filter(({ time }) => time < CUT);
    const time = own.find((one) => one.time >= CUT)?.time;
    if (before.length === 0 || time === undefined) continue;
    shoppers.push({ before, next: { time, itemIds: own.filter((one) => one.time === time).map(({ itemId }) => itemId) } });
  }
  return { lines, shoppers };
}
