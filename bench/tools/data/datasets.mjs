import { DATA_FOLDER, missingFile } from './data-folder.mjs';

const ALL_FOLDS = [0, 1, 2, 3, 4];

/** Logs and protocols that are measured; paths are relative to the folder of the logs. */
const DATASETS = [
  {
    name: 'beauty-leave-last-out',
    events: 'beauty/events.csv.gz',
    split: { protocol: 'leave-last-out' },
  },
  {
    name: 'beauty-held-out-users',
    events: 'beauty/events.csv.gz',
    split: { protocol: 'held-out-users', folds: ALL_FOLDS },
  },
  {
    name: 'retailrocket-cases',
    events: 'retailrocket/events.csv.gz',
    split: { protocol: 'cases', cases: 'retailrocket/cases.csv.gz' },
  },
  {
    name: 'retailrocket-week',
    events: 'retailrocket/log.csv.gz',
    // The last two days of a week of views, carts and purchases.
    split: { protocol: 'time-split', before: Date.UTC(2015, 8, 16) },
  },
  {
    name: 'online-retail',
    events: 'online-retail/events.csv.gz',
    catalog: 'online-retail/catalog.tsv',
    split: { protocol: 'time-split', before: Date.UTC(2011, 9, 1) },
  },
];

/**
 * The datasets to measure, with the paths of their files on this machine.
 *
 * @param only names; undefined for all
 * @param quick whether one fold is enough
 * @returns each with `missing`, a message if a file of it is missing
 */
export function datasets(only, quick) {
  const place = (file) => (file === undefined ? undefined : `${DATA_FOLDER}/${file}`);
  return DATASETS.filter(({ name }) => only?.includes(name) ?? true).map((dataset) => {
    const { events, catalog, split } = dataset;
    const placed = {
      ...dataset,
      events: place(events),
      catalog: place(catalog),
      split: {
        ...split,
        ...(split.cases === undefined ? {} : { cases: place(split.cases) }),
        ...(quick && split.folds !== undefined ? { folds: [0] } : {}),
      },
    };
    return { ...placed, missing: missingFile([placed.events, placed.catalog, placed.split.cases]) };
  });
}

/** Names of all datasets. */
export const DATASET_NAMES = DATASETS.map(({ name }) => name);
