import type { Page } from '@playwright/test';
import { expect, home, openShelf, test, view } from './site.js';

/** Everything a page can leave on a device. */
async function traces(page: Page): Promise<object> {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map((database) => database.name),
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    caches: await caches.keys(),
    cookies: document.cookie,
  }));
}

const NOTHING = { databases: [], localStorage: 0, sessionStorage: 0, caches: [], cookies: '' };

test('before consent the list is personal and nothing is stored', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js' });
  const before = await home(page);
  expect(await view(page, 'tent-001', 'tent-005')).toEqual(['memory', 'memory']);
  expect(await home(page)).not.toEqual(before);
  expect(await traces(page)).toEqual(NOTHING);
  await openShelf(page, site, { backend: 'js' });
  expect(await home(page)).toEqual(before);
});

test('granting stores what was held, and the pack for the next visit', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js' });
  await view(page, 'tent-001', 'tent-005');
  const before = await home(page);
  await page.evaluate(() => shelf.consent.set('granted'));
  expect(await home(page)).toEqual(before);
  await expect.poll(() => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)).toBeGreaterThan(100_000);
  await openShelf(page, site, { backend: 'js' });
  expect(await home(page)).toEqual(before);
  expect(await page.evaluate(async () => (await shelf.health()).pack)).toMatchObject({ fromCache: true });
});

test('denying in one tab forgets everything in all of them', async ({ page, site, context }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  const popular = await home(other);
  await view(page, 'tent-001', 'tent-005');
  expect(await home(other)).not.toEqual(popular);
  await page.evaluate(() => shelf.consent.set('denied'));
  await expect.poll(() => other.evaluate(() => shelf.consent.state)).toBe('denied');
  expect(await home(other)).toEqual(popular);
  expect(await home(page)).toEqual(popular);
  expect(await view(page, 'tent-001')).toEqual(['no']);
  await expect.poll(() => traces(page)).toEqual(NOTHING);
});

test('erasing leaves nothing, in this tab and the others', async ({ page, site, context }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const popular = await home(page);
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await view(page, 'tent-001', 'tent-005');
  await home(other);
  await page.evaluate(() => shelf.profile.erase());
  expect(await page.evaluate(async () => (await shelf.profile.inspect()).events)).toEqual([]);
  expect(await home(page)).toEqual(popular);
  await expect.poll(() => home(other)).toEqual(popular);
  await expect.poll(() => traces(page)).toEqual(NOTHING);
});

test('twenty events tracked as the page goes away are stored', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  await view(page, 'tent-001');
  for (let round = 0; round < 5; round++) {
    await page.evaluate((number) => {
      addEventListener(
        'pagehide',
        () => {
          for (let index = 0; index < 20; index++) void shelf.track('view_item', { items: [{ item_id: `round-${number}-${index}` }] });
        },
        { capture: true },
      );
    }, round);
    await page.goto('about:blank');
    await openShelf(page, site, { consent: 'granted', backend: 'js' });
    const events = await page.evaluate(async () => (await shelf.profile.inspect()).events.length);
    expect(events).toBe(1 + 20 * (round + 1));
  }
});

test('nonsense given to track() is counted and never throws', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted', backend: 'js' });
  const results = await page.evaluate(async () => {
    const track = shelf.track as (...given: unknown[]) => Promise<{ kept: string }>;
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
      },
    );
    const circular: Record<string, unknown> = {};
    circular.items = [circular];
    const calls = [
      [],
      ['view_item'],
      ['no such event', {}],
      ['view_item', hostile],
      ['view_item', circular],
      ['view_item', { items: [{ item_id: Symbol('x') }] }],
      ['view_item', { items: 'x'.repeat(1e6) }],
    ];
    return Promise.all(calls.map(async (given) => (await track(...given)).kept));
  });
  expect(results).toEqual(Array(7).fill('no'));
  const health = await page.evaluate(() => shelf.health());
  expect(Object.values(health.rejectedEvents).reduce((sum, count) => sum + count, 0)).toBe(7);
  expect(await page.evaluate(() => faults)).toEqual([]);
});
