import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeFileError } from '../files/describe-file-error.js';
import { makeFolders } from '../files/make-folders.js';
import { isOwnFolder } from '../files/work-folder.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.js';

/** What a step left, and where it leaves it. */
export interface StepCheckpoint {
  /** Has the step been finished before? */
  readonly finished: boolean;
  /** The step's result; null where there is none, or it cannot be read. */
  result(): unknown;
  /** The state that the step may go on from; null where there is none, or it cannot be read. */
  state(): unknown;
  /** Keeps such a state, unless one was kept a moment ago. It is asked for only then. */
  keepState(state: () => unknown): void;
  /** Keeps the result; the state is no longer needed. */
  finish(result: unknown): void;
}

/** How often a state is kept, milliseconds: so much work at most is done twice. */
const STATE_EVERY = 60_000;

/** Keeps nothing: for work that is not worth resuming. */
export const NO_CHECKPOINT: StepCheckpoint = {
  finished: false,
  result: () => null,
  state: () => null,
  keepState: () => {},
  finish: () => {},
};

/** The finished steps of a build in a folder, for the build that comes after one that was killed. */
export class Checkpoints {
  readonly #folder: string | null;
  readonly #stateEvery: number;
  readonly #uses = new Map<string, number>();
  #failure: string | null = null;

  /**
   * @param folder made when it is needed; null keeps nothing
   * @param stateEvery milliseconds between two states of one step
   */
  constructor(folder: string | null, stateEvery = STATE_EVERY) {
    // In a place that all may write to, somebody else may have made it up.
    this.#folder = folder !== null && isOwn(folder) ? folder : null;
    if (folder !== null && this.#folder === null) this.#failure = `${folder} is a link, or belongs to somebody else`;
    this.#stateEvery = stateEvery;
  }

  /** Why nothing more is kept, or null. A build does not fail for that. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * The checkpoint of the next step of that name: steps come in the same order in every build of the same inputs.
   *
   * @param step its name
   */
  of(step: string): StepCheckpoint {
    if (this.#folder === null) return NO_CHECKPOINT;
    const use = (this.#uses.get(step) ?? 0) + 1;
    this.#uses.set(step, use);
    const path = join(this.#folder, `${step.replaceAll(/[^a-z0-9.]+/gi, '-')}-${use}`);
    const [result, state] = [`${path}.result`, `${path}.state`];
    let next = performance.now() + this.#stateEvery;
    return {
      finished: existsSync(result),
      result: () => readOrNull(result),
      state: () => readOrNull(state),
      keepState: (take) => {
        if (performance.now() < next) return;
        this.#write(state, take());
        next = performance.now() + this.#stateEvery;
      },
      finish: (value) => {
        this.#write(result, value);
        if (this.#failure === null) rmSync(state, { force: true });
      },
    };
  }

  /** Forgets everything: the build is done, or is to start anew. */
  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(path: string, value: unknown): void {
    if (this.#folder === null || this.#failure !== null) return;
    try {
      // What is kept tells what shoppers did: nobody else may read it.
      makeFolders(this.#folder, 0o700);
      if (!isOwnFolder(this.#folder)) throw new Error(`${this.#folder} is a link, or belongs to somebody else`);
      chmodSync(this.#folder, 0o700);
      writeCheckpoint(path, value);
    } catch (error) {
      if (error instanceof TypeError) throw error;
      this.#failure = describeFileError(error);
    }
  }
}

function readOrNull(path: string): unknown {
  if (!existsSync(path)) return null;
  try {
    return readCheckpoint(path);
  } catch {
    // Damaged: the work is done again.
    rmSync(path, { force: true });
    return null;
  }
}

/** Not only where it is there: the folder around it may be none. */
function isOwn(folder: string): boolean {
  try {
    return isOwnFolder(folder);
  } catch {
    return true;
  }
}
