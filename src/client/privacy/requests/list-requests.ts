import { Address } from '../../../core/page/platform.js';
import type { Note } from '../../../types/note.js';
import type { EngineRequests, ResourceEntry } from '../../../types/privacy/engine-requests.js';
import type { MadeRequest, RequestPurpose, RequestReceipt } from '../../../types/privacy/request-receipt.js';
import type { SeenRequests } from '../watch-requests.js';
import { isLibraryFile, libraryFolder } from './library-files.js';

/** Milliseconds that an engine may take to answer. */
const ANSWER_DEADLINE = 3000;
/** Length at which a browser's list of a worker's requests ends. */
const LIST_LENGTH = 250;

/** What the notes of a receipt say. */
const UNSEEN = {
  bundled: "The page's bundler made files of its own of the library: those of the page cannot be told from the shop's.",
  unwatched: 'This browser does not tell the page which files it fetched.',
  silent: 'A worker does not answer any more, or was closed long ago: its requests cannot be listed.',
  cut: 'A list of requests is full: some are missing.',
} as const;

/** Where a receipt looks. */
export interface ReceiptPlace {
  /** Address of the file with this code. */
  readonly own: string;
  /** Absolute address of `pack.json`. */
  readonly packUrl: string;
  /** Start of the page's timeline, milliseconds since 1970. */
  readonly origin: number;
}

/**
 * Lists every request that the library made in this page: those of the one place that fetches, by its own notes, and code, by the browser's list.
 *
 * @param seen what the page has seen
 * @param place where to look
 */
export async function listRequests(seen: SeenRequests, place: ReceiptPlace): Promise<RequestReceipt> {
  const folder = libraryFolder(place.own);
  const unseen = new Set<keyof typeof UNSEEN>();
  if (folder === null) unseen.add('bundled');
  if (!seen.isWatched) unseen.add('unwatched');
  if (seen.isForgotten) unseen.add('silent');
  const requests = seen.entries
    .filter(({ name }) => isLibraryFile(name, folder))
    .map((entry) => ofEntry(entry, { origin: place.origin, purpose: 'library', by: 'page' }));
  const asked = seen.open.map(async ({ call, place: where }) => {
    const known = await answerOf(call('requests', null)).catch(() => null);
    if (known === null) unseen.add('silent');
    // On the page's own thread the browser's list is the page's.
    return known === null || where === 'worker' ? known : { ...known, resources: [] };
  });
  for (const known of [...seen.closed, ...(await Promise.all(asked))]) {
    if (known === null) continue;
    if (known.isCut || known.resources.length >= LIST_LENGTH) unseen.add('cut');
    requests.push(...ofEngine(known, place.packUrl));
  }
  const notes = [...unseen].map((kind): Note => ({ code: 'requests-unseen', message: UNSEEN[kind] }));
  return Object.freeze({ requests: requests.sort((one, other) => one.at - other.at), complete: notes.length === 0, notes });
}

/** The answer, unless it takes too long. */
function answerOf(known: Promise<EngineRequests>): Promise<EngineRequests | null> {
  return Promise.race([known, new Promise<null>((resolve) => setTimeout(resolve, ANSWER_DEADLINE, null))]);
}

/** The requests of an engine's thread. What was fetched is completed by what the browser noted of it. */
function ofEngine({ origin, fetches, resources }: EngineRequests, packUrl: string): MadeRequest[] {
  const rest = [...resources];
  const made = fetches.flatMap(({ url, at, reached, status, bytes, failed, by: maker }): MadeRequest[] => {
    const by = maker ?? 'worker';
    const found = rest.findIndex(({ name }) => name === url);
    // What the page fetched for the engine is in the page's own list.
    const [entry] = by === 'page' ? performance.getEntriesByName(url, 'resource') : found < 0 ? [] : rest.splice(found, 1);
    const purpose = purposeOf(url, packUrl);
    const { transferred, fromCache } = entry ? ofEntry(entry, { origin, purpose, by }) : { transferred: null, fromCache: null };
    const request: MadeRequest = {
      url,
      method: 'GET',
      at,
      purpose,
      by,
      status,
      failed,
      bytes,
      transferred,
      fromCache,
    };
    // Of a redirect the browser tells the end, and not the way there.
    return reached === null || reached === url
      ? [request]
      : [
          { ...request, status: null },
          { ...request, url: reached },
        ];
  });
  const isPack = ({ name }: ResourceEntry): boolean => !/\.m?js\b/.test(name);
  return [...made, ...rest.filter((entry) => !isPack(entry)).map((entry) => ofEntry(entry, { origin, purpose: 'library', by: 'worker' }))];
}

function ofEntry(
  { name, startTime, transferSize, encodedBodySize, decodedBodySize, responseStatus, deliveryType }: ResourceEntry,
  { origin, purpose, by }: { readonly origin: number; readonly purpose: RequestPurpose; readonly by: MadeRequest['by'] },
): MadeRequest {
  // Servers elsewhere may not allow that sizes are told; then all are 0.
  const isTold = Boolean(encodedBodySize || decodedBodySize);
  const status = responseStatus || null;
  return {
    url: name,
    method: 'GET',
    at: Math.round(origin + startTime),
    purpose,
    by,
    status,
    failed: status === null ? (isTold ? false : null) : status >= 400,
    bytes: isTold ? (decodedBodySize ?? null) : null,
    transferred: isTold ? (transferSize ?? null) : null,
    fromCache: isTold ? deliveryType === 'cache' || transferSize === 0 : null,
  };
}

/** What a file of the shop's is for, by its address. */
function purposeOf(url: string, packUrl: string): RequestPurpose {
  if (url === packUrl) return 'manifest';
  const { pathname } = new Address(url);
  return /\/scenarios[^/]*\.json$/.test(pathname) ? 'placements' : 'pack';
}
