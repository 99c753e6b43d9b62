import { type MaybeRefOrGetter, toValue, watchEffect } from 'vue';
import { listenToSegments } from '../binding/listen-to-segments.js';
import type { MembershipRule, SegmentChange } from '../types/results/memberships.js';
import { injectShelfStore } from './provide-shelf.js';

/**
 * Calls a listener when the shopper enters or leaves segments, as `shelf.onSegmentChange()` does, until the scope ends. Never on a server.
 *
 * @param listener told what has changed
 * @param rule when a shopper is of a segment
 * @example
 * useSegmentChange(({ entered }) => entered.forEach(({ name }) => greet(name)));
 */
export function useSegmentChange(listener: (change: SegmentChange) => void, rule?: MaybeRefOrGetter<MembershipRule | undefined>): void {
  const store = injectShelfStore();
  watchEffect((end) => end(listenToSegments(store.value, () => listener, toValue(rule))));
}
