/** Result of `track()`: the event is `stored` in IndexedDB, in `memory` until the page closes, or not kept (`no`). */
export interface TrackResult {
  readonly kept: 'stored' | 'memory' | 'no';
  /** Why it is not stored. */
  readonly reason?: string;
}
