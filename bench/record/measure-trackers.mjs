import { setTimeout as wait } from 'node:timers/promises';
import { openPage } from '../tools/browser/with-browser.mjs';
import { median, quantile, shuffle } from '../tools/statistics.mjs';

const TRACKERS = ['posthog', 'segment', 'segment-batched', 'snowplow', 'snowplow-batched'];
const RECORDERS = ['onshelf', 'naive-idb', ...TRACKERS];
const BASELINE = 'nothing';
/** Trackers send some seconds after the last event; a tracker that is not done by then has lost events. */
const SETTLE_DEADLINE_MS = 40_000;
const QUIET_MS = 500;
const POLL_MS = 100;
const WARM_UP_CALLS = 200;

/**
 * Measures calls to all recorders in one page, one block of calls after another, in random order.
 *
 * @param options.calls in a block
 * @param options.rounds blocks of each recorder and kind; figures are medians of the blocks
 * @param options.random seeded
 * @returns a row per recorder and kind of block
 */
export async function measureTrackers(context, site, { calls, rounds, spacingMs, random, log }) {
  const { page, faults } = await openPage(context, site.address, 'trackers-page', 'trackers');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const names = [...RECORDERS, BASELINE];
  await page.evaluate((all) => trackers.open(all), names);

  const busyMs = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  };

  /** Calls made to each recorder: the number of events that must arrive. */
  const made = Object.fromEntries(names.map((name) => [name, 0]));
  const settle = async (name) => {
    const deadline = Date.now() + SETTLE_DEADLINE_MS;
    while (TRACKERS.includes(name) && site.received(name).events < made[name] && Date.now() < deadline) await wait(POLL_MS);
    await wait(QUIET_MS);
  };

  /** Measures one block: the time of its calls, and how long the thread was busy until all work was done. */
  const measure = async (name, block, probed) => {
    await devtools.send('HeapProfiler.collectGarbage');
    const requestsBefore = site.received(name).requests;
    const before = await busyMs();
    made[name] += block.calls;
    if (probed) {
      await page.evaluate(() => trackers.watch());
      await wait(QUIET_MS);
    }
    const times = await page.evaluate(([who, how]) => trackers.measure(who, how), [name, block]);
    if (times.failures > 0) throw new Error(`${name}: ${times.failures} of ${block.calls} calls failed`);
    await settle(name);
    const longestTaskMs = probed ? await page.evaluate(() => trackers.stopWatching()) : null;
    return { ...times, longestTaskMs, busyMs: (await busyMs()) - before, requests: site.received(name).requests - requestsBefore };
  };

  for (const name of names) await measure(name, { calls: WARM_UP_CALLS, spacingMs: 0 }, false);
  const kinds = [false, true].flatMap((probed) => [
    { what: 'spaced', probed, block: { calls, spacingMs } },
    { what: 'burst', probed, block: { calls, spacingMs: 0 } },
  ]);
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    const turns = shuffle(
      kinds.flatMap((kind) => names.map((name) => ({ ...kind, name }))),
      random,
    );
    for (const turn of turns) measured.push({ ...turn, ...(await measure(turn.name, turn.block, turn.probed)) });
    log(`  round ${round + 1} of ${rounds} done`);
  }

  const received = await countReceived(page, site, made);
  if (faults.length > 0) throw new Error(`the trackers' page: ${faults.slice(0, 5).join('; ')}`);
  await page.close();
  return names.flatMap((name) =>
    ['spaced', 'burst'].map((what) => rowOf(measured, what, name, { sent: made[name], received: received[name] })),
  );
}

/**
 * Events that arrived, by recorder.
 *
 * @throws Error if a recorder lost events: its figures would be invalid
 */
async function countReceived(page, site, made) {
  const received = {};
  for (const name of RECORDERS) {
    received[name] = TRACKERS.includes(name) ? site.received(name).events : await page.evaluate((who) => trackers.stored(who), name);
    if (received[name] !== made[name]) throw new Error(`${name}: ${made[name]} calls, but ${received[name]} events arrived`);
  }
  return received;
}

/** Medians of the blocks of one recorder. */
function rowOf(measured, what, name, counts) {
  const blocks = measured.filter((block) => block.what === what && block.name === name);
  const quiet = blocks.filter(({ probed }) => !probed);
  const baseline = measured.filter((block) => block.what === what && block.name === BASELINE && !block.probed);
  const calls = quiet[0].callMs.length;
  const over = (figure) => median(quiet.map(figure));
  return {
    what: `call, ${what}`,
    name,
    calls,
    // In a burst ten calls are timed together: finer than the clock's resolution.
    medianMs: over(({ callMs, togetherMs }) => median(togetherMs.length > 0 ? togetherMs : callMs)),
    meanMs: over(({ callMs }) => callMs.reduce((sum, ms) => sum + ms, 0) / calls),
    p95Ms: over(({ callMs }) => quantile(callMs, 0.95)),
    p99Ms: over(({ callMs }) => quantile(callMs, 0.99)),
    busyMs: (over((block) => block.busyMs) - (name === BASELINE ? 0 : median(baseline.map((block) => block.busyMs)))) / calls,
    longestTaskMs: median(blocks.filter(({ probed }) => probed).map((block) => block.longestTaskMs)),
    requests: over(({ requests }) => requests),
    ...counts,
  };
}
