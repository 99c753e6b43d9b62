import { normal, seededRandom } from '../../core/numbers/random.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';

/** Settings of the training. */
export interface BayesianRankingSettings {
  /** Columns of the factors. */
  readonly dimensions: number;
  /** Passes over the entries, 1 or more. */
  readonly epochs: number;
  /** Step size of the first pass, > 0; decreases linearly to 0. */
  readonly learningRate: number;
  /** Ridge, 0 or more. */
  readonly regularization: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** Deviation of the random start. */
const START_DEVIATION = 0.1;
/** Maximum number of draws for a negative item; after them the shopper is assumed to have nearly all items. */
const MAX_DRAWS = 20;

/**
 * Bayesian personalised ranking by stochastic gradient descent: for each shopper, an item of theirs should score above a random item
 * that is not. Optimises the order only.
 *
 * @param matrix shape [users, items]; the values of entries are ignored
 * @param settings size, steps, seed
 * @param progress reports the passes finished, of `epochs`
 * @returns item factors, shape [items, dimensions]
 * @see Rendle, Freudenthaler, Gantner, Schmidt-Thieme: BPR: Bayesian Personalized Ranking from Implicit Feedback, UAI 2009,
 *   figure 4 and section 4.3.1
 */
export async function bayesianRanking(
  matrix: SparseMatrix,
  { dimensions, epochs, learningRate, regularization, seed }: BayesianRankingSettings,
  progress: ProgressStep,
): Promise<Float32Array> {
  const random = seededRandom(seed);
  const start = (rows: number): Float32Array =>
    Float32Array.from({ length: rows * dimensions }, () => (START_DEVIATION / Math.sqrt(dimensions)) * normal(random));
  const users = start(matrix.rows);
  const items = start(matrix.columns);
  const entries = matrix.indices.length;
  const userOf = new Uint32Array(entries);
  for (let user = 0; user < matrix.rows; user++) userOf.fill(user, matrix.offsets[user], matrix.offsets[user + 1]);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = learningRate * (1 - epoch / epochs);
    for (let draw = 0; draw < entries; draw++) {
      const entry = Math.floor(random() * entries);
      const other = untouched(matrix, userOf[entry], random);
      if (other < 0) continue;
      const u = userOf[entry] * dimensions;
      const i = matrix.indices[entry] * dimensions;
      const j = other * dimensions;
      let ahead = 0;
      for (let k = 0; k < dimensions; k++) ahead += users[u + k] * (items[i + k] - items[j + k]);
      const pull = 1 / (1 + Math.exp(ahead));
      for (let k = 0; k < dimensions; k++) {
        const user = users[u + k];
        const liked = items[i + k];
        const left = items[j + k];
        users[u + k] += rate * (pull * (liked - left) - regularization * user);
        items[i + k] += rate * (pull * user - regularization * liked);
        items[j + k] -= rate * (pull * user + regularization * left);
      }
    }
    progress.update(epoch + 1);
    // Yields to the event loop, for the timers of the progress.
    await new Promise(setImmediate);
  }
  return items;
}

/** A random item that is not the user's; -1 where none was drawn. */
function untouched({ offsets, indices, columns }: SparseMatrix, user: number, random: () => number): number {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const item = Math.floor(random() * columns);
    let low = offsets[user];
    let high = offsets[user + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (indices[middle] < item) low = middle + 1;
      else high = middle;
    }
    if (low === offsets[user + 1] || indices[low] !== item) return item;
  }
  return -1;
}
