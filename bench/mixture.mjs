// What the table of followers and the blend gain by a mixture of several tables, on public logs.
import { optionColumns, runOptionBenchmark } from './option/option-benchmark.mjs';

/** Columns of the printed table. */
export const COLUMNS = optionColumns('mixture');

/** Runs the benchmark; for its options see `run.mjs`. */
export const runBenchmark = (options) => runOptionBenchmark('mixture', options);
