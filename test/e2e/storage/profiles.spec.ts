import type { Page } from '@playwright/test';
import { expect, home, openShelf, test, view } from '../tools/site.js';

const known = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await shelf.profile.inspect()).events.flatMap(({ items }) => items.map(({ item_id }) => item_id)).sort());
const whose = (page: Page): Promise<string> => page.evaluate(async () => (await shelf.health()).profile);
const granted = { consent: 'granted', backend: 'js' } as const;
/** All that is noted in localStorage. */
const notes = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(localStorage));

test('each account has a profile of its own, and at log-out the next list knows nothing of the first shopper', async ({ page, site }) => {
  await openShelf(page, site, { ...granted, profile: null });
  const everybodys = await home(page);
  expect(await page.evaluate(() => shelf.switchProfile('anna'))).toEqual({ done: true });
  expect(await whose(page)).toBe('account');
  expect(await view(page, 'tent-001', 'tent-005')).toEqual(['stored', 'stored']);
  const annas = await home(page);
  expect(annas).not.toEqual(everybodys);

  // A list that is asked for before the log-out, and answered after it, is not Anna's either.
  const [late, result] = await page.evaluate(async () => {
    const asked = shelf.recommend({ scenario: 'home', count: 20 });
    const left = shelf.switchProfile(null);
    return [(await asked).items.map(({ id }) => id), await left] as const;
  });
  expect(result).toEqual({ done: true });
  expect(late).toEqual(everybodys);
  expect(await home(page)).toEqual(everybodys);
  expect(await whose(page)).toBe('guest');
  expect(await known(page)).toEqual([]);

  await page.evaluate(() => shelf.switchProfile('berta'));
  expect(await known(page)).toEqual([]);
  await view(page, 'ski-001');
  await page.evaluate(() => shelf.switchProfile('anna'));
  expect(await known(page)).toEqual(['tent-001', 'tent-005']);
  expect(await home(page)).toEqual(annas);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('the key of an account is nowhere on the device', async ({ page, site }) => {
  await openShelf(page, site, { ...granted, profile: 'anna@example.org' });
  await view(page, 'tent-001');
  const all = await page.evaluate(async () => {
    const manager = (navigator as unknown as { storageBuckets?: { keys(): Promise<string[]> } }).storageBuckets;
    return JSON.stringify([localStorage, await indexedDB.databases(), await manager?.keys(), sessionStorage, document.cookie]);
  });
  expect(all).toMatch(/p-[0-9a-f]{16}-onshelf/);
  expect(all).not.toContain('anna');
});

test('the next page knows who is there, until they log out, in this tab or another', async ({ page, site, context }) => {
  await openShelf(page, site, { ...granted, profile: 'anna' });
  await view(page, 'tent-001');
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  expect(await whose(other)).toBe('account');
  expect(await known(other)).toEqual(['tent-001']);
  await page.evaluate(() => shelf.switchProfile(null));
  await expect.poll(() => known(other)).toEqual([]);
  expect(await whose(other)).toBe('guest');
  // What is done now is not Anna's.
  await view(other, 'ski-001');
  const later = await context.newPage();
  await openShelf(later, site, { backend: 'js' });
  expect(await whose(later)).toBe('guest');
  expect(await known(later)).toEqual([]);
  await later.evaluate(() => shelf.switchProfile('anna'));
  expect(await known(later)).toEqual(['tent-001']);
  await expect.poll(() => known(other)).toEqual(['tent-001']);
});

test('a log-out is noted before the call returns, and a page on which nobody is logged in logs out all tabs', async ({
  page,
  site,
  context,
}) => {
  await openShelf(page, site, { ...granted, profile: 'anna' });
  await view(page, 'tent-001');
  const noted = (): Promise<unknown> =>
    page.evaluate(() => {
      const before = localStorage.getItem('onshelf-profile:onshelf');
      void shelf.switchProfile(null);
      return [typeof before, localStorage.getItem('onshelf-profile:onshelf')];
    });
  expect(await noted()).toEqual(['string', null]);
  await page.evaluate(() => shelf.switchProfile('anna'));
  await expect.poll(() => page.evaluate(() => localStorage.getItem('onshelf-profile:onshelf'))).not.toBeNull();
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js', profile: null });
  await expect.poll(() => whose(page)).toBe('guest');
  expect(await known(page)).toEqual([]);
});

test('without consent two accounts in memory know nothing of each other, in any tab, and nothing is noted', async ({
  page,
  site,
  context,
}) => {
  await openShelf(page, site, { backend: 'js', profile: 'anna' });
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js', profile: 'anna' });
  expect(await view(page, 'tent-001')).toEqual(['memory']);
  expect(await view(other, 'tent-005')).toEqual(['memory']);
  await page.evaluate(() => shelf.switchProfile('berta'));
  expect(await known(page)).toEqual([]);
  await expect.poll(() => known(other)).toEqual([]);
  expect(await notes(page)).toBe('{}');
});

test('what a guest did is erased at log-in, or joins the account', async ({ page, site }) => {
  await openShelf(page, site, granted);
  await view(page, 'tent-001');
  await page.evaluate(() => shelf.switchProfile('anna'));
  expect(await known(page)).toEqual([]);
  expect(await page.evaluate(() => shelf.consent.state)).toBe('granted');
  await page.evaluate(() => shelf.switchProfile(null));
  // Guests are in memory only where accounts are used.
  expect(await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }))).toEqual({ done: true });
  expect(await view(page, 'tent-005')).toEqual(['memory']);
  expect(await page.evaluate(() => shelf.switchProfile('anna', { join: true }))).toEqual({ done: true, added: 1 });
  expect(await known(page)).toEqual(['tent-005']);
  await openShelf(page, site, { backend: 'js' });
  expect(await known(page)).toEqual(['tent-005']);
});

