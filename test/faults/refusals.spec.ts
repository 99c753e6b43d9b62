import { copyFileSync, mkdirSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, openShelf, type Site, view } from '../e2e/tools/site.js';
import { keepBusy } from './tools/busy-database.js';
import { type BackingStore, firstPage, test } from './tools/shop-browser.js';

type Onshelf = (command: string, ...given: unknown[]) => void;
declare global {
  var onshelf: Onshelf;
}

/** A first visit: the shopper grants consent, and three views are stored. */
async function agree(page: Page, site: Site): Promise<void> {
  await openShelf(page, site, { backend: 'js' });
  await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  expect(await view(page, 'tent-001', 'tent-005', 'tent-009')).toEqual(['stored', 'stored', 'stored']);
  await page.evaluate(() => shelf.close());
}

interface Found {
  readonly consent: string;
  readonly events: number;
  readonly model: string;
}

/** The next visit: the consent it recalls, and the events behind its lists. */
async function recalled(page: Page, site: Site): Promise<Found> {
  await openShelf(page, site, { backend: 'js' });
  return page.evaluate(async () => {
    const { servedBy } = await shelf.recommend({ count: 4 });
    const { events } = await shelf.profile.inspect();
    return { consent: shelf.consent.state, events: events.length, model: servedBy.model };
  });
}

/** Existing databases, in all places. */
async function databases(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { storageBuckets } = navigator as unknown as { storageBuckets?: { keys(): Promise<string[]> } };
    return [...((await storageBuckets?.keys()) ?? []), ...(await indexedDB.databases()).map(({ name }) => name ?? '')];
  });
}

/** Number of records in all of them, in all stores. */
async function records(page: Page, site: Site): Promise<number> {
  await page.goto(`${site.address}pages/index.html`);
  return page.evaluate(async () => {
    let count = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const counting = database.transaction(store).objectStore(store).count();
        count += await new Promise<number>((resolve) => {
          counting.onsuccess = () => resolve(counting.result);
        });
      }
      database.close();
    }
    return count;
  });
}

/** Navigates away, and waits only until the page is left. */
const LEAVE = `location.href = '/pages/index.html?left'`;

/** What a page does that refuses and is left: the moments of the script tag, by what had been loaded, and of the shelf itself. */
const LEAVINGS: readonly (readonly [words: string, path: string, act: string, before?: 'ready' | undefined])[] = [
  ['by the tag at once, before the library is there', 'pages/tag.html', `onshelf('consent', 'denied'); ${LEAVE};`],
  ['by the tag 10 ms later', 'pages/tag.html', `onshelf('consent', 'denied'); setTimeout(() => { ${LEAVE} }, 10);`],
  ['by the tag 150 ms later', 'pages/tag.html', `onshelf('consent', 'denied'); setTimeout(() => { ${LEAVE} }, 150);`],
  ['by the tag at once, with the library loaded', 'pages/tag.html', `onshelf('consent', 'denied'); ${LEAVE};`, 'ready'],
  ['by a tag without the library', 'pages/tag-alone.html', `onshelf('consent', 'denied'); ${LEAVE};`],
  ['by the tag, set to unknown', 'pages/tag.html', `onshelf('consent', 'unknown'); ${LEAVE};`],
  ['by the tag, erasing', 'pages/tag.html', `onshelf('erase'); ${LEAVE};`],
  ['by the shelf at once', 'pages/index.html', `shelf.consent.set('denied'); ${LEAVE};`],
  ['by the shelf 5 ms later', 'pages/index.html', `shelf.consent.set('denied'); setTimeout(() => { ${LEAVE} }, 5);`],
  ['by the shelf, erasing', 'pages/index.html', `shelf.profile.erase(); ${LEAVE};`],
];

test.beforeAll(() => {
  mkdirSync('test-results/tag-alone', { recursive: true });
  copyFileSync('dist/onshelf.js', 'test-results/tag-alone/onshelf.js');
});

/** A page, the code that refuses on it, and whether the shelf is ready before. */
type Leaving = readonly [path: string, act: string, before?: 'ready' | undefined];

/** Refuses on a page and leaves it in the same task. */
async function refuseAndLeave(page: Page, site: Site, backing: BackingStore, [path, act, before]: Leaving): Promise<void> {
  if (path === 'pages/index.html') await openShelf(page, site, { backend: 'js' });
  else await page.goto(`${site.address}${path}`);
  if (before !== undefined) await page.evaluate(() => new Promise<void>((resolve) => onshelf('ready', () => resolve())));
  await actAndLeave(page, site, backing, act);
}

/** WebKitGTK's pages are driven by a script in them: the driver navigates as soon as the page has acted. */
async function actAndLeave(page: Page, site: Site, backing: BackingStore, act: string): Promise<void> {
  const acting = page.evaluate((code) => void setTimeout(code), backing === 'webkit' ? act.replace(LEAVE, 'void 0') : act);
  await acting.catch(() => {});
  if (backing === 'webkit') await page.goto(`${site.address}pages/index.html?left`);
  await expect.poll(() => page.evaluate(() => location.search).catch(() => '')).toBe('?left');
}

for (const [words, path, act, before] of LEAVINGS) {
  test(`a refusal ${words} applies on the next page, which deletes remaining data`, async ({ launch, rounds, site, backing }) => {
    const context = await launch();
    const page = await firstPage(context);
    for (let round = 0; round < Math.ceil(rounds / 3); round++) {
      await agree(page, site);
      await refuseAndLeave(page, site, backing, [path, act, before]);
      const found = await recalled(page, site);
      expect(found).toMatchObject({ events: 0 });
      expect(found.consent).not.toBe('granted');
      expect(await page.evaluate(() => faults)).toEqual([]);
      if (backing !== 'webkit') await expect.poll(() => databases(page)).toEqual([]);
    }
    if (backing !== 'webkit') return;
    // A page in WebKit's back-forward cache keeps the database open: it is emptied, and deleted with that page.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 4000)));
    await context.close();
    expect(await records(await firstPage(await launch()), site)).toBe(0);
  });
}

