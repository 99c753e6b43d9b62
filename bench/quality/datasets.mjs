import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the public logs lie: they are not ours to publish, so they lie outside the repository. */
const DATA = process.env.ONSHELF_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

const ALL_FOLDS = [0, 1, 2, 3, 4];

/**
 * What is measured: a log and a protocol; `figures` stand in the table.
 */
const DATASETS = [
  {
    name: 'beauty-leave-last-out',
    events: 'beauty/events.csv.gz',
    scenario: { protocol: 'leave-last-out' },
    figures: ['HR@10', 'NDCG@10'],
  },
  {
    name: 'beauty-held-out-users',
    events: 'beauty/events.csv.gz',
    scenario: { protocol: 'held-out-users', folds: ALL_FOLDS },
    figures: ['HR@10', 'NDCG@10'],
  },
  {
    name: 'retailrocket-cases',
    events: 'retailrocket/events.csv.gz',
    scenario: { protocol: 'cases', cases: 'retailrocket/cases.csv.gz' },
    figures: ['HR@20', 'MRR@20', 'NDCG@10'],
  },
  {
    name: 'retailrocket-week',
    events: 'retailrocket/log.csv.gz',
    // The last two days of a week of views, carts and purchases.
    scenario: { protocol: 'time-split', before: Date.UTC(2015, 8, 16) },
    figures: ['HR@10', 'NDCG@10', 'HR@20'],
  },
  {
    name: 'online-retail',
    events: 'online-retail/events.csv.gz',
    catalog: 'online-retail/catalog.tsv',
    scenario: { protocol: 'time-split', before: Date.UTC(2011, 9, 1) },
    figures: ['HR@10', 'NDCG@10', 'HR@20'],
  },
];

/**
 * The datasets to measure, with the paths of their files on this machine.
 *
 * @param only names to keep; undefined for all
 * @param quick one fold is enough
 * @returns each with `missing`, the first of its files that is not there, or undefined
 */
export function datasets(only, quick) {
  const place = (file) => (file === undefined ? undefined : `${DATA}/${file}`);
  return DATASETS.filter(({ name }) => only?.includes(name) ?? true).map((dataset) => {
    const { events, catalog, scenario } = dataset;
    const placed = {
      ...dataset,
      events: place(events),
      catalog: place(catalog),
      scenario: {
        ...scenario,
        ...(scenario.cases === undefined ? {} : { cases: place(scenario.cases) }),
        ...(quick && scenario.folds !== undefined ? { folds: [0] } : {}),
      },
    };
    const missing = [placed.events, placed.catalog, placed.scenario.cases].find((file) => file !== undefined && !existsSync(file));
    return { ...placed, missing };
  });
}

/** Names of all datasets. */
export const DATASET_NAMES = DATASETS.map(({ name }) => name);
