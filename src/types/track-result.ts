/** What became of an event: `stored` in IndexedDB, in `memory` until the page closes, or `no`: not kept at all. */
export interface TrackResult {
  readonly kept: 'stored' | 'memory' | 'no';
  /** Why it was not stored. */
  readonly reason?: string;
}
