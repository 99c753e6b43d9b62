// What lists gain by learning on the device, from each shopper's own log: logs of shoppers held out of the pack, replayed.

import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { chosenNames } from './tools/chosen-names.mjs';
import { buildShippedPack } from './tools/data/build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from './tools/data/data-folder.mjs';
import { holdOutShoppers } from './tools/data/hold-out-shoppers.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/learning';
/** Logs shorter than this are never learned from long enough. */
const MIN_EVENTS = 15;
/** Events of a log that are replayed: its first. */
const MAX_EVENTS = 200;
/** Shoppers with --quick. */
const FEW = 40;
const DAY = 86_400_000;

/** Columns of the printed table. */
export const COLUMNS = ['dataset', 'name', 'lists', 'shoppers', 'NDCG@10, plain', 'NDCG@10', 'gain', '±gain', 'on', 'ms', 'kB', 'skipped'];

const NOTES = [
  `Every fifth shopper is held out of the pack; those with ${MIN_EVENTS} events or more are replayed, up to event ${MAX_EVENTS}. Before each event the list of ten for that moment is made; the event's item is the target. beauty: reviews, lists without items of the history. online-retail: purchases, lists with them.`,
  'shipped: what was learned is used where its gate is open for this shopper. where used: of these, only the lists with an open gate. always: for every list. on: share of the shoppers whose gate is open at the end.',
  'gain: mean difference of NDCG@10 to the plain list, over lists; ±: half of its 95 % interval, over shoppers. ms: of the processor, per event, gate included. kB: of a stored state.',
];

const DATASETS = { beauty: openBeauty, 'online-retail': openRetail };

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runBenchmark({ quick, only }) {
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  const { measureLearning } = await importMeasurements(['learning/measure-learning.ts'], FOLDER);
  const chosen = chosenNames(only, Object.keys(DATASETS));
  const rows = [];
  for (const [dataset, open] of Object.entries(DATASETS)) {
    if (!chosen.includes(dataset)) continue;
    process.stderr.write(`  ${dataset} ...\n`);
    const { missing, pack, logs, exclude } = await open();
    if (missing !== undefined) {
      rows.push({ dataset, name: 'all', skipped: missing });
      continue;
    }
    const long = logs.filter((log) => log.length >= MIN_EVENTS).map((log) => log.slice(0, MAX_EVENTS));
    const { lists, shoppers, on, milliseconds, bytes } = await measureLearning(pack, quick ? long.slice(0, FEW) : long, exclude);
    const shipped = { on: on / shoppers, ms: milliseconds, kB: bytes / 1000 };
    const used = lists.filter((list) => list.used);
    rows.push({ dataset, name: 'shipped', ...summary(lists, 'shipped'), ...shipped });
    rows.push({ dataset, name: 'where used', ...(used.length > 0 ? summary(used, 'shipped') : { lists: 0, shoppers: 0 }) });
    rows.push({ dataset, name: 'always', ...summary(lists, 'always') });
  }
  const chunk = readdirSync('dist').find((name) => name.startsWith('worker-create-learner-'));
  const machine = chunk === undefined ? {} : { chunk: `${gzipSync(readFileSync(`dist/${chunk}`)).length} bytes of ${chunk}, by gzip` };
  return { machine, notes: NOTES, rows, ratios: {} };
}

function summary(lists, which) {
  const byShopper = new Map();
  for (const list of lists) byShopper.set(list.shopper, [...(byShopper.get(list.shopper) ?? []), list]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const gain = mean(lists.map((list) => list[which] - list.plain));
  // Lists of one shopper are correlated: the interval is over the sums per shopper.
  const sums = [...byShopper.values()].map((own) => own.reduce((sum, list) => sum + list[which] - list.plain - gain, 0));
  const error = Math.sqrt(sums.reduce((sum, value) => sum + value ** 2, 0)) / lists.length;
  return {
    lists: lists.length,
    shoppers: byShopper.size,
    'NDCG@10, plain': mean(lists.map(({ plain }) => plain)),
    'NDCG@10': mean(lists.map((list) => list[which])),
    gain,
    '±gain': 1.96 * error,
  };
}

async function openBeauty() {
  const { missing, pack, shoppers = [] } = await holdOutShoppers(`${FOLDER}/beauty`);
  // The set has an order and no clock: one event an hour.
  const logs = shoppers.map((items) =>
    items.map((itemId, at) => ({ itemId, name: 'view_item', time: Date.UTC(2014, 0, 1) + at * (DAY / 24) })),
  );
  return { missing, pack, logs, exclude: 'seen' };
}

async function openRetail() {
  const events = `${DATA_FOLDER}/online-retail/events.csv.gz`;
  const catalog = `${DATA_FOLDER}/online-retail/catalog.tsv`;
  const missing = missingFile([events, catalog]);
  if (missing !== undefined) return { missing };
  await mkdir(`${FOLDER}/retail`, { recursive: true });
  const lines = [];
  const held = new Map();
  for await (const line of readGzippedLines(events)) {
    const [user, itemId, timestamp, name] = line.split(',');
    // Sales without a customer.
    if (user === '') continue;
    if (lines.length === 0 || Number(user) % 5 !== 0) lines.push(line);
    else if (name === 'purchase') held.set(user, [...(held.get(user) ?? []), { itemId, name, time: Date.parse(timestamp) }]);
  }
  await writeFile(`${FOLDER}/retail/events.csv`, lines.join('\n'));
  buildShippedPack(catalog, `${FOLDER}/retail/events.csv`, `${FOLDER}/retail/pack`);
  return { pack: `${FOLDER}/retail/pack`, logs: [...held.values()].map((log) => log.sort((a, b) => a.time - b.time)), exclude: 'none' };
}
