// What the steps of freshness and variety cost: a list of 12 out of 500 candidates, on the processor.
import { importMeasurements } from './import-measurements.mjs';

/** Columns of the printed table. */
export const COLUMNS = ['name', 'candidates', 'count', 'medianMs', 'p95Ms'];

/** Runs the benchmark. */
export async function runBenchmark() {
  const { measureSteps } = await importMeasurements('lists/measure-steps.ts', '.cache/bench/lists');
  return { rows: measureSteps(), ratios: {}, notes: ['Seeded rows of 32 columns; in Node, on one thread. MMR alone, not a whole list.'] };
}
