import type { Interactions } from '../log/interactions.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';
import { solveRidges } from '../threads/solve-ridges.js';
import type { ItemNeighbours } from './item-cosine.js';
import { addSecondHop, strongestNeighbours } from './strongest-neighbours.js';
import { countTransitions, type TransitionSettings } from './transition-counts.js';

/** Settings of the closed form. */
export interface ClosedFormSettings extends TransitionSettings {
  /** Ridge, in units of the mean squared event weight, > 0. */
  readonly ridge: number;
  /** Weight of items reached by two steps, relative to one step; 0: one step only. */
  readonly secondHop: number;
  /** Maximum number of followers per item, 1 to 1000. */
  readonly followers: number;
  /** Threads; the result does not depend on it. */
  readonly threads: number;
}

/**
 * Next items in closed form: per target item a ridge regression of whether it is the next item on the decayed history, over the
 * items that most often came before it. Directed and weighted by distance like SLIST, with EASE's ridge in place of its constraint,
 * because a target is not part of its own history. Solving per target on a few candidates costs O(items x candidates^3) and needs no
 * items x items memory. Items reached by two steps then extend the table, as in a random walk with restart.
 *
 * @param interactions all of them
 * @param settings sizes and strengths
 * @param progress reports the items finished, of 2 x items
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
  const solved = await solveRidges({ gram, candidates, ridge: settings.ridge }, settings.threads, (targets) =>
    progress.update(items + targets),
  );
  // A table of followers has positive weights only.
  const bySource: SparseMatrix = transpose({ ...candidates, values: solved.map((value) => Math.max(0, value)) });
  const direct = strongestNeighbours(bySource, settings.followers);
  return settings.secondHop > 0 ? addSecondHop(direct, settings.secondHop, settings.followers) : direct;
}
