import type { EventRecorder } from '../tools/trackers/event-recorder.js';
import type { ShopEvent } from '../tools/trackers/shop-event.js';

/** Calls to make one after another. */
export interface Block {
  readonly calls: number;
  /** Milliseconds between two calls; 0: all in one task. */
  readonly spacingMs: number;
}

/** Times of the calls. */
export interface BlockTimes {
  /** Milliseconds of each call, at the clock's resolution. */
  readonly callMs: number[];
  /** Milliseconds per call, of ten calls timed together; only for calls in one task. */
  readonly togetherMs: number[];
  /** Number of rejected promises. */
  readonly failures: number;
}

/** Calls that are timed together: ten of the fastest take one tick of the clock. */
const TOGETHER = 10;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Times calls to one recorder, and waits for their promises.
 *
 * @param recorder under test
 * @param events one per call
 * @param block spacing of the calls
 */
export async function measureBlock(recorder: EventRecorder, events: readonly ShopEvent[], { spacingMs }: Block): Promise<BlockTimes> {
  const pending: unknown[] = [];
  const callMs: number[] = [];
  const togetherMs: number[] = [];
  if (spacingMs === 0) {
    for (let first = 0; first < events.length; first += TOGETHER) {
      const startOfTen = performance.now();
      for (const event of events.slice(first, first + TOGETHER)) {
        const start = performance.now();
        pending.push(recorder.record(event));
        callMs.push(performance.now() - start);
      }
      togetherMs.push((performance.now() - startOfTen) / TOGETHER);
    }
  } else {
    for (const event of events) {
      const start = performance.now();
      pending.push(recorder.record(event));
      callMs.push(performance.now() - start);
      await wait(spacingMs);
    }
  }
  recorder.flush?.();
  const settled = await Promise.allSettled(pending);
  return {
    callMs,
    togetherMs,
    failures: settled.filter(({ status }) => status === 'rejected').length,
  };
}
