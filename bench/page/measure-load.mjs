import { setTimeout as wait } from 'node:timers/promises';

/** A middling telephone: a processor a quarter as fast, and a mobile network. */
const SLOWDOWN = 4;
const NETWORK = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 625_000 };
const CLICKS = 5;
const CLICK_EVERY_MS = 150;
const DEADLINE_MS = 30_000;
const QUIET_MS = 1500;

/**
 * Loads a page once, in a browser context of its own, and clicks while it loads.
 *
 * @param options.contender what is on it
 * @param options.probe code that watches for long tasks, or null; the other figures are worth nothing beside it
 * @returns figures of this load
 */
export async function measureLoad(browser, site, { contender, probe }) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(site.address))
        faults.push(`would leave this machine: ${request.url()}`);
    });
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

/** Runs in the page: https://web.dev/articles/vitals */
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
 * Until the one event has arrived where it belongs; ours, until the last it loads was sent: asking the page would be charged to it,
 * so that is done when all is measured.
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

/** Has our event been stored? Throws where it has not: the figures would be worth nothing. */
async function checkStored(page, contender) {
  if (!contender.startsWith('onshelf')) return;
  const stored = await page.evaluate(
    () =>
      new Promise((resolve) => globalThis.onshelf('ready', (shelf) => shelf.health().then(({ storedEvents }) => resolve(storedEvents)))),
  );
  if (stored === 0) throw new Error(`${contender}: the event was not stored`);
}

/** Bytes of what the contender brought, gzipped: until a call, on the page's thread, and all told. */
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
