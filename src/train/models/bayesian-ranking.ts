import { normal, seededRandom } from '../../core/numbers/random.js';
import type { SparseMatrix } from '../matrices/sparse-matrix.js';
import type { ProgressStep } from '../progress/progress.js';

/** How the factors are learned. */
export interface BayesianRankingSettings {
  /** Columns of the factors. */
  readonly dimensions: number;
  /** Passes over the entries, 1 or more. */
  readonly epochs: number;
  /** Step of the first pass, > 0; it falls to 0 in a straight line. */
  readonly learningRate: number;
  /** Ridge, 0 or more. */
  readonly regularization: number;
  /** Any 32-bit integer. */
  readonly seed: number;
}

/** Deviation of the random start. */
const START_DEVIATION = 0.1;
/** Draws after which a shopper has touched next to everything, and there is nothing to hold their items against. */
const MAX_DRAWS = 20;

/**
 * Bayesian personalised ranking by stochastic gradient descent: of each shopper, an item they touched is to score above one
 * they did not, drawn at random. Optimises the order and nothing else.
 *
 * @param matrix who touched what, shape [users, items]; how much an entry is worth is not looked at
 * @param settings size, steps, seed
 * @param progress told the passes finished, of `epochs`
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
    // Lets the timers of the progress breathe.
    await new Promise(setImmediate);
  }
  return items;
}

/** An item that the user did not touch, all with equal chance; -1 where it cannot be found. */
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
