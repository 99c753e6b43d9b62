import { openPage } from '../tools/browser/with-browser.mjs';
import { median, quantile, shuffle } from '../tools/statistics.mjs';

/** Measures the time from an event to a list that reflects it. @returns a row per pack, backend and way of requesting */
export async function measureChange(context, site, { sizes, backends, views, random }) {
  const rows = [];
  const turns = shuffle(
    sizes.flatMap((items) => backends.map((backend) => ({ items, backend }))),
    random,
  );
  for (const { items, backend } of turns) {
    const { page } = await openPage(context, site.address, 'shelf-page', 'shelfPage');
    const measure = (name, times) => page.evaluate((input) => shelfPage.change(...input), [name, items, backend, times]);
    await measure(`bench-warm-up-${items}-${backend}`, 5);
    const { awaitedMs, subscribedMs } = await measure(`bench-change-${items}-${backend}`, views);
    await page.close();
    for (const [what, ms] of [
      ['event to list, awaited', awaitedMs],
      ['event to list, subscribed', subscribedMs],
    ]) {
      rows.push({
        what,
        name: backend,
        items,
        calls: ms.length,
        medianMs: median(ms),
        p95Ms: quantile(ms, 0.95),
        p99Ms: quantile(ms, 0.99),
      });
    }
  }
  return rows.sort((a, b) => a.items - b.items || (a.name < b.name ? -1 : 1));
}
