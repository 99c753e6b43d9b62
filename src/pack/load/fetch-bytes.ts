import { OnshelfError } from '../../core/onshelf-error.js';
import { Address, ownOrigin } from '../../core/page/platform.js';
import type { FetchNote } from '../../types/privacy/engine-requests.js';
import type { FetchedBytes } from '../../types/results/fetched-bytes.js';
import { fetchFailure, watchPolicies } from './fetch-failure.js';
import { noteFetch } from './fetch-notes.js';
import { readStream } from './read-stream.js';

/** Rules of a fetch. */
export interface FetchRules {
  /** Maximum bytes. */
  readonly maximum: number;
  readonly cache: RequestCache;
  /** Timeout in milliseconds, the body included. */
  readonly deadline: number;
  /** Origins that redirects may lead to, besides the address's own, such as `https://cdn.example`. None: see `fetchBytes`. */
  readonly redirectOrigins: readonly string[];
}

/**
 * Fetches a file of a pack: GET, without credentials or referrer.
 *
 * On the page's own origin, redirects within it are followed; the browser refuses all others before any request. On another origin, a redirect's
 * target cannot be checked before the request; so none is followed, unless the page names origins: then redirects are followed, and a response
 * from any other origin is refused unread.
 *
 * @param url absolute
 * @param rules see `FetchRules`
 * @throws OnshelfError `pack-unreachable`, `offline`, or `policy-refused`; `pack-invalid` if there are more bytes than expected, whatever length the
 *   server declared
 */
export async function fetchBytes(url: string, rules: FetchRules): Promise<FetchedBytes> {
  const note = noteFetch(url);
  try {
    const fetched = await fetchNoted(note, rules);
    note.bytes = fetched.bytes.length;
    note.failed = false;
    return fetched;
  } catch (error) {
    note.failed = true;
    throw error;
  }
}

async function fetchNoted(note: FetchNote, { maximum, cache, deadline, redirectOrigins }: FetchRules): Promise<FetchedBytes> {
  const { url } = note;
  const { origin } = new Address(url);
  // Not the origin of the page's address: an opaque origin has an address, but no origin of its own.
  const isOwn = origin === ownOrigin();
  const how: RequestInit =
    redirectOrigins.length > 0 ? { redirect: 'follow' } : isOwn ? { mode: 'same-origin', redirect: 'follow' } : { redirect: 'error' };
  // Covers the body too: a server may send one byte and then nothing.
  const signal = AbortSignal.timeout(deadline);
  let response: Response;
  watchPolicies();
  try {
    response = await fetch(url, { method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', cache, signal, ...how });
  } catch (error) {
    throw await fetchFailure(url, isOwn, error);
  }
  const from = response.url || url;
  note.reached = from;
  note.status = response.status;
  const reached = new Address(from).origin;
  if (reached !== origin && !redirectOrigins.includes(reached)) {
    await response.body?.cancel();
    throw new OnshelfError(
      'pack-unreachable',
      `${url} redirects to ${reached}, which is not named in "packOrigins". Name it, or give the address itself.`,
    );
  }
  if (!response.ok || response.body === null)
    throw new OnshelfError('pack-unreachable', `${url} answered with status ${response.status}. Is the pack uploaded there?`);
  let bytes: Uint8Array<ArrayBuffer> | null;
  try {
    bytes = await readStream(response.body, maximum);
  } catch (error) {
    throw new OnshelfError('pack-unreachable', `${url} broke off before its end. Is the network slow, or the upload complete?`, error);
  }
  if (bytes === null) throw new OnshelfError('pack-invalid', `${url} is longer than the ${maximum} bytes expected.`);
  return { bytes, url: from };
}
