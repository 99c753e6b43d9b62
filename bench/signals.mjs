// What each signal of a shopper brings on held-out shoppers: looks, carts and purchases by their type; refunds, short looks, and dismissals of listed items.

import { mkdir } from 'node:fs/promises';
import { chosenNames } from './tools/chosen-names.mjs';
import { holdOutLogs } from './tools/data/hold-out-logs.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/signals';
/** Shoppers with --quick. */
const FEW = 100;
/** Shoppers whose lists are measured otherwise. */
const MANY = 1500;
/** Milliseconds on a page that are a short look. */
const SHORT_LOOK = 10_000;

/** Columns of the printed table. */
export const COLUMNS = ['dataset', 'name', 'heard', 'lists', 'shoppers', 'NDCG@10', 'gain', '±gain', 'alike', 'skipped'];

const DATASETS = {
  retailrocket: { heard: 'looks', types: ['view_item', 'add_to_cart', 'purchase'] },
  'online-retail': { heard: 'refunds', types: ['purchase'] },
};

const NOTES = [
  'Every fifth shopper is held out of the pack, which has no teacher, mixture and content. Up to six lists of ten before events of their log; the item of the event is the target. NDCG@10 is of lists with items of the history; gain: mean difference to the first row of its group; ±: half of its 95 % interval, over shoppers.',
  'view_item, add_to_cart, purchase: lists after the first event of the type. not heard: such events are left out, and where nothing else is known the list is of popular items; as a look: each counts as a view of its item.',
  'refunds (online-retail): lists after a refund. not heard: the purchase counts on. taken back: it does not. against it, S: besides, the item counts against what is alike, with the weight of a purchase, by the share S of a like.',
  'looks (retailrocket): lists after a look of at most ten seconds, told by the next event of the session.',
  'dismissals: SIMULATED, since no public log has dislikes. Two items of the list that the shopper never touches are dismissed before it is made again; the name is the share of a like. alike: items of the ten that the dismissed ones lead to.',
];

/**
 * Runs the benchmark.
 *
 * @param options `only` names datasets; with `quick`, of few shoppers
 */
export async function runBenchmark({ quick, only }) {
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  const { measureHeard, measureDismissals } = await importMeasurements(['signals/measure-signals.ts'], FOLDER);
  const rows = [];
  const chosen = chosenNames(only, Object.keys(DATASETS));
  for (const dataset of chosen) {
    const { heard, types } = DATASETS[dataset];
    process.stderr.write(`  ${dataset} ...\n`);
    const { missing, pack, logs } = await holdOutLogs(dataset);
    if (missing !== undefined) {
      rows.push({ dataset, name: 'all', skipped: missing });
      continue;
    }
    const some = logs.slice(0, quick ? FEW : MANY).map(withLooks);
    for (const type of types) rows.push(...summaries(dataset, type, await measureHeard(pack, some, type)));
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

/** A look is short where the next event of the session is soon. */
const withLooks = (log) =>
  log.map((one, at) => {
    const next = log[at + 1];
    const short = one.name === 'view_item' && next?.session === one.session && next.time - one.time <= SHORT_LOOK;
    return { ...one, short };
  });
