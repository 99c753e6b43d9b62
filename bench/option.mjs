// What the closed form, the table of followers and the blend gain by a teacher, and by a mixture of several tables, on public logs.
import { optionColumns, runOptionBenchmark } from './option/option-benchmark.mjs';

const OPTIONS = ['teacher', 'mixture'];

/** Columns of the printed table. */
export const COLUMNS = [...new Set(OPTIONS.flatMap(optionColumns))];

/**
 * Runs the benchmark.
 *
 * @param options see `run.mjs`; `only` names options, datasets, or both
 */
export async function runBenchmark({ only, ...options }) {
  const named = OPTIONS.filter((option) => only?.includes(option));
  const datasets = only?.filter((name) => !OPTIONS.includes(name));
  const chosen = { ...options, ...(datasets?.length ? { only: datasets } : {}) };
  const results = [];
  for (const option of named.length > 0 ? named : OPTIONS) results.push(await runOptionBenchmark(option, chosen));
  return { machine: {}, notes: results.flatMap(({ notes }) => notes), rows: results.flatMap(({ rows }) => rows), ratios: {} };
}
