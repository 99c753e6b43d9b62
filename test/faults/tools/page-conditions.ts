import type { Page } from '@playwright/test';

declare global {
  /** Milliseconds by which the page's clock is off. */
  var clockOffset: number;
}

/** The engine runs on the page's own thread here, so conditions of the page apply to the engine too. */
export const INLINE = 'pages/strict.html';

/** Lets the test set the page's clock by `globalThis.clockOffset`, from the page's first line on. Timers are unchanged. */
export async function shiftClock(page: Page, offset = 0): Promise<void> {
  await page.addInitScript((given) => {
    globalThis.clockOffset = given;
    const Real = Date;
    const real = Real.now;
    globalThis.Date = class extends Real {
      constructor(...parts: []) {
        if (parts.length === 0) super(real() + globalThis.clockOffset);
        else super(...parts);
      }
      static override now(): number {
        return real() + globalThis.clockOffset;
      }
    } as DateConstructor;
  }, offset);
}

/** A browser without Storage Buckets, like Firefox and Safari: the origin's default bucket is used. */
export async function withoutBuckets(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // @ts-expect-error: TypeScript's library does not know it yet.
    delete Navigator.prototype.storageBuckets;
  });
}
