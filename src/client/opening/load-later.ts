import { withDeadline } from '../../core/time/deadline.js';

/** Milliseconds after which a file that does not come is done without. It may still come later. */
const LOAD_DEADLINE = 5000;

/** The part of the library that comes beside the page's bundle. Rejects where it cannot be had. */
export function loadLater(): Promise<typeof import('./later.js')> {
  return withDeadline(import('./later.js'), LOAD_DEADLINE);
}
