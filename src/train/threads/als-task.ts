import { type AlsSystem, gramOfFixed, solveAlsRows, whitenRows } from './als-rows.js';

/** The two sides of a factorisation, passed to each thread at its start. */
export interface AlsShared {
  readonly users: AlsSystem;
  readonly items: AlsSystem;
  /** Shape [GRAM_BLOCKS, dimensions, dimensions]. */
  readonly gramParts: Float64Array;
}

/** One task of one thread. */
export interface AlsTask {
  readonly side: 'users' | 'items';
  /** `gram`: blocks of the Gram matrix of the side's fixed factors. `whiten`: rows of those. `solve`: rows of the side. */
  readonly work: 'gram' | 'whiten' | 'solve';
  readonly from: number;
  readonly to: number;
  /** Number of the thread; each has its own working memory. */
  readonly thread: number;
}

/** Runs a task, in any thread. */
export function doAlsTask(shared: AlsShared, { side, work, from, to, thread }: AlsTask): void {
  const system = shared[side];
  if (work === 'solve') solveAlsRows(system, from, to, thread);
  else if (work === 'whiten') whitenRows(system, from, to, thread);
  else for (let block = from; block < to; block++) gramOfFixed(system, block, shared.gramParts, thread);
}
