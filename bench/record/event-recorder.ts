import type { ShopEvent } from './shop-event.js';

/** Somebody who records events: us, a tracker, or a page's own few lines. */
export interface EventRecorder {
  /** The call that is measured. What it returns is awaited outside of the measurement. */
  record(event: ShopEvent): unknown;
  /** Sends what waits for a batch to fill up, where nothing else would send it while the page is open. */
  flush?(): void;
  /** Events that were stored on the device, for those who store there; trackers are counted where they send to. */
  stored?(): Promise<number>;
}
