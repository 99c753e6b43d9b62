// How often items of each relevance are the shopper's next item: what `minDistinctness` (once `minRelevance`) keeps, and what it costs.
import { holdOutShoppers } from './tools/data/hold-out-shoppers.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/relevance';
const QUICK_SHOPPERS = 500;

/** Columns of the printed table. */
export const COLUMNS = ['name', 'items', 'hits', 'hitRate', '±', 'perList', 'skipped'];

const NOTES = [
  'Beauty, every fifth shopper held out of the pack; lists of twelve for their history without its last item, which is the target.',
  'items: of all lists; hitRate: share of them that is the target; ±: half of its 95 % interval; perList: mean number of items per list.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick }) {
  process.chdir(REPOSITORY_ROOT);
  const { missing, pack, shoppers } = await holdOutShoppers(FOLDER);
  if (missing !== undefined) return { machine: {}, notes: NOTES, rows: [{ name: 'beauty', skipped: missing }], ratios: {} };
  const { measureRelevance } = await importMeasurements(['relevance/measure-relevance.ts'], FOLDER);
  const rows = await measureRelevance(pack, quick ? shoppers.slice(0, QUICK_SHOPPERS) : shoppers);
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}
