import type { Interactions } from '../log/interactions.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';
import { softmaxRows, taughtCandidates } from '../teacher/taught-candidates.js';
import type { Teaching } from '../teacher/teaching.js';
import { solveRidges } from '../threads/solve-ridges.js';
import type { ItemNeighbours } from './item-cosine.js';
import { addRows, addSecondHop, strongestNeighbours } from './strongest-neighbours.js';
import { countTransitions, type TransitionSettings } from './transition-counts.js';

/** Settings of the closed form. */
export interface ClosedFormSettings extends TransitionSettings {
  /** Ridge, in units of the mean squared event weight, > 0. */
  readonly ridge: number;
  /** Weight of items reached by two steps, relative to one step; 0: one step only. */
  readonly secondHop: number;
  /** How much it learns from a teacher; null: nothing. */
  readonly teaching: Teaching | null;
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
 * A teacher is a prior: the regression is drawn to what it says follows each item, as if so many more shoppers had done that. So items
 * that never stood together in the log can follow each other.
 *
 * @param interactions all of them
 * @param settings sizes and strengths
 * @param progress reports the items finished, of 2 x items
 * @param rows the teacher's, from `teacherRows`; not read without `settings.teaching`
 * @returns per item its followers, strongest first
 * @see Steck: Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019
 * @see Choi, Kim, Lee, Shim, Lee: Session-aware Linear Item-Item Models for Session-based Recommendation, WWW 2021
 * @see Ning, Karypis: SLIM: Sparse Linear Methods for Top-N Recommender Systems, ICDM 2011, for candidates per target
 * @see Choi, Lee, Kim, Lee: LINK, SIGIR 2025, for the teacher's term
 * @see Nikolakopoulos, Karypis: RecWalk: Nearly Uncoupled Random Walks for Top-N Recommendation, WSDM 2019
 */
export async function closedForm(
  interactions: Interactions,
  settings: ClosedFormSettings,
  progress: ProgressStep,
  rows: SparseMatrix | null = null,
): Promise<ItemNeighbours> {
  const { items } = interactions;
  const { followers, secondHop, teaching } = settings;
  const { gram, candidates } = countTransitions(interactions, settings, progress);
  const taught = teaching === null || rows === null ? null : softmaxRows(rows, teaching.temperature);
  const weight = taught === null ? 0 : (teaching?.weight ?? 0);
  const sources = taught !== null && weight > 0 ? taughtCandidates(candidates, taught, weight, settings.candidates) : candidates;
  const solved = await solveRidges({ gram, candidates: sources, ridge: settings.ridge + weight }, settings.threads, (targets) =>
    progress.update(items + targets),
  );
  // A table of followers has positive weights only.
  const bySource: SparseMatrix = transpose({ ...sources, values: solved.map((value) => Math.max(0, value)) });
  const direct = strongestNeighbours(bySource, followers);
  const table = secondHop > 0 ? addSecondHop(direct, secondHop, followers) : direct;
  return taught !== null && teaching !== null && teaching.share > 0 ? addRows(table, taught, teaching.share, followers) : table;
}
