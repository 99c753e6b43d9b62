import { setTimeout as wait } from 'node:timers/promises';
import { watchFaults } from '../tools/browser/with-browser.mjs';

/** A mid-range phone: a quarter of the processor speed, and a mobile network. */
const SLOWDOWN = 4;
const NETWORK = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 625_000 };
const CLICKS = 5;
const CLICK_EVERY_MS = 150;
const DEADLINE_MS = 30_000;
const QUIET_MS = 1500;

/**
 * Loads a page once, in a browser context of its own, and clicks while it loads.
 *
 * @param options.contender name of the contender on the page
 * @param options.probe code that watches for long tasks, or null; with it, no other figure is valid
 * @returns figures of this load
 */
export async function measureLoad(browser, site, { contender, probe }) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const faults = watchFaults(page, site.address);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', NETWORK);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.addInitScript(watchVitals);
    if (probe !== null) await page.addInitScript(probe);
    site.reset();
    await page.goto(`${site.address}?${encodeURIComponent(contender)}`, { waitUntil: 'domcontentloaded' });
    for (let click = 0; click < CLICKS; click++) {
      await page.locator('#cart').click();
      await wait(CLICK_EVERY_MS);
    }
    await page.waitForLoadState('load');
    await untilRecorded(site, contender);
    await wait(QUIET_MS);
    const longestTaskMs = probe === null ? null : await page.evaluate(() => taskProbe.stop());
    const { lcpMs, inpMs } = await page.evaluate(() => globalThis.vitals);
    const { metrics } = await devtools.send('Performance.getMetrics');
    const secondsOf = (name) => 1000 * metrics.find((metric) => metric.name === name).value;
    await checkStored(page, contender);
    if (faults.length > 0) throw new Error(`${contender}: ${faults.slice(0, 3).join('; ')}`);
    return {
      contender,
      longestTaskMs,
      lcpMs,
      inpMs,
      scriptMs: secondsOf('ScriptDuration'),
      busyMs: secondsOf('TaskDuration'),
      ...bytesOf(site.sent()),
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page; records LCP and INP. @see https://web.dev/articles/vitals */
function watchVitals() {
  globalThis.vitals = { lcpMs: 0, inpMs: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.vitals.lcpMs = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.interactionId > 0) globalThis.vitals.inpMs = Math.max(globalThis.vitals.inpMs, entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}

/**
 * Waits until the event has arrived; for Onshelf, until the last file that it loads was sent. The page itself is queried only after
 * measuring, because a query costs time of its thread.
 */
async function untilRecorded(site, contender) {
  const arrived = () => {
    if (contender === 'nothing') return true;
    return contender.startsWith('onshelf') ? site.sentWhole('/pack/') : site.events() > 0;
  };
  const deadline = Date.now() + DEADLINE_MS;
  while (!arrived()) {
    if (Date.now() > deadline) throw new Error(`${contender}: the event was not recorded`);
    await wait(50);
  }
}

/** Throws if Onshelf has not stored the event: the figures would be invalid. */
async function checkStored(page, contender) {
  if (!contender.startsWith('onshelf')) return;
  const stored = await page.evaluate(
    () =>
      new Promise((resolve) => globalThis.onshelf('ready', (shelf) => shelf.health().then(({ storedEvents }) => resolve(storedEvents)))),
  );
  if (stored === 0) throw new Error(`${contender}: the event was not stored`);
}

/** Gzipped bytes of the contender's files: of the tag, on the page's thread, of the worker, of the pack. */
function bytesOf(sent) {
  const sum = (matches) => Object.entries(sent).reduce((bytes, [path, size]) => bytes + (matches(path) ? size : 0), 0);
  const isOwn = (path) => path !== '/' && path !== '/picture.svg' && !path.startsWith('/collect/');
  const isWorker = (path) => path.startsWith('/onshelf/worker');
  const isPack = (path) => path.startsWith('/pack/');
  return {
    tagBytes: sum((path) => /^\/(onshelf\/onshelf|posthog|segment|snowplow)\.js$/.test(path)),
    pageBytes: sum((path) => isOwn(path) && !isWorker(path) && !isPack(path)),
    workerBytes: sum(isWorker),
    packBytes: sum(isPack),
  };
}
