import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Guard } from './guard.js';

/** Milliseconds after which a change is reported as not done; it may still succeed later. */
export const CHANGE_DEADLINE = 5000;

/**
 * Tries to change stored data, and returns the result. Never rejects.
 *
 * @param guard of the shelf
 * @param part name of the part that may fail
 * @param step makes the change; its result is added to `done: true`
 * @param otherwise a sentence for the message of a failure: the consequence, and what to do
 * @param deadline milliseconds
 */
export function attempt(
  guard: Pick<Guard, 'run'>,
  part: string,
  step: () => Promise<unknown>,
  otherwise: string,
  deadline = CHANGE_DEADLINE,
): Promise<ChangeResult> {
  return guard.run<ChangeResult>(
    part,
    async () => {
      try {
        return { done: true, ...((await withDeadline(step(), deadline)) as Partial<ChangeResult> | undefined) };
      } catch (error) {
        if (error instanceof OnshelfError) throw error;
        throw new OnshelfError('storage-failed', `${messageOf(error)}.`, error);
      }
    },
    ({ code, message }) => ({ done: false, reason: code, message: `${message} ${otherwise}` }),
  );
}
