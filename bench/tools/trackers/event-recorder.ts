import type { ShopEvent } from './shop-event.js';

/** A recorder of events: Onshelf, a tracker, or a page's own code. */
export interface EventRecorder {
  /** The call that is measured. Its result is awaited outside the measurement. */
  record(event: ShopEvent): unknown;
  /** Sends an incomplete batch, if nothing else sends it while the page is open. */
  flush?(): void;
  /** Number of events stored on the device; absent for trackers, whose events are counted at their endpoint. */
  stored?(): Promise<number>;
}
