// What rounding a pack to int8 costs in accuracy, on a log: ONSHELF_LOG, or the sample shop's.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const FOLDER = '.cache/bench/quantization';

/** Columns of the printed table. */
export const COLUMNS = ['name', 'HR@10', 'NDCG@10'];

/** Runs the benchmark. */
export async function runBenchmark() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await build({
    cwd: root,
    input: { measure: 'bench/quantization/measure-quantization.ts' },
    platform: 'node',
    external: [/^node:/, '@duckdb/node-api'],
    logLevel: 'warn',
    output: { dir: FOLDER, format: 'esm', codeSplitting: false },
  });
  const { measureQuantization } = await import(pathToFileURL(`${root}${FOLDER}/measure.js`).href);
  const log = process.env.ONSHELF_LOG ?? 'demo/sample/events.csv';
  const rows = await measureQuantization(log);
  const ndcg = Object.fromEntries(rows.map((row) => [row.name, row['NDCG@10']]));
  const ratios = Object.fromEntries(
    ['blend', 'ials'].map((model) => [`${model}: NDCG@10 of int8 vs float32`, ndcg[`${model}, int8`] / ndcg[`${model}, float32`]]),
  );
  return { rows, ratios, notes: [`Leave-last-out on ${log.split('/').slice(-2).join('/')}, history masked, same training and settings.`] };
}
