import { setTimeout as wait } from 'node:timers/promises';
import { watchFaults } from '../tools/browser/with-browser.mjs';

/** A quarter of the processor speed. */
const SLOWDOWN = 4;
/** Slow 4G: 1.6 Mbit/s down, 0.75 up. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const DEADLINE_MS = 180_000;

/**
 * Visits a page once, in a browser context of its own.
 *
 * @param browser Chromium
 * @param site from `serveShop`
 * @param contender `pack` and `how`
 * @returns milliseconds from navigation, by figure
 */
export async function measureVisit(browser, site, { name, pack, how }) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const faults = watchFaults(page, site.address);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', NETWORK);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(`${site.address}${pack}/${how}`, { waitUntil: 'commit' });
    const last = how === 'tag' ? 'firstMs' : 'titledMs';
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      // Seldom: a question costs time of the page's thread.
      await wait(500);
      const times = await page.evaluate(() => globalThis.times ?? {});
      if (faults.length > 0) throw new Error(`${name}: ${faults.slice(0, 3).join('; ')}`);
      if (times[last] !== undefined) return times;
      if (Date.now() > deadline) throw new Error(`${name}: no list after ${DEADLINE_MS} ms; there is ${JSON.stringify(times)}`);
    }
  } finally {
    await context.close();
  }
}
