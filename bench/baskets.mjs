// What lists of one item name of what is taken with it, and instead of it; and what goes with a cart: the model of baskets beside what the page lists without it, co-purchase cosine and popularity.
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { chosenNames } from './tools/chosen-names.mjs';
import { DATA_FOLDER, missingFile } from './tools/data/data-folder.mjs';
import { holdOutLogs } from './tools/data/hold-out-logs.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/baskets';
const RESAMPLES = 1000;
const QUICK_SHOPPERS = 300;

/** Columns of the printed table. */
export const COLUMNS = [
  'dataset',
  'given',
  'name',
  'HR@10',
  'NDCG@10',
  '±NDCG@10',
  'own category',
  'listed',
  'baskets',
  'taken',
  'pairs',
  '±HR@10',
  'skipped',
];

const NOTES = [
  'related, boughtTogether: the lists of one item, on shoppers held out of the pack: every fifth. taken instead: looked at and not taken (carted or bought) in a visit in which another item of its category was; online-retail has neither looks nor categories: bought in an order and not in the next, in which an item alike was, for the first time. taken with: both taken in one visit, or bought within seven days, and of different categories. Alike: the words of their titles, weighted by rarity, have a cosine of 0.5 or more. own category: share of the listed items that are of the category, or alike. At most 20 pairs of a shopper; ±: half of the 95 % interval, over shoppers.',
  '`onshelf evaluate --protocol baskets`: one item of each later basket is left out; given: all other items of the basket, or one of them (a product page). Everything is trained on what was before; full ranking of the catalogue without the cart.',
  'baskets: the model of baskets as it ships, encoded and decoded. co-interest: boughtTogether() of a pack without it. own category: share of the listed items in a category of the cart; "left out": the same of the items that shoppers had put there.',
  '±NDCG@10: half of the 95 % interval, 1000 resamples. --quick: 300 shoppers, no intervals.',
];

const DATASETS = [
  {
    name: 'online-retail',
    events: `${DATA_FOLDER}/online-retail/events.csv.gz`,
    catalog: `${DATA_FOLDER}/online-retail/catalog.tsv`,
    before: Date.UTC(2011, 9, 1),
  },
  { name: 'sample', events: `${FOLDER}/sample/events.csv`, catalog: `${FOLDER}/sample/catalog.tsv` },
];

const PARTS = ['carts', 'alternatives'];
const LOGS = ['online-retail', 'retailrocket', 'sample'];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names parts (`carts`, `alternatives`), datasets, or both
 */
export async function runBenchmark({ quick, only }) {
  const named = chosenNames(only, [...PARTS, ...LOGS]);
  const chosenOf = (names) => (names.some((name) => named.includes(name)) ? names.filter((name) => named.includes(name)) : names);
  const [parts, logs] = [chosenOf(PARTS), chosenOf(LOGS)];
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  execFileSync(process.execPath, ['scripts/make-sample.mjs', '--out', `${FOLDER}/sample`]);
  const { measureBaskets, measureAlternatives } = await importMeasurements(
    ['baskets/measure-baskets.ts', 'baskets/measure-alternatives.ts'],
    FOLDER,
  );
  const rows = [];
  const ratios = {};
  for (const dataset of parts.includes('alternatives') ? logs : []) {
    process.stderr.write(`  ${dataset}: alternatives ...\n`);
    const { missing, pack, logs: held } = await holdOutLogs(dataset);
    if (missing !== undefined) rows.push({ dataset, name: 'related', skipped: missing });
    else for (const row of await measureAlternatives(pack, quick ? held.slice(0, QUICK_SHOPPERS) : held)) rows.push({ dataset, ...row });
  }
  for (const { name, ...log } of DATASETS.filter(({ name }) => parts.includes('carts') && logs.includes(name))) {
    const missing = missingFile([log.events, log.catalog]);
    if (missing !== undefined) {
      rows.push({ dataset: name, name: 'baskets', skipped: missing });
      continue;
    }
    const options = quick ? { resamples: 0, mostShoppers: QUICK_SHOPPERS } : { resamples: RESAMPLES };
    const measured = await measureBaskets(log, options, (step) => process.stderr.write(`  ${name}: ${step} ...\n`));
    for (const { given, interval, ownCategory, ...row } of measured.models) {
      const error = interval === null ? {} : { '±NDCG@10': (interval[1] - interval[0]) / 2 };
      const own = ownCategory === null ? {} : { 'own category': ownCategory };
      rows.push({ dataset: name, given, ...row, ...error, ...own, baskets: measured.baskets.measured });
    }
    if (measured.ownCategory !== null) rows.push({ dataset: name, given: 'rest', name: 'left out', 'own category': measured.ownCategory });
    for (const given of ['rest', 'one']) {
      const of = (model) => measured.models.find((row) => row.given === given && row.name === model)['NDCG@10'];
      for (const peer of ['co-interest', 'co-purchase cosine', 'popularity'])
        ratios[`${name}, given ${given}: NDCG@10 of baskets / ${peer}`] = of('baskets') / of(peer);
    }
  }
  return { machine: {}, notes: NOTES, rows, ratios };
}
