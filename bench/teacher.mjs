// What the closed form and the blend gain by a teacher, on public logs.
import { optionColumns, runOptionBenchmark } from './option/option-benchmark.mjs';

/** Columns of the printed table. */
export const COLUMNS = optionColumns('teacher');

/** Runs the benchmark; for its options see `run.mjs`. */
export const runBenchmark = (options) => runOptionBenchmark('teacher', options);
