import type { Page } from '@playwright/test';
import { expect, home, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, trackMarked } from './tools/marked-events.js';
import { withoutBuckets } from './tools/page-conditions.js';
import { CHROMIUM_ONLY, firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;

declare global {
  /** The connection of a page that opens the database without the library. */
  var raw: IDBDatabase;
}

/** Opens a database as version 0.1.0 of the library did, with two events in it, and keeps it open. */
async function openAsVersion1(page: Page, ignoresUpgrades: boolean): Promise<void> {
  await page.evaluate(
    (ignores) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('onshelf', 1);
        opening.onupgradeneeded = () => {
          const database = opening.result;
          const events = database.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true });
          events.createIndex('id', 'id', { unique: true });
          for (const name of ['profiles', 'manifests', 'files']) database.createObjectStore(name);
          database.createObjectStore('meta').put('granted', 'consent');
          for (const mark of ['old-0', 'old-1']) {
            const id = `01J0000000000000000000000${mark.at(-1)}`;
            events.add({ id, name: 'view_item', time: Date.now() - 1000, items: [{ item_id: 'tent-001' }, { item_id: mark }] });
          }
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          globalThis.raw = opening.result;
          if (!ignores) globalThis.raw.onversionchange = () => globalThis.raw.close();
          resolve();
        };
      }),
    ignoresUpgrades,
  );
}

/** Writes one more event as the old version does. */
async function writeAsVersion1(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const transaction = globalThis.raw.transaction('events', 'readwrite');
        const items = [{ item_id: 'tent-005' }, { item_id: 'old-2' }];
        transaction.objectStore('events').add({ id: `01J0000000000000000000000${2}`, name: 'view_item', time: Date.now(), items });
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      }),
  );
}

for (const buckets of ['with', 'without']) {
  test(
    `F12: ${buckets} storage buckets, an old tab that blocks the upgrade and two new ones all work, and its events are not lost`,
    buckets === 'with' ? CHROMIUM_ONLY : {},
    async ({ launch, site }) => {
      const context = await launch();
      const old = await firstPage(context);
      await old.goto(`${site.address}pages/`);
      await openAsVersion1(old, true);
      const tabs = [await context.newPage(), await context.newPage()];
      for (const [index, tab] of tabs.entries()) {
        if (buckets === 'without') await withoutBuckets(tab);
        await openShelf(tab, site, granted);
        const popular = await home(tab);
        await trackMarked(tab, [`new-${index}`]);
        expect(await knownMarks(tab)).toContain(`new-${index}`);
        expect(await home(tab)).not.toEqual(popular);
      }
      await writeAsVersion1(old);
      await old.close();
      // If the old database is the only place, it opens late; else its events are merged.
      const all = ['new-0', 'new-1', 'old-0', 'old-1', 'old-2'];
      for (const tab of tabs) {
        await expectNoFaults(tab);
        if (buckets === 'without') await expect.poll(async () => (await healthOf(tab)).mode).toBe('stored');
      }
      const last = await context.newPage();
      if (buckets === 'without') await withoutBuckets(last);
      await openShelf(last, site, { backend: 'js' });
      await expect.poll(() => knownMarks(last)).toEqual(all);
      expect((await healthOf(last)).lostEvents).toBe(0);
      noteCost({ runs: 1, acknowledged: all.length, lost: 0 });
    },
  );
}

for (const buckets of ['with', 'without']) {
  test(
    `F13: ${buckets} storage buckets, a database of version 0.1.0 is upgraded, with its events, counted`,
    buckets === 'with' ? CHROMIUM_ONLY : {},
    async ({ launch, site }) => {
      const context = await launch();
      const page = await firstPage(context);
      if (buckets === 'without') await withoutBuckets(page);
      await page.goto(`${site.address}pages/`);
      await openAsVersion1(page, false);
      await page.evaluate(() => globalThis.raw.close());
      await openShelf(page, site, { backend: 'js' });
      expect(await page.evaluate(() => shelf.consent.state)).toBe('granted');
      await expect.poll(() => knownMarks(page)).toEqual(['old-0', 'old-1']);
      expect(await trackMarked(page, ['new-0'])).toEqual(['new-0']);
      expect(await healthOf(page)).toMatchObject({ mode: 'stored', lostEvents: 0, storage: { encrypted: true } });
      await openShelf(page, site, { backend: 'js' });
      await expect.poll(() => knownMarks(page)).toEqual(['new-0', 'old-0', 'old-1']);
      expect((await healthOf(page)).lostEvents).toBe(0);
      await expectNoFaults(page);
      noteCost({ runs: 1, acknowledged: 3, lost: 0 });
    },
  );
}

test('F13: a database created by a later version works, and keeps the data of that version', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await withoutBuckets(page);
  await openShelf(page, site, granted);
  expect(await trackMarked(page, ['now-0'])).toEqual(['now-0']);
  // Firefox may freeze the page that is left before its worker hears of it: its connection would block the later version.
  await page.evaluate(() => shelf.close());
  await page.goto(`${site.address}pages/strict.html`);
  const later = (write: boolean): Promise<unknown> =>
    page.evaluate(
      (writes) =>
        new Promise((resolve, reject) => {
          const opening = writes ? indexedDB.open('onshelf', 99) : indexedDB.open('onshelf');
          opening.onupgradeneeded = () => opening.result.createObjectStore('later').put('of a later version', 'what');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const request = opening.result.transaction('later').objectStore('later').get('what');
            request.onsuccess = () => {
              opening.result.close();
              resolve([opening.result.version, request.result]);
            };
          };
        }),
      write,
    );
  expect(await later(true)).toEqual([99, 'of a later version']);
  await openShelf(page, site, { backend: 'js' });
  expect(await knownMarks(page)).toEqual(['now-0']);
  expect(await trackMarked(page, ['now-1'])).toEqual(['now-1']);
  expect(await knownMarks(page)).toEqual(['now-0', 'now-1']);
  expect(await healthOf(page)).toMatchObject({ mode: 'stored', lostEvents: 0 });
  await expectNoFaults(page);
  expect(await later(false)).toEqual([99, 'of a later version']);
  noteCost({ runs: 1, acknowledged: 2, lost: 0 });
});