test('guests are kept over pages where the shop wants it, until one logs out', async ({ page, site }) => {
  await openShelf(page, site, { ...granted, profile: null, guests: 'stored' });
  await view(page, 'tent-001');
  await openShelf(page, site, { ...granted, profile: null, guests: 'stored' });
  expect(await known(page)).toEqual(['tent-001']);
  await page.evaluate(() => shelf.switchProfile(null));
  expect(await known(page)).toEqual([]);
  await openShelf(page, site, { ...granted, profile: null, guests: 'stored' });
  expect(await known(page)).toEqual([]);
});

test('a log-out without any account lets go of the log of this device, in all tabs', async ({ page, site, context }) => {
  await openShelf(page, site, granted);
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await view(page, 'tent-001');
  const [noted, result] = await page.evaluate(async () => {
    const leaving = shelf.switchProfile(null);
    return [localStorage.getItem('onshelf-refusal:onshelf'), await leaving] as const;
  });
  expect(noted).toMatch(/^erased /);
  expect(result).toEqual({ done: true });
  expect(await known(page)).toEqual([]);
  await expect.poll(() => known(other)).toEqual([]);
  await openShelf(page, site, { backend: 'js' });
  expect(await known(page)).toEqual([]);
});

test('erasing deletes the current profile, and all of them if asked', async ({ page, site }) => {
  await openShelf(page, site, { ...granted, profile: 'anna' });
  await view(page, 'tent-001');
  await page.evaluate(() => shelf.switchProfile('berta'));
  await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  await view(page, 'tent-005');
  expect(await page.evaluate(() => shelf.profile.erase())).toEqual({ done: true });
  expect(await known(page)).toEqual([]);
  await page.evaluate(() => shelf.switchProfile('anna'));
  expect(await known(page)).toEqual(['tent-001']);
  await page.evaluate(() => shelf.switchProfile('berta'));
  expect(await page.evaluate(() => shelf.profile.erase({ all: true }))).toEqual({ done: true });
  expect(await notes(page)).toBe('{}');
  const left = await page.evaluate(async () => {
    const manager = (navigator as unknown as { storageBuckets?: { keys(): Promise<string[]> } }).storageBuckets;
    return [(await manager?.keys()) ?? [], (await indexedDB.databases()).map(({ name }) => name)].flat();
  });
  expect(left).toEqual([]);
  await page.evaluate(() => shelf.switchProfile('anna'));
  expect(await known(page)).toEqual([]);
});

test('log-out and erasing work where nothing can be loaded', async ({ page, site }) => {
  await openShelf(page, site, { ...granted, profile: 'anna' });
  await view(page, 'tent-001');
  await page.evaluate(() => shelf.close());
  await page.route('**/index-later-*', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
  });
  expect(await page.evaluate(() => shelf.switchProfile(null))).toEqual({ done: true });
  expect(await page.evaluate(() => localStorage.getItem('onshelf-profile:onshelf'))).toBeNull();
  expect(await page.evaluate(() => shelf.profile.erase({ all: true }))).toEqual({ done: true });
  expect(await notes(page)).toBe('{}');
  // An account cannot be opened without that file: it is said, and nobody else's profile takes its place.
  expect(await page.evaluate(() => shelf.switchProfile('anna'))).toMatchObject({ done: false, reason: 'profile-not-opened' });
  expect(await page.evaluate(async () => (await shelf.health()).notes.map(({ code }) => code))).toContain('profile-not-opened');
});