test('a refusal applies if a script closes the tab at once', async ({ launch, site }) => {
  const context = await launch();
  const page = await firstPage(context);
  await agree(page, site);
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await other.evaluate(() => void setTimeout(`shelf.consent.set('denied'); window.close();`)).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await recalled(page, site)).toMatchObject({ events: 0 });
  await expect.poll(() => databases(page)).toEqual([]);
});

test('a forgotten event is gone on the next page, whenever this one is left', async ({ launch, rounds, site, backing }) => {
  const page = await firstPage(await launch());
  for (let round = 0; round < Math.ceil(rounds / 3); round++) {
    await agree(page, site);
    await openShelf(page, site, { backend: 'js' });
    const act = `shelf.profile.forget({ itemId: 'tent-001' }); setTimeout(() => { ${LEAVE} }, ${round * 2});`;
    await actAndLeave(page, site, backing, act);
    await openShelf(page, site, { backend: 'js' });
    const seen = (): Promise<string[]> => page.evaluate(async () => (await shelf.recentlyViewed()).items.map(({ id }) => id).sort());
    expect(await seen()).not.toContain('tent-001');
    // WebKit keeps the previous page, which may keep the log busy for a while.
    if (backing === 'webkit') return;
    expect(await seen()).toEqual(['tent-005', 'tent-009']);
    expect(await page.evaluate(async () => (await shelf.profile.inspect()).events.length)).toBe(2);
    await expect.poll(() => page.evaluate(() => localStorage.getItem('onshelf:onshelf'))).not.toContain('forgets');
    await page.evaluate(() => shelf.profile.erase());
  }
});

test('a pause applies on the next page, also if this one is left at once', async ({ launch, site, backing }) => {
  const page = await firstPage(await launch());
  await agree(page, site);
  await openShelf(page, site, { backend: 'js' });
  await actAndLeave(page, site, backing, `shelf.profile.pause(); ${LEAVE};`);
  await openShelf(page, site, { backend: 'js' });
  expect(await view(page, 'ski-001')).toEqual(['no']);
});

async function stuckTab(context: BrowserContext, site: Site): Promise<Page> {
  const other = await context.newPage();
  await other.goto(`${site.address}pages/index.html`);
  await keepBusy(other);
  return other;
}

test('if another tab keeps the log busy, forget, export and a refusal report that they are not done, and apply anyway', async ({
  launch,
  site,
}) => {
  const context = await launch();
  const page = await firstPage(context);
  await agree(page, site);
  await openShelf(page, site, { backend: 'js' });
  await expect.poll(async () => (await page.evaluate(() => shelf.profile.inspect())).events.length).toBe(3);
  const other = await stuckTab(context, site);

  const forgotten = await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-001' }));
  expect(forgotten).toMatchObject({ done: false, reason: 'storage-failed' });
  expect(forgotten.message).toBeTruthy();
  expect(
    await page.evaluate(async () => (await shelf.recommend({ exclude: 'none', count: 4 })).items.flatMap(({ reasons }) => reasons)),
  ).not.toContainEqual(expect.objectContaining({ kind: 'event', itemId: 'tent-001' }));
  const copy = await page.evaluate(() => shelf.profile.export());
  expect(copy).toMatchObject({ done: false });
  expect(copy).not.toHaveProperty('profile');
  expect((await page.evaluate(() => shelf.health())).notes.map(({ code }) => code)).toContain('unfinished');

  const refused = await page.evaluate(() => shelf.consent.set('denied', { by: 'shopper' }));
  // Buckets are closed by force; otherwise the browser waits for the other tab.
  if (!refused.done) expect(refused.reason).toBe('storage-failed');
  expect(await page.evaluate(() => shelf.consent.state)).toBe('denied');
  const next = await context.newPage();
  expect(await recalled(next, site)).toMatchObject({ consent: 'denied', events: 0 });
  await other.evaluate(() => letGo()).catch(() => {});
  const last = await context.newPage();
  expect(await recalled(last, site)).toMatchObject({ consent: 'denied', events: 0 });
  await expect.poll(() => databases(last)).toEqual([]);
});

test("a shopper's refusal overrules a page that passes granted, in every tab, until they grant again", async ({ launch, site }) => {
  const context = await launch();
  const page = await firstPage(context);
  await agree(page, site);
  await openShelf(page, site, { backend: 'js' });
  expect(await page.evaluate(() => shelf.consent.set('denied', { by: 'shopper' }))).toEqual({ done: true });
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js', consent: 'granted' });
  expect(await other.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await view(other, 'tent-001')).toEqual(['no']);
  expect((await other.evaluate(() => shelf.health())).notes.map(({ code }) => code)).toContain('refused-by-shopper');
  expect(await other.evaluate(() => shelf.consent.set('granted', { by: 'page' }))).toMatchObject({
    done: false,
    reason: 'refused-by-shopper',
  });
  expect(await page.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await databases(other)).toEqual([]);

  expect(await other.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }))).toEqual({ done: true });
  expect(await view(other, 'tent-002')).toEqual(['stored']);
  await expect.poll(() => page.evaluate(() => shelf.consent.state)).toBe('granted');
  expect((await recalled(page, site)).consent).toBe('granted');
});
