import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Failure } from '../../types/health.js';
import type { Note } from '../../types/note.js';

/** Keeps failures away from the page: remembers them, reports each kind once on the console, and returns a substitute. */
export interface Guard {
  /**
   * Runs a step. Never rejects.
   *
   * @param part name of the part that may fail; one line is printed per part and code
   * @param step may throw or reject
   * @param otherwise returns the result for a failure
   */
  run<T>(part: string, step: () => Promise<T>, otherwise: (why: Note) => T): Promise<T>;
  /** The same for a step without a result. */
  run(part: string, step: () => Promise<unknown>): Promise<void>;
  /** The last failure, or null. */
  readonly lastError: Failure | null;
}

/** Creates a guard. A cancelled step is no failure: it is neither reported nor remembered. */
export function createGuard(): Guard {
  let lastError: Failure | null = null;
  const run = async <T>(part: string, step: () => Promise<T>, otherwise?: (why: Note) => T): Promise<T | undefined> => {
    try {
      return await step();
    } catch (error) {
      const why = { code: codeOf(error), message: messageOf(error) };
      if (why.code !== 'cancelled' && why.code !== 'closed') {
        lastError = { part, ...why };
        warnOnce(part, why.code, `${part}: ${why.message}`);
      }
      return otherwise?.(why);
    }
  };
  return {
    run: run as Guard['run'],
    get lastError() {
      return lastError;
    },
  };
}
