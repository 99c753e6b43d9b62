import type { QueuedCall } from './call-queue.js';
import { hasInteracted } from './consent-source.js';

/** A call that the stub kept, and whether the shopper had touched the page by then: only false says that they had not. */
export type EarlierCall = readonly [call: QueuedCall, touched: unknown];

/** Is the global that of a tag which runs already? */
export function isLoaded(global: unknown): boolean {
  return typeof global === 'function' && own(global, 'loaded') === true;
}

/**
 * The calls that the stub kept, in order. Whatever else goes by that name kept none: an element, or what stands on a prototype.
 *
 * @param global what the page has as `onshelf`
 */
export function earlierCalls(global: unknown): readonly EarlierCall[] {
  const calls: EarlierCall[] = [];
  try {
    const kept = typeof global === 'function' ? own(global, 'q') : undefined;
    for (let at = 0; Array.isArray(kept) && at < kept.length; at++) {
      const entry: unknown = kept[at];
      if (!Array.isArray(entry)) continue;
      const time = Number.isFinite(entry[0]) ? entry[0] : Date.now();
      // An older stub did not note it: who has not touched the page yet had not then.
      calls.push([[time, entry[1], ...entry.slice(2)], own(entry, 'touched') ?? hasInteracted()]);
    }
  } catch {
    // What the page keeps there may be anything: what could be read is what there is.
  }
  return calls;
}

function own(of: object, name: string): unknown {
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
