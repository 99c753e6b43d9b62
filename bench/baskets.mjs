// What goes with a cart: the model of baskets beside what the page lists without it, co-purchase cosine and popularity.
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { chosenNames } from './tools/chosen-names.mjs';
import { DATA_FOLDER, missingFile } from './tools/data/data-folder.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/baskets';
const RESAMPLES = 1000;
const QUICK_SHOPPERS = 300;

/** Columns of the printed table. */
export const COLUMNS = ['dataset', 'given', 'name', 'HR@10', 'NDCG@10', '±NDCG@10', 'own category', 'listed', 'baskets', 'skipped'];

const NOTES = [
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

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names datasets
 */
export async function runBenchmark({ quick, only }) {
  const chosen = chosenNames(
    only,
    DATASETS.map(({ name }) => name),
  );
  process.chdir(REPOSITORY_ROOT);
  await mkdir(FOLDER, { recursive: true });
  execFileSync(process.execPath, ['scripts/make-sample.mjs', '--out', `${FOLDER}/sample`]);
  const { measureBaskets } = await importMeasurements(['baskets/measure-baskets.ts'], FOLDER);
  const rows = [];
  const ratios = {};
  for (const { name, ...log } of DATASETS.filter(({ name }) => chosen.includes(name))) {
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
