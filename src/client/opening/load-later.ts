import { withDeadline } from '../../core/time/deadline.js';

/** Milliseconds after which the page continues without a file that has not arrived. It may still arrive later. */
export const LOAD_DEADLINE = 5000;

/** Loads the part of the library that is not in the page's bundle. Rejects if it cannot be loaded. */
export function loadLater(): Promise<typeof import('./later.js')> {
  return withDeadline(import('./later.js'), LOAD_DEADLINE);
}
