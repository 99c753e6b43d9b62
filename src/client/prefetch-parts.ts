import type { ShelfParts } from './shelf-parts.js';

/** Milliseconds after the pack is there: not while the page is busy opening. */
const QUIET_AFTER = 2000;

/**
 * Fetches, at the first quiet moment, the part of the library that is loaded later. Every page does, whoever the shopper is and whatever they did: so
 * what is fetched tells nothing of them, and what is needed when the network is gone is there.
 */
export function prefetchParts(parts: ShelfParts): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  void parts.opening.then(() => {
    if (!parts.closed) timer = setTimeout(() => void import('./further-calls.js').catch(() => {}), QUIET_AFTER);
  });
  parts.closing.push(() => clearTimeout(timer));
}
