import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeFileError } from '../files/describe-file-error.js';
import { makeFolders } from '../files/make-folders.js';
import { isOwnFolder } from '../files/work-folder.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.js';

/** Saved results of one step. */
export interface StepCheckpoint {
  /** Whether an interrupted build finished the step. */
  readonly finished: boolean;
  /** The saved result; null where there is none, or it cannot be read. */
  result(): unknown;
  /** The saved state to resume from; null where there is none, or it cannot be read. */
  state(): unknown;
  /** Saves a state, unless one was saved a short time ago. `state` is called only if it is saved. */
  keepState(state: () => unknown): void;
  /** Saves the result, and removes the state. */
  finish(result: unknown): void;
}

/** Minimum interval between saved states, milliseconds: at most this much work is repeated. */
const STATE_EVERY = 60_000;

/** Saves nothing: for work that is not worth resuming. */
export const NO_CHECKPOINT: StepCheckpoint = {
  finished: false,
  result: () => null,
  state: () => null,
  keepState: () => {},
  finish: () => {},
};

/** Finished steps of a build, saved in a folder for a build that resumes it. */
export class Checkpoints {
  readonly #folder: string | null;
  readonly #stateEvery: number;
  readonly #uses = new Map<string, number>();
  #failure: string | null = null;

  /**
   * @param folder made when needed; null: nothing is saved
   * @param stateEvery minimum interval between two states of one step, milliseconds
   */
  constructor(folder: string | null, stateEvery = STATE_EVERY) {
    // In a folder that all users can write to, another user may have made it.
    this.#folder = folder !== null && isOwn(folder) ? folder : null;
    if (folder !== null && this.#folder === null) this.#failure = `${folder} is a link, or belongs to another user`;
    this.#stateEvery = stateEvery;
  }

  /** Why saving failed and has stopped, or null. The build continues without it. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * The checkpoint of the next step of a name. Builds of the same inputs have the same order of steps.
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

  /** Removes everything: the build is finished, or starts over. */
  remove(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(path: string, value: unknown): void {
    if (this.#folder === null || this.#failure !== null) return;
    try {
      // Checkpoints contain data about shoppers: no other user may read them.
      makeFolders(this.#folder, 0o700);
      if (!isOwnFolder(this.#folder)) throw new Error(`${this.#folder} is a link, or belongs to another user`);
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
    // Damaged: the step runs again.
    rmSync(path, { force: true });
    return null;
  }
}

/** Whether the folder is free or this user's; true also where its parent is not a folder. */
function isOwn(folder: string): boolean {
  try {
    return isOwnFolder(folder);
  } catch {
    return true;
  }
}
