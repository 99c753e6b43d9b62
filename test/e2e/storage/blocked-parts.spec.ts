import type { Page } from '@playwright/test';
import { expect, openShelf, type Site, test, view } from '../tools/site.js';

const granted = { consent: 'granted', backend: 'js' } as const;

/** A first visit on which three views are stored. */
async function visit(page: Page, site: Site): Promise<void> {
  await openShelf(page, site, granted);
  expect(await view(page, 'tent-001', 'tent-005', 'tent-009')).toEqual(['stored', 'stored', 'stored']);
  await page.evaluate(() => shelf.close());
}

/** Opens a shelf without waiting for anything else. */
async function open(page: Page, site: Site): Promise<void> {
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
  });
}

async function knownItems(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    (await shelf.profile.inspect()).events.flatMap(({ items }) => items.map(({ item_id }) => item_id)).sort(),
  );
}

test('if the storage chunk cannot be fetched, nothing is falsely reported as done, and a pending forget is carried out on the next page', async ({
  page,
  site,
}) => {
  await visit(page, site);
  await page.route('**/index-later-*', (route) => route.fulfill({ status: 404 }));
  await open(page, site);
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).complete)).toBe(false);
  expect(await page.evaluate(() => shelf.profile.export())).toMatchObject({ done: false });
  expect(await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-001' }))).toMatchObject({ done: false, removed: 0 });
  expect((await page.evaluate(() => shelf.health())).notes.length).toBeGreaterThan(0);
  await page.unroute('**/index-later-*');
  await openShelf(page, site, { backend: 'js' });
  expect(await knownItems(page)).toEqual(['tent-005', 'tent-009']);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onshelf:onshelf'))).not.toContain('forgets');
});

test('if the storage chunk never loads, the shelf opens, and a refusal is carried out', async ({ page, site }) => {
  await visit(page, site);
  await page.route('**/index-later-*', () => {});
  await open(page, site);
  expect(await page.evaluate(() => shelf.consent.set('denied', { by: 'shopper' }))).toEqual({ done: true });
  await page.unroute('**/index-later-*');
  await openShelf(page, site, { backend: 'js' });
  expect(await page.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await knownItems(page)).toEqual([]);
});

test('a browser that cannot list its databases erases them too', async ({ page, site }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'storageBuckets');
    Reflect.deleteProperty(IDBFactory.prototype, 'databases');
  });
  await visit(page, site);
  await openShelf(page, site, { backend: 'js' });
  expect(await knownItems(page)).toEqual(['tent-001', 'tent-005', 'tent-009']);
  expect(await page.evaluate(() => shelf.profile.erase())).toEqual({ done: true });
  const left = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('onshelf');
        opening.onsuccess = () => resolve([...opening.result.objectStoreNames]);
      }),
  );
  expect(left).toEqual([]);
});

test('members that a script adds to Object.prototype do not prevent storing, forgetting and lists', async ({ page, site }) => {
  await page.addInitScript(() => Object.assign(Object.prototype, { foo: 1, once: 1, version: 'x' }));
  await visit(page, site);
  await openShelf(page, site, { backend: 'js' });
  expect(await knownItems(page)).toEqual(['tent-001', 'tent-005', 'tent-009']);
  expect(await page.evaluate(() => shelf.profile.forget({ itemId: 'tent-001' }))).toEqual({ done: true, removed: 1 });
  expect(await page.evaluate(async () => (await shelf.recommend({ count: 4 })).servedBy.model)).toBe('personal');
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('an item viewed again after it was forgotten is kept, also if forgetting ended on the next page', async ({ page, site }) => {
  await visit(page, site);
  await openShelf(page, site, { backend: 'js' });
  await page.evaluate(() => {
    void shelf.profile.forget({ itemId: 'tent-001' });
    void shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    location.href = '/pages/?left';
  });
  await expect.poll(() => page.evaluate(() => location.search).catch(() => '')).toBe('?left');
  await openShelf(page, site, { backend: 'js' });
  expect(await knownItems(page)).toEqual(['tent-001', 'tent-005', 'tent-009']);
});
