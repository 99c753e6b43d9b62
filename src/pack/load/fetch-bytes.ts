import { OnshelfError } from '../../core/onshelf-error.js';
import { readStream } from './read-stream.js';

/** What was fetched, and from where in the end. */
export interface FetchedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** After redirects. */
  readonly url: string;
}

/** How something is fetched. */
export interface FetchRules {
  /** Most bytes. */
  readonly maximum: number;
  readonly cache: RequestCache;
  /** Milliseconds until it is given up, the body included. */
  readonly deadline: number;
  /** Origins, such as `https://cdn.example`, that redirects may lead to besides the address's own. None: see `fetchBytes`. */
  readonly redirectOrigins: readonly string[];
}

/**
 * Fetches a file of a pack: GET, without credentials or referrer.
 *
 * A redirect is followed to the address's own origin where that is the page's: the browser refuses any other before it is asked for
 * anything. What another origin redirects to cannot be seen before it is asked; so there no redirect is followed, unless the page names
 * origins: then redirects are followed, and what came from elsewhere is refused unread.
 *
 * @param url absolute
 * @param rules see `FetchRules`
 * @throws OnshelfError `pack-unreachable`; `pack-invalid` where there are more bytes than expected, whatever the server said of the length
 */
export async function fetchBytes(url: string, { maximum, cache, deadline, redirectOrigins }: FetchRules): Promise<FetchedBytes> {
  const { origin } = new URL(url);
  // Not the address's: a frame without an origin has an address, and nothing is its own.
  const isOwn = origin === globalThis.origin;
  const how: RequestInit =
    redirectOrigins.length > 0 ? { redirect: 'follow' } : isOwn ? { mode: 'same-origin', redirect: 'follow' } : { redirect: 'error' };
  // Covers the body as well: a server may send one byte and then nothing.
  const signal = AbortSignal.timeout(deadline);
  let response: Response;
  try {
    response = await fetch(url, { method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', cache, signal, ...how });
  } catch (error) {
    throw new OnshelfError(
      'pack-unreachable',
      `${url} could not be fetched. Is the device offline, does a Content-Security-Policy forbid it, or does it redirect to another origin? Name such an origin in "packOrigins".`,
      error,
    );
  }
  const from = response.url || url;
  const reached = new URL(from).origin;
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

/**
 * Refuses an address that no pack is fetched from.
 *
 * @param url absolute
 * @throws OnshelfError `bad-argument`
 */
export function checkAddress(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return;
  throw new OnshelfError('bad-argument', `pack: "${url.slice(0, 80)}" is no address of a pack; it begins with https: or http:.`);
}
