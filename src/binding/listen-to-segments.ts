import type { MembershipRule, SegmentChange } from '../types/results/memberships.js';
import type { ShelfStore } from './shelf-store.js';

/**
 * Listens for segments that the shopper enters or leaves, as soon as the shelf is open.
 *
 * @param store of the shelf; a page's own shelf may lack the call: then nothing is told
 * @param listener returns the listener of now
 * @param rule of `shelf.onSegmentChange()`
 * @returns a function that ends it
 */
export function listenToSegments(
  store: Pick<ShelfStore, 'ready'>,
  listener: () => (change: SegmentChange) => void,
  rule: MembershipRule | undefined,
): () => void {
  let over = false;
  let stop: (() => void) | undefined;
  void store.ready.then((shelf) => {
    if (!over) stop = shelf?.onSegmentChange?.((change) => listener()(change), rule);
  });
  return () => {
    over = true;
    stop?.();
  };
}
