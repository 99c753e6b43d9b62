import { expect } from '@playwright/test';
import { measureSoak } from '../../bench/soak/measure-soak.mjs';
import { test } from './conformance-page.js';

/** `npm run bench -- soak` does a thousand. */
const ROUNDS = 100;
/** A round loads 144 kB; what the browser itself notes down in so few rounds is far less than that. */
const MOST_HEAP_PER_ROUND = 2000;

for (const rung of ['js', 'wasm', 'webgl', 'webgpu'] as const) {
  test(`${ROUNDS} rounds of loading, scoring and disposing leave nothing behind: ${rung}`, async ({ page, address }) => {
    test.setTimeout(240_000);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.conformance !== undefined);
    const soak = await measureSoak(page, rung, { rounds: ROUNDS });
    console.log(`${rung}: ${soak.heapBytesPerRound.toFixed(0)} bytes of heap a round`);
    expect(soak).toMatchObject({ rounds: ROUNDS, gpuBytesLeft: 0, liveBufferBytesLeft: 0, liveContextsLeft: 0 });
    if (rung === 'webgl' || rung === 'webgpu') expect(soak.gpuBytesInUse).toBeGreaterThan(0);
    expect(soak.heapBytesPerRound).toBeLessThan(MOST_HEAP_PER_ROUND);
  });
}
