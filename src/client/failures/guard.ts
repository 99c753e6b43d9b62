import { codeOf, messageOf } from '../../core/onshelf-error.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Failure } from '../../types/health.js';
import type { Note } from '../../types/note.js';

/** Keeps every failure away from the page: notes it, says it once on the console, and makes up for it. */
export interface Guard {
  /**
   * @param part that may fail; one line is printed per part and code
   * @param step what to try
   * @param otherwise what to give instead; is told why
   */
  run<T>(part: string, step: () => Promise<T>, otherwise: (why: Note) => T): Promise<T>;
  /** The last failure. */
  readonly lastError: Failure | null;
}

/** Makes a guard that has seen nothing fail yet. What was cancelled did not fail: it is neither said nor noted. */
export function createGuard(): Guard {
  let lastError: Failure | null = null;
  return {
    run: async (part, step, otherwise) => {
      try {
        return await step();
      } catch (error) {
        const why = { code: codeOf(error), message: messageOf(error) };
        if (why.code !== 'cancelled' && why.code !== 'closed') {
          lastError = { part, ...why };
          warnOnce(part, why.code, `${part}: ${why.message}`);
        }
        return otherwise(why);
      }
    },
    get lastError() {
      return lastError;
    },
  };
}
