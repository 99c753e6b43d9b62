import { messageOf, OnshelfError } from '../../core/onshelf-error.js';
import { withDeadline } from '../../core/time/deadline.js';
import type { ChangeResult } from '../../types/change-result.js';
import type { Guard } from './guard.js';

/** Milliseconds after which the shopper is told that something is not done yet; it may still be done later. */
export const CHANGE_DEADLINE = 5000;

/**
 * Tries to change what is kept, and says what became of it.
 *
 * @param guard of the shelf
 * @param part that may fail
 * @param step does it, and says how much
 * @param otherwise a sentence on what is so where it fails, and what to do
 * @param deadline milliseconds
 * @returns never rejects
 */
export function attempt(
  guard: Guard,
  part: string,
  step: () => Promise<Partial<ChangeResult> | undefined>,
  otherwise: string,
  deadline = CHANGE_DEADLINE,
): Promise<ChangeResult> {
  return guard.run<ChangeResult>(
    part,
    async () => {
      try {
        return { done: true, ...(await withDeadline(step(), deadline)) };
      } catch (error) {
        if (error instanceof OnshelfError) throw error;
        throw new OnshelfError('storage-failed', `${messageOf(error)}.`, error);
      }
    },
    ({ code, message }) => ({ done: false, reason: code, message: `${message} ${otherwise}` }),
  );
}

/** A call of a shelf that was closed. */
export const CLOSED: ChangeResult = { done: false, reason: 'closed', message: 'The shelf was closed.' };
