import { createTimeSlices } from './time-slices.js';

/** Long work in short steps: it yields wherever it may rest, and returns what it made. */
export type Steps<T> = Generator<void, T, void>;

/**
 * Does all the work at once.
 *
 * @param steps the work
 * @returns what it made
 */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Does the work in tasks of a few milliseconds each, so that a page stays quick to answer and a cancellation is heard.
 *
 * @param steps the work
 * @param signal ends it at the next rest
 * @returns what it made
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
