import type { LocalRidge } from '../matrices/local-ridge.js';
import { balancedRanges } from './als-pool.js';
import { createThreadPool } from './thread-pool.js';

/** Number of ranges per thread, for the progress. */
const RANGES = 16;

/**
 * Solves a ridge regression per target, on threads.
 *
 * @param system products and ridge
 * @param threads their number; the result does not depend on it
 * @param solvedUpTo receives the number of targets solved
 * @returns the weights of the candidates, in their order. Shape [entries of `candidates`]
 */
export async function solveRidges(
  system: Omit<LocalRidge, 'solved'>,
  threads: number,
  solvedUpTo: (targets: number) => void,
): Promise<Float32Array> {
  const { candidates } = system;
  const solved = new Float32Array(new SharedArrayBuffer(4 * candidates.indices.length));
  const pool = createThreadPool({ kind: 'local-ridge', shared: { ...system, solved } }, threads);
  try {
    // In ranges, for the progress.
    const ranges = balancedRanges(candidates, pool.threads * RANGES);
    for (let first = 0; first < ranges.length; first += pool.threads) {
      const turn = ranges.slice(first, first + pool.threads);
      await pool.run(turn.map(([from, to]) => ({ from, to })));
      solvedUpTo(turn[turn.length - 1][1]);
    }
  } finally {
    await pool.close();
  }
  return solved;
}
