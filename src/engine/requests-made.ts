import { FETCHED, MAX_FETCHED } from '../pack/load/fetch-notes.js';
import type { EngineRequests } from '../types/privacy/engine-requests.js';

/** What is known here of the requests of this thread: what was fetched, and what the browser itself noted, code included. */
export function requestsMade(): EngineRequests {
  const resources = performance.getEntriesByType('resource').map((entry) => entry.toJSON());
  return { origin: performance.timeOrigin, fetches: FETCHED, isCut: FETCHED.length === MAX_FETCHED, resources };
}
