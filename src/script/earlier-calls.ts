import type { QueuedCall } from './call-queue.js';
import { hasInteracted } from './consent-source.js';

/** A call queued by the stub, and whether the shopper had interacted with the page: only false means that they had not. */
export type EarlierCall = readonly [call: QueuedCall, touched: unknown];

/** Whether the global is that of a running tag. `twice`: whether it was reported that there is another tag. */
export function isLoaded(global: unknown): global is { twice?: true } {
  return typeof global === 'function' && own(global, 'loaded') === true;
}

/**
 * The calls queued by the stub, in order. Any other value of that name has none, such as an element or a member of a prototype.
 *
 * @param global the page's `onshelf`
 */
export function earlierCalls(global: unknown): readonly EarlierCall[] {
  const calls: EarlierCall[] = [];
  try {
    const kept = typeof global === 'function' ? own(global, 'q') : undefined;
    for (let at = 0; Array.isArray(kept) && at < kept.length; at++) {
      const entry: unknown = kept[at];
      if (!Array.isArray(entry)) continue;
      const time = Number.isFinite(entry[0]) ? entry[0] : Date.now();
      // An older stub did not record it; without interaction until now there was none then.
      calls.push([[time, ...entry.slice(1)] as unknown as QueuedCall, own(entry, 'touched') ?? hasInteracted()]);
    }
  } catch {
    // The page's value may throw: the calls read so far count.
  }
  return calls;
}

function own(of: object, name: string): unknown {
  return Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
}
