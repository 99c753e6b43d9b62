import { useEffect, useRef } from 'react';
import { listenToSegments } from '../binding/listen-to-segments.js';
import { textOfParts } from '../binding/shelf-call.js';
import type { MembershipRule, SegmentChange } from '../types/results/memberships.js';
import { useShelfStore } from './onshelf-provider.js';

/**
 * Calls a listener when the shopper enters or leaves segments, as `shelf.onSegmentChange()` does. It need not be the same function in each render.
 *
 * @param listener told what has changed
 * @param rule when a shopper is of a segment
 * @example
 * useSegmentChange(({ entered }) => entered.forEach(({ name }) => greet(name)));
 */
export function useSegmentChange(listener: (change: SegmentChange) => void, rule?: MembershipRule): void {
  const store = useShelfStore();
  const latest = useRef(listener);
  const text = textOfParts([rule]);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listenToSegments(store, () => latest.current, JSON.parse(text)[0] ?? undefined), [store, text]);
}
