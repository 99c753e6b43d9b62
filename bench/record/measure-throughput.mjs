import { openPage } from './browser.mjs';
import { median, quantile, shuffle } from './statistics.mjs';

const RECORDERS = ['onshelf', 'naive-idb'];

/** Measures how long bursts take to be acknowledged. @returns a row for each recorder and size of burst */
export async function measureThroughput(context, site, { bursts, repeats, random }) {
  const { page } = await openPage(context, site.address, 'trackers-page', 'trackers');
  await page.evaluate((all) => trackers.open(all), RECORDERS);
  const run = (name, events) => page.evaluate(([who, calls]) => trackers.acknowledge(who, calls), [name, events]);
  const before = {};
  for (const name of RECORDERS) {
    await run(name, bursts[0]);
    before[name] = await page.evaluate((who) => trackers.stored(who), name);
  }
  const times = new Map(RECORDERS.flatMap((name) => bursts.map((events) => [`${name} ${events}`, { name, events, ms: [] }])));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const turn of shuffle([...times.values()], random)) turn.ms.push(await run(turn.name, turn.events));
  }
  const expected = repeats * bursts.reduce((sum, events) => sum + events, 0);
  for (const name of RECORDERS) {
    const stored = (await page.evaluate((who) => trackers.stored(who), name)) - before[name];
    if (stored !== expected) throw new Error(`${name}: ${stored} of ${expected} events were stored`);
  }
  await page.close();
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
