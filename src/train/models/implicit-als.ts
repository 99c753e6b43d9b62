import { normal, seededRandom } from '../../core/numbers/random.js';
import { addGramBlocks, GRAM_BLOCKS } from '../matrices/gram-blocks.js';
import { ridgeInverse } from '../matrices/ridge-inverse.js';
import { type SparseMatrix, transpose } from '../matrices/sparse-matrix.js';
import { NO_CHECKPOINT, type StepCheckpoint } from '../progress/checkpoints.js';
import type { ProgressStep } from '../progress/progress.js';
import { reserveAlsMemory } from '../threads/als-memory.js';
import { createAlsPool } from '../threads/als-pool.js';
import type { AlsShared } from '../threads/als-task.js';

/** Settings of the factorisation. */
export interface AlsSettings {
  /** Columns of the factors, a multiple of 4. */
  readonly dimensions: number;
  /** Passes over users and items, 1 or more. */
  readonly iterations: number;
  /** Confidence of an interest of 1, > 0. */
  readonly alpha: number;
  /** Ridge, > 0. */
  readonly regularization: number;
  /** Any 32-bit integer. */
  readonly seed: number;
  /** Threads; the result does not depend on it. */
  readonly threads: number;
}

/** Both sides of the factorisation. */
export interface AlsFactors {
  /** Shape [users, dimensions]. */
  readonly users: Float32Array;
  /** Shape [items, dimensions]. */
  readonly items: Float32Array;
  /** Threads that were used. */
  readonly threads: number;
}

/** State after an iteration. */
interface AlsState {
  /** Number of iterations finished. */
  readonly iterations: number;
  readonly users: Float32Array;
  readonly items: Float32Array;
}

/** Standard deviation of the random start, times the root of the columns. A start as large as the solution converges more slowly. */
const START_DEVIATION = 0.1;

/**
 * Implicit alternating least squares by conjugate gradient: minimises
 * `sum over pairs (x_u . y_i)^2 + sum over seen pairs c_ui (x_u . y_i - 1)^2 + lambda (|X|^2 + |Y|^2)`.
 *
 * @param interest shape [users, items]
 * @param settings size, strength, seed
 * @param progress reports the half steps finished, of 2 x iterations
 * @param checkpoint to resume from, and to save the factors between iterations
 * @see `solveAlsRows` for the papers
 * @see Rendle, Krichene, Zhang, Koren: Revisiting the Performance of iALS on Item Recommendation Benchmarks, RecSys 2022, for the
 *   size of the random start
 */
export async function implicitAls(
  interest: SparseMatrix,
  settings: AlsSettings,
  progress: ProgressStep,
  checkpoint: StepCheckpoint = NO_CHECKPOINT,
): Promise<AlsFactors> {
  const { dimensions, alpha, regularization } = settings;
  const users = sharedFloats(interest.rows * dimensions);
  const items = sharedFloats(interest.columns * dimensions);
  const gram = new Float64Array(dimensions * dimensions);
  const inverse = new Float64Array(new SharedArrayBuffer(8 * dimensions * dimensions));
  const gramParts = new Float64Array(new SharedArrayBuffer(8 * GRAM_BLOCKS * dimensions * dimensions));
  const random = seededRandom(settings.seed);
  const deviation = START_DEVIATION / Math.sqrt(dimensions);
  for (let k = 0; k < items.length; k++) items[k] = deviation * normal(random);
  const transposed = transpose(interest);
  const memory = reserveAlsMemory(interest, transposed, dimensions, settings.threads);
  const common = { inverse, dimensions, alpha, memory };
  const shared: AlsShared = {
    users: { ...common, interest, fixed: items, solved: users },
    items: { ...common, interest: transposed, fixed: users, solved: items },
    gramParts,
  };
  const pool = createAlsPool(shared, settings.threads);
  try {
    const left = checkpoint.state() as AlsState | null;
    if (left !== null) {
      users.set(left.users);
      items.set(left.items);
    }
    let halves = 2 * (left?.iterations ?? 0);
    for (let iteration = left?.iterations ?? 0; iteration < settings.iterations; iteration++) {
      for (const side of ['users', 'items'] as const) {
        await pool.run(side, 'gram');
        addGramBlocks(gramParts, dimensions, gram);
        ridgeInverse(gram, regularization, dimensions, inverse);
        await pool.run(side, 'whiten');
        await pool.run(side, 'solve');
        progress.update(++halves);
      }
      // Both sides, because each iteration starts from the previous one.
      checkpoint.keepState((): AlsState => ({ iterations: iteration + 1, users, items }));
    }
  } finally {
    await pool.close();
  }
  return { users, items, threads: pool.threads };
}

function sharedFloats(length: number): Float32Array<SharedArrayBuffer> {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}
