import { expect } from '@playwright/test';
import { measureSoak } from '../../../bench/soak/measure-soak.mjs';
import { test } from '../tools/conformance-page.js';

/** `npm run bench -- soak` does a thousand. */
const ROUNDS = 100;
/** Bytes. A round loads 144 kB; the engine still compiles code as it becomes hot, at most half of this. */
const MAX_HEAP_PER_ROUND = 4000;

for (const backend of ['js', 'wasm', 'webgl', 'webgpu'] as const) {
  test(`${ROUNDS} rounds of loading, scoring and disposing leave nothing behind: ${backend}`, async ({ page, address }) => {
    test.setTimeout(600_000);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.conformance !== undefined);
    const soak = await measureSoak(page, backend, { rounds: ROUNDS });
    expect(soak).toMatchObject({ rounds: ROUNDS, gpuBytesLeft: 0, liveBufferBytesLeft: 0, liveContextsLeft: 0 });
    if (backend === 'webgl' || backend === 'webgpu') expect(soak.gpuBytesInUse).toBeGreaterThan(0);
    expect(soak.heapBytesPerRound).toBeLessThan(MAX_HEAP_PER_ROUND);
  });
}
