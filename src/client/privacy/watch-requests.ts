import type { EngineRequests, ResourceEntry } from '../../types/privacy/engine-requests.js';
import type { Link } from '../../worker/link.js';

/** What this page has seen of the library's requests. */
export interface SeenRequests {
  /** The page's scripts, as the browser noted them. */
  readonly entries: readonly ResourceEntry[];
  /** What engines knew that are closed by now. Those of the page's own thread share one list, which an open one of them tells too. */
  readonly closed: readonly EngineRequests[];
  /** Whether an engine closed without an answer, or so long ago that its list is not kept. */
  readonly isForgotten: boolean;
  /** The engines that are open. */
  readonly open: readonly Pick<Link, 'call' | 'place'>[];
  /** Whether the browser tells the page of its requests. */
  readonly isWatched: boolean;
}

const entries: ResourceEntry[] = [];
/** Number of closed workers whose requests are kept. */
const MAX_CLOSED = 100;
const closed: EngineRequests[] = [];
let closedHere: EngineRequests | undefined;
let isForgotten = false;
const open = new Set<Link>();
let isWatched = false;

/**
 * Notes from now on which scripts the page fetches: the browser's own list ends at 250 entries, and a page can clear it. It begins with what that list has.
 *
 * @param link of a shelf that was just opened
 */
export function watchRequests(link: Link): void {
  open.add(link);
  if (isWatched) return;
  try {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) if (/\.m?js\b/.test(entry.name)) entries.push(entry);
    });
    observer.observe({ __proto__: null, type: 'resource', buffered: true } as PerformanceObserverInit);
    isWatched = true;
  } catch {
    // Not available: the receipt says so.
  }
}

/**
 * Keeps what an engine knows, before it is closed. Never rejects.
 *
 * @param link of the shelf that closes
 */
export async function keepRequests(link: Link): Promise<void> {
  if (!open.delete(link)) return;
  try {
    const known = await link.call('requests', null);
    if (link.place === 'worker') closed.push({ ...known, resources: known.resources.map(shortened) });
    // Of the page's own thread the page knows the browser's list itself.
    else closedHere = { ...known, resources: [] };
    if (closed.length <= MAX_CLOSED) return;
    closed.shift();
  } catch {
    // The receipt says so.
  }
  isForgotten = true;
}

/** What is used of an entry: the whole has many fields more. */
function shortened(entry: ResourceEntry): ResourceEntry {
  const { name, startTime, transferSize, encodedBodySize, decodedBodySize, responseStatus, deliveryType } = entry;
  return { name, startTime, transferSize, encodedBodySize, decodedBodySize, responseStatus, deliveryType } as ResourceEntry;
}

/** What was seen until now. */
export function seenRequests(): SeenRequests {
  const links = [...open];
  const here = closedHere === undefined || links.some(({ place }) => place === 'inline') ? [] : [closedHere];
  return { entries, closed: [...closed, ...here], isForgotten, open: links, isWatched };
}
