import { codeOf, messageOf } from '../core/onshelf-error.js';
import { warnOnce } from '../core/warn-once.js';

/** Keeps every failure away from the page: notes it, says it once on the console, and makes up for it. */
export interface Guard {
  /**
   * @param what the part that may fail; one line is printed per part
   * @param step what to try
   * @param otherwise what to give instead; is told why
   */
  run<T>(what: string, step: () => Promise<T>, otherwise: (why: string) => T): Promise<T>;
  /** The last failure, in words. */
  readonly lastError: string | null;
}

/** Makes a guard that has seen nothing fail yet. */
export function createGuard(): Guard {
  let lastError: string | null = null;
  return {
    run: async (what, step, otherwise) => {
      try {
        return await step();
      } catch (error) {
        lastError = messageOf(error);
        warnOnce(what, codeOf(error), `${what}: ${lastError}`);
        return otherwise(lastError);
      }
    },
    get lastError() {
      return lastError;
    },
  };
}
