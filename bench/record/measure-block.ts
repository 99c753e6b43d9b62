import type { EventRecorder } from './event-recorder.js';
import type { ShopEvent } from './shop-event.js';

/** Calls to make one after another. */
export interface Block {
  readonly calls: number;
  /** Milliseconds between two calls; 0: all in one task. */
  readonly spacingMs: number;
}

/** What the calls took. */
export interface BlockTimes {
  /** Milliseconds of each call, in steps of the browser's clock. */
  readonly callMs: number[];
  /** Milliseconds for each of ten calls made together; for calls made in one task only. */
  readonly togetherMs: number[];
  /** What went wrong with calls that give promises. */
  readonly failures: number;
}

/** Calls that are timed together: ten of the quickest make one tick of the clock. */
const TOGETHER = 10;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Times calls of one recorder, and waits for what they promised.
 *
 * @param recorder whom to call
 * @param events one for each call
 * @param block how
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
