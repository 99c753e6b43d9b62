import { createTimeSlices } from './time-slices.js';

/** Long work in short steps: yields where it can be interrupted, and returns its result. */
export type Steps<T> = Generator<void, T, void>;

/**
 * Runs all steps at once.
 *
 * @param steps the work
 * @returns its result
 */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Runs the steps in tasks of a few milliseconds, so that the page stays responsive and can cancel.
 *
 * @param steps the work
 * @param signal cancels it between two tasks
 * @returns its result
 * @throws the signal's reason
 */
export async function runInSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  const rest = createTimeSlices();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await rest();
    signal?.throwIfAborted();
  }
}
