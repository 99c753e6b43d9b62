// `node bench/dislikes/print-dislikes.mjs [--quick] [DATASET ...]`: what it brings, and costs, to hear a shopper's no: refunds, short looks, and dismissals of listed items.

import { mkdir, writeFile } from 'node:fs/promises';
import { buildShippedPack } from '../tools/data/build-shipped-pack.mjs';
import { DATA_FOLDER, missingFile, readGzippedLines } from '../tools/data/data-folder.mjs';
import { importMeasurements } from '../tools/import-measurements.mjs';
import { printTable } from '../tools/print-table.mjs';
import { REPOSITORY_ROOT } from '../tools/repository-root.mjs';

const FOLDER = '.cache/bench/dislikes';
/** Shoppers with --quick. */
const FEW = 100;
/** Shoppers whose lists are measured otherwise. */
const MANY = 1500;
/** Milliseconds on a page that are a short look. */
const SHORT_LOOK = 10_000;
/** Packs of fewer parts, made in a minute: without teacher, mixture and content. */
const PLAIN = ['--teacher', 'none', '--mixture', 'none', '--without-content'];

/** Columns of the printed table. */
const COLUMNS = ['dataset', 'name', 'heard', 'lists', 'shoppers', 'NDCG@10', 'gain', '±gain', 'alike', 'skipped'];

const NOTES = [
  'Every fifth shopper is held out of the pack, which has no teacher, mixture and content. Up to six lists of ten before events of their log; the item of the event is the target. NDCG@10 is of lists with items of the history; gain: mean difference to the first row of its group; ±: half of its 95 % interval, over shoppers.',
  'refunds (online-retail): lists after a refund. not heard: the purchase counts on. taken back: it does not. against it, S: besides, the item counts against what is alike, with the weight of a purchase, by the share S of a like.',
  'looks (retailrocket): lists after a look of at most ten seconds, told by the next event of the session.',
  'dismissals: SIMULATED, since no public log has dislikes. Two items of the list that the shopper never touches are dismissed before it is made again; the name is the share of a like. alike: items of the ten that the dismissed ones lead to.',
];

/**
 * Runs the benchmark.
 *
 * @param options `only` names datasets; with `quick`, of few shoppers
 */
async function runBenchmark({ quick, only }) {
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  const { measureHeard, measureDismissals } = await importMeasurements(['dislikes/measure-dislikes.ts'], FOLDER);
  const rows = [];
  for (const [dataset, { open, heard }] of Object.entries(DATASETS)) {
    if (only !== undefined && !only.includes(dataset)) continue;
    process.stderr.write(`  ${dataset} ...\n`);
    const { missing, pack, logs } = await open();
    if (missing !== undefined) {
      rows.push({ dataset, name: 'all', skipped: missing });
      continue;
    }
    const some = logs.slice(0, quick ? FEW : MANY);
    rows.push(...summaries(dataset, heard, await measureHeard(pack, some, heard)));
    rows.push(...summaries(dataset, 'dismissals', await measureDismissals(pack, some)));
  }
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}

function summaries(dataset, name, lists) {
  if (lists.length === 0) return [{ dataset, name, lists: 0 }];
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, ...others] = Object.keys(lists[0].gains);
  return [first, ...others].map((heard) => {
    const gain = mean(lists.map(({ gains }) => gains[heard] - gains[first]));
    const sums = new Map();
    for (const { shopper, gains } of lists) sums.set(shopper, (sums.get(shopper) ?? 0) + gains[heard] - gains[first] - gain);
    // Lists of one shopper are correlated: the interval is over the sums per shopper.
    const error = Math.sqrt([...sums.values()].reduce((sum, value) => sum + value ** 2, 0)) / lists.length;
    const alike = mean(lists.map((list) => list.alike[heard] ?? Number.NaN));
    return {
      dataset,
      name,
      heard,
      lists: lists.length,
      shoppers: sums.size,
      'NDCG@10': mean(lists.map(({ gains }) => gains[heard])),
      gain,
      '±gain': 1.96 * error,
      ...(Number.isNaN(alike) ? {} : { alike }),
    };
  });
}

const DATASETS = {
  retailrocket: {
    heard: 'looks',
    open: async () => {
      const items = new Map();
      const path = `${DATA_FOLDER}/retailrocket/log.csv.gz`;
      const missing = missingFile([path]);
      if (missing !== undefined) return { missing };
      for await (const line of readGzippedLines(path)) {
        const [, id, , , , category] = line.split(',');
        if (id !== 'item_id') items.set(id, JSON.stringify({ id, title: `Item ${id}`, product_type: category }));
      }
      const catalog = `${FOLDER}/retailrocket.jsonl`;
      await writeFile(catalog, [...items.values()].join('\n'));
      const read = ([user, itemId, time, name, session]) => ({ user, itemId, time: Number(time) * 1000, name, session });
      const { logs, ...rest } = await split('retailrocket', 'retailrocket/log.csv.gz', catalog, read);
      const withLooks = (log) =>
        log.map((one, at) => {
          const next = log[at + 1];
          const short = one.name === 'view_item' && next?.session === one.session && next.time - one.time <= SHORT_LOOK;
          return { ...one, short };
        });
      return { ...rest, logs: logs?.map(withLooks) };
    },
  },
  'online-retail': {
    heard: 'refunds',
    open: async () => {
      const catalog = `${DATA_FOLDER}/online-retail/catalog.tsv`;
      // The numbers of credit notes are none of orders.
      const read = ([user, itemId, timestamp, name, pieces]) => ({
        user,
        itemId,
        time: Date.parse(timestamp),
        name,
        pieces: Number(pieces),
      });
      return split('retail', 'online-retail/events.csv.gz', catalog, read);
    },
  },
};

/** Holds every fifth shopper of a log out, and builds a pack of the others. */
async function split(name, path, catalog, read) {
  const events = `${DATA_FOLDER}/${path}`;
  const missing = missingFile([events, catalog]);
  if (missing !== undefined) return { missing };
  await mkdir(`${FOLDER}/${name}`, { recursive: true });
  const lines = [];
  const held = new Map();
  for await (const line of readGzippedLines(events)) {
    const { user, ...event } = read(line.split(','));
    // Sales without a customer.
    if (user === '') continue;
    if (lines.length === 0 || Number(user) % 5 !== 0) lines.push(line);
    else held.set(user, [...(held.get(user) ?? []), event]);
  }
  await writeFile(`${FOLDER}/${name}/events.csv`, lines.join('\n'));
  buildShippedPack(catalog, `${FOLDER}/${name}/events.csv`, `${FOLDER}/${name}/pack`, PLAIN);
  return { pack: `${FOLDER}/${name}/pack`, logs: [...held.values()].map((log) => log.sort((a, b) => a.time - b.time)) };
}

const asked = process.argv.slice(2).filter((name) => name !== '--quick');
const result = await runBenchmark({ quick: process.argv.includes('--quick'), only: asked.length > 0 ? asked : undefined });
printTable({ bench: 'dislikes', ...result }, COLUMNS);
