// How often items of each relevance are what the shopper goes on to: what `minRelevance` leaves, and what it costs.
import { fileURLToPath } from 'node:url';
import { importMeasurements } from './import-measurements.mjs';
import { holdOutShoppers } from './quiz/hold-out-shoppers.mjs';

const FOLDER = '.cache/bench/relevance';
const QUICK_SHOPPERS = 500;

/** Columns of the printed table. */
export const COLUMNS = ['name', 'items', 'hits', 'hitRate', '±', 'perList', 'skipped'];

const NOTES = [
  'Beauty, every fifth shopper held out of the pack; lists of twelve for their history without its last item, which is to be found.',
  'items: of all lists; hitRate: share of them that was the last item; ±: half of its 95 % interval; perList: items of a list.',
];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`
 */
export async function runBenchmark({ quick }) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const { missing, pack, shoppers } = await holdOutShoppers(FOLDER);
  if (missing !== undefined) return { machine: {}, notes: NOTES, rows: [{ name: 'beauty', skipped: missing }], ratios: {} };
  const { measureRelevance } = await importMeasurements('relevance/measure-relevance.ts', FOLDER);
  const rows = await measureRelevance(pack, quick ? shoppers.slice(0, QUICK_SHOPPERS) : shoppers);
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}
