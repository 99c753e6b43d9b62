// The gain of a taste quiz for an unknown shopper: NDCG@10 after 0 to 6 answers, by how its pairs are chosen.
import { holdOutShoppers } from './tools/data/hold-out-shoppers.mjs';
import { importMeasurements } from './tools/import-measurements.mjs';
import { REPOSITORY_ROOT } from './tools/repository-root.mjs';

const FOLDER = '.cache/bench/quiz';
const SHOPPERS = Number.POSITIVE_INFINITY;
const QUICK_SHOPPERS = 200;

/** Columns of the printed table. */
export const COLUMNS = ['name', 'answers', 'shoppers', 'NDCG@10', '±NDCG@10', 'skipped'];

const NOTES = [
  'Beauty, every fifth shopper held out of the pack. Only their answers are known; of two items they choose the one that the blend scores higher on their true history without its last item. The last item is the target, in a ranking of the whole catalogue.',
  '±NDCG@10: half of the 95 % interval of the mean, over shoppers.',
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
  const { measureQuiz } = await importMeasurements(['quiz/measure-quiz.ts'], FOLDER);
  const rows = await measureQuiz(pack, shoppers.slice(0, quick ? QUICK_SHOPPERS : SHOPPERS));
  return { machine: {}, notes: NOTES, rows, ratios: {} };
}
