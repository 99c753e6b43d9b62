import type { Interactions } from '../log/interactions.js';
import type { LocalRidge } from '../matrices/local-ridge.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';
import { balancedRanges } from '../threads/als-pool.js';
import { createThreadPool } from '../threads/thread-pool.js';
import type { ItemNeighbours } from './item-cosine.js';
import { addSecondHop, strongestNeighbours } from './strongest-neighbours.js';
import { countTransitions, type TransitionSettings } from './transition-counts.js';

/** How the items that follow are learned. */
export interface ClosedFormSettings extends TransitionSettings {
  /** Ridge in squares of a usual event's worth, > 0. */
  readonly ridge: number;
  /** What an item reached by two steps is worth beside one reached by one; 0 leaves two steps out. */
  readonly secondHop: number;
  /** Followers kept per item, 1 to 1000. */
  readonly followers: number;
  /** Threads; the result does not depend on it. */
  readonly threads: number;
}

/**
 * What a shopper goes on to, in closed form: per target item a ridge regression of "is this the next item?" on the decayed
 * past, over the items that most often came before it. Directed and weighted by distance as SLIST is, with EASE's ridge in
 * place of its constraint, since a target is no part of its own past. Solving per target on a few candidates costs
 * O(items x candidates^3) and never holds items x items numbers. Items reached by two steps then fill the tail, as in a
 * random walk with restart, so that the table reaches beyond what stood together in some history.
 *
 * @param interactions who touched what
 * @param settings sizes and strengths
 * @param progress told the items finished, of 2 x items
 * @returns per item its followers, strongest first
 * @see Steck: Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019
 * @see Choi, Kim, Lee, Shim, Lee: Session-aware Linear Item-Item Models for Session-based Recommendation, WWW 2021
 * @see Ning, Karypis: SLIM: Sparse Linear Methods for Top-N Recommender Systems, ICDM 2011, for candidates per target
 * @see Nikolakopoulos, Karypis: RecWalk: Nearly Uncoupled Random Walks for Top-N Recommendation, WSDM 2019
 */
export async function closedForm(
  interactions: Interactions,
  settings: ClosedFormSettings,
  progress: ProgressStep,
): Promise<ItemNeighbours> {
  const { items } = interactions;
  const { gram, candidates } = countTransitions(interactions, settings, progress);
  const solved = new Float32Array(new SharedArrayBuffer(4 * candidates.indices.length));
  const shared: LocalRidge = { gram, candidates, solved, ridge: settings.ridge };
  const pool = createThreadPool({ kind: 'local-ridge', shared }, settings.threads);
  try {
    // In slices, so that progress shows.
    const slices = balancedRanges(candidates, pool.threads * SLICES);
    for (let first = 0; first < slices.length; first += pool.threads) {
      const turn = slices.slice(first, first + pool.threads);
      await pool.run(turn.map(([from, to]) => ({ from, to })));
      progress.update(items + turn[turn.length - 1][1]);
    }
  } finally {
    await pool.close();
  }
  // The regression speaks against some sources; a table of followers holds what speaks for an item.
  const bySource: SparseMatrix = transpose({ ...candidates, values: solved.map((value) => Math.max(0, value)) });
  const direct = strongestNeighbours(bySource, settings.followers);
  return settings.secondHop > 0 ? addSecondHop(direct, settings.secondHop, settings.followers) : direct;
}

/** Turns that the work is done in. */
const SLICES = 16;
