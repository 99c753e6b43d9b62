import { openPage } from '../tools/browser/with-browser.mjs';
import { median, quantile, shuffle } from '../tools/statistics.mjs';

const RECORDERS = ['onshelf', 'naive-idb'];

/** Calls to warm up with. Together with a burst they stay below the maximum that a page may record at once. */
const WARM_UP = 200;

/** Measures the time until bursts are acknowledged, each in a page of its own. @returns a row per recorder and size of burst */
export async function measureThroughput(context, site, { bursts, repeats, random }) {
  const times = new Map(RECORDERS.flatMap((name) => bursts.map((events) => [`${name} ${events}`, { name, events, ms: [] }])));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const turn of shuffle([...times.values()], random)) turn.ms.push(await measureBurst(context, site, turn));
  }
  return [...times.values()].map(({ name, events, ms }) => ({
    what: 'acknowledged burst',
    name,
    events,
    calls: ms.length,
    medianMs: median(ms),
    p95Ms: quantile(ms, 0.95),
    eventsPerSecond: Math.round((1000 * events) / median(ms)),
  }));
}

async function measureBurst(context, site, { name, events }) {
  const { page } = await openPage(context, site.address, 'trackers-page', 'trackers');
  await page.evaluate((all) => trackers.open(all), [name]);
  const run = (calls) => page.evaluate(([who, count]) => trackers.acknowledge(who, count), [name, calls]);
  const stored = () => page.evaluate((who) => trackers.stored(who), name);
  await run(WARM_UP);
  const before = await stored();
  const milliseconds = await run(events);
  const kept = (await stored()) - before;
  if (kept !== events) throw new Error(`${name}: ${kept} of ${events} events were stored`);
  await page.close();
  return milliseconds;
}
