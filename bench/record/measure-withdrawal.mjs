import { openPage } from '../tools/browser/with-browser.mjs';
import { median, quantile } from '../tools/statistics.mjs';

/** Names of what the browser's own inspector shows of an origin: databases and buckets. */
async function watchStorage(context, page) {
  const cdp = await context.newCDPSession(page);
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { storageKey } = await cdp.send('Storage.getStorageKeyForFrame', { frameId: frameTree.frame.id });
  const buckets = new Set();
  cdp.on('Storage.storageBucketCreatedOrUpdated', ({ bucketInfo }) => bucketInfo.bucket.name && buckets.add(bucketInfo.bucket.name));
  cdp.on('Storage.storageBucketDeleted', () => buckets.clear());
  await cdp.send('Storage.setStorageBucketTracking', { storageKey, enable: true });
  return async () => [...buckets, ...(await cdp.send('IndexedDB.requestDatabaseNames', { storageKey })).databaseNames];
}

/** Milliseconds until a condition holds, by a clock outside the browser. Fails after half a minute. */
async function until(start, holds) {
  while (!(await holds()))
    if (performance.now() - start > 30_000) throw new Error('consent was taken back, and half a minute later it still showed');
  return performance.now() - start;
}

/**
 * Measures how long after a shopper takes consent back there is nothing left, in three tabs of one shop, of which one is frozen: until the call
 * has answered, until the browser's inspector shows neither database nor bucket, and until the other tab that runs has forgotten the events.
 * The peer deletes a database of its own with `idb`, which a frozen tab with a connection would block: its third tab runs.
 *
 * @returns a row per figure and contender
 */
export async function measureWithdrawal(context, site, { events, items, repeats, log }) {
  const figures = new Map();
  const note = (name, what, ms) => figures.set(`${name}|${what}`, [...(figures.get(`${name}|${what}`) ?? []), ms]);
  for (let repeat = -1; repeat < repeats; repeat++) {
    for (const name of ['onshelf', 'naive-idb']) {
      const tabs = [];
      for (let tab = 0; tab < 3; tab++) {
        const { page } = await openPage(context, site.address, 'shelf-page', 'shelfPage');
        await page.evaluate((input) => shelfPage.hold(...input), [name, `bench-withdrawal-${repeat}`, items, tab === 0 ? events : 0]);
        tabs.push(page);
      }
      const [page, other, third] = tabs;
      const names = await watchStorage(context, page);
      await until(performance.now(), async () => (await names()).length > 0 && (await other.evaluate(() => shelfPage.held())) === events);
      const lifecycle = await context.newCDPSession(third);
      if (name === 'onshelf') await lifecycle.send('Page.setWebLifecycleState', { state: 'frozen' });
      const start = performance.now();
      const [answered, gone, forgotten] = await Promise.all([
        page.evaluate(() => shelfPage.withdraw()).then(() => performance.now() - start),
        until(start, async () => (await names()).length === 0),
        until(start, async () => (await other.evaluate(() => shelfPage.held())) === 0),
      ]);
      await lifecycle.send('Page.setWebLifecycleState', { state: 'active' });
      for (const tab of tabs) await tab.close();
      // The first round warms up.
      if (repeat < 0) continue;
      note(name, 'withdrawal: answered', answered);
      note(name, 'withdrawal: nothing in the inspector', gone);
      note(name, 'withdrawal: forgotten in another tab', forgotten);
    }
    log(`  round ${repeat + 1} of ${repeats} done`);
  }
  return [...figures].map(([key, ms]) => {
    const [name, what] = key.split('|');
    return { what, name, items, events, calls: ms.length, medianMs: median(ms), p95Ms: quantile(ms, 0.95) };
  });
}
