import type { EngineRequests, ResourceEntry } from '../../types/privacy/engine-requests.js';
import type { Link } from '../../worker/link.js';

/** What this page has seen of the library's requests. */
export interface SeenRequests {
  /** The page's scripts, as the browser noted them. */
  readonly entries: readonly ResourceEntry[];
  /** What engines knew that are closed by now. */
  readonly closed: readonly EngineRequests[];
  /** The engines that are open. */
  readonly open: readonly Pick<Link, 'call' | 'place'>[];
  /** Whether the browser tells the page of its requests. */
  readonly isWatched: boolean;
}

const entries: ResourceEntry[] = [];
const closed: EngineRequests[] = [];
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
  try {
    if (open.has(link)) closed.push(await link.call('requests', null));
    open.delete(link);
  } catch {
    // It stays among the open ones, where the receipt finds that it does not answer.
  }
}

/** What was seen until now. */
export function seenRequests(): SeenRequests {
  return { entries, closed, open: [...open], isWatched };
}
