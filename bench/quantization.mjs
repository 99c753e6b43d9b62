// The cost in accuracy of rounding a pack to int8, on the log ONSHELF_LOG, or the sample shop's.
import { importMeasurements } from './tools/import-measurements.mjs';

/** Columns of the printed table. */
export const COLUMNS = ['name', 'HR@10', 'NDCG@10'];

/** Runs the benchmark. */
export async function runBenchmark() {
  const { measureQuantization } = await importMeasurements(['quantization/measure-quantization.ts'], '.cache/bench/quantization');
  const log = process.env.ONSHELF_LOG ?? 'demo/sample/events.csv';
  const rows = await measureQuantization(log);
  const ndcg = Object.fromEntries(rows.map((row) => [row.name, row['NDCG@10']]));
  const ratios = Object.fromEntries(
    ['blend', 'ials'].map((model) => [`${model}: NDCG@10 of int8 vs float32`, ndcg[`${model}, int8`] / ndcg[`${model}, float32`]]),
  );
  return { rows, ratios, notes: [`Leave-last-out on ${log.split('/').slice(-2).join('/')}, history masked, same training and settings.`] };
}
