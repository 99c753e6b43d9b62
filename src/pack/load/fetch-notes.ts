import type { FetchNote } from '../../types/privacy/engine-requests.js';

/** Number of requests that are kept. */
export const MAX_FETCHED = 1000;
/** The latest requests of this thread, the oldest first: for the receipt that a shopper may ask for. */
export const FETCHED: FetchNote[] = [];

/**
 * Begins the note of a request.
 *
 * @param url absolute
 * @returns the note, to be completed as the request goes on
 */
export function noteFetch(url: string): FetchNote {
  const note: FetchNote = { url, at: Date.now(), reached: null, status: null, bytes: null, failed: null };
  if (FETCHED.push(note) > MAX_FETCHED) FETCHED.shift();
  return note;
}
