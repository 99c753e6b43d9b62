import type { Page } from '@playwright/test';
import { expectRestored, goBack, test } from '../tools/history-browser.js';
import { expect, home, openShelf, type Site, view } from '../tools/site.js';

declare global {
  /** Codes of the notes that a listener of the shelf was called with. */
  var told: (string | undefined)[];
}

const FIRST = 'pages/?first';
const granted = { consent: 'granted', backend: 'js' } as const;
const recalled = { backend: 'js' } as const;

/** Leaves the page for another one of the shop, with a shelf. */
const leave = (tab: Page, site: Site, options: object = recalled): Promise<void> => openShelf(tab, site, options, 'pages/?second');
const backToFirst = (tab: Page): Promise<void> => goBack(tab, /first/);
const known = (tab: Page): Promise<(string | undefined)[]> =>
  tab.evaluate(async () => (await shelf.profile.inspect()).events.map(({ items }) => items[0]?.item_id));
const consentOf = (tab: Page): Promise<string> => tab.evaluate(() => shelf.consent.state);

async function openFirst(tab: Page, site: Site, options: object): Promise<void> {
  await openShelf(tab, site, options, FIRST);
  await tab.evaluate(() => {
    globalThis.told = [];
    shelf.subscribe((note) => told.push(note?.code));
  });
}

test.afterEach(async ({ tab }) => {
  expect(await tab.evaluate(() => faults)).toEqual([]);
});

test('a page whose successor stores events is restored as it was, tells its listeners, and lists what is liked by then', async ({
  tab,
  site,
}) => {
  await openFirst(tab, site, granted);
  await view(tab, 'boot-001');
  const before = await home(tab);
  await leave(tab, site);
  expect(await view(tab, 'tent-001', 'tent-005', 'tent-009')).toEqual(['stored', 'stored', 'stored']);
  const now = await home(tab);
  await backToFirst(tab);
  await expectRestored(tab);
  await expect.poll(() => tab.evaluate(() => told)).toContain('page-restored');
  expect(await home(tab)).toEqual(now);
  expect(now).not.toEqual(before);
  expect((await known(tab)).sort()).toEqual(['boot-001', 'tent-001', 'tent-005', 'tent-009']);
});

test('a page with a sealed engine is restored with it', async ({ tab, site }) => {
  await openFirst(tab, site, { ...granted, sealed: 'required' });
  await leave(tab, site);
  await view(tab, 'tent-001');
  const now = await home(tab);
  await backToFirst(tab);
  await expectRestored(tab);
  await expect.poll(() => tab.evaluate(() => told)).toContain('page-restored');
  expect(await home(tab)).toEqual(now);
  expect(await tab.evaluate(async () => (await shelf.health()).sealed?.state)).toBe('sealed');
});

test('a restored page hears other tabs, and they hear it', async ({ tab, site }) => {
  await openFirst(tab, site, granted);
  await leave(tab, site);
  await backToFirst(tab);
  await expectRestored(tab);
  const other = await tab.context().newPage();
  await openShelf(other, site, recalled);
  await other.evaluate(() => {
    globalThis.told = [];
    shelf.subscribe((note) => told.push(note?.code));
  });
  await view(tab, 'tent-001');
  await expect.poll(() => other.evaluate(() => told.length)).toBeGreaterThan(0);
  await other.evaluate(() => shelf.consent.set('denied', { by: 'shopper' }));
  await expect.poll(() => consentOf(tab)).toBe('denied');
});

test('events tracked as the page is left are stored, and the page is restored', async ({ tab, site }) => {
  await openFirst(tab, site, granted);
  await tab.evaluate(() => {
    addEventListener('pagehide', () => void shelf.track('view_item', { items: [{ item_id: 'tent-002' }] }));
    void shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    void shelf.recommend({ count: 4 });
    location.href = '/pages/?second';
  });
  await tab.waitForURL(/second/);
  await leave(tab, site);
  await expect.poll(async () => (await known(tab)).sort()).toEqual(['tent-001', 'tent-002']);
  await backToFirst(tab);
  await expectRestored(tab);
  expect((await known(tab)).sort()).toEqual(['tent-001', 'tent-002']);
});

test('a list asked for as the page is left arrives when it is restored', async ({ tab, site }) => {
  await openFirst(tab, site, granted);
  await view(tab, 'tent-001');
  await tab.evaluate(() => {
    const [name] = ['asked'];
    addEventListener('pagehide', () => Object.assign(globalThis, { [name]: shelf.recommend({ count: 4 }) }));
  });
  await leave(tab, site);
  await backToFirst(tab);
  await expectRestored(tab);
  const answer = await tab.evaluate(() => (globalThis as unknown as { asked: ReturnType<typeof shelf.recommend> }).asked);
  expect([answer.items.length, answer.servedBy.model]).toEqual([4, 'personal']);
  expect(await tab.evaluate(async () => (await shelf.health()).lastError)).toBeNull();
});

for (const [what, change, consent] of [
  ['erased everything', () => shelf.profile.erase(), 'unknown'],
  ['refused', () => shelf.consent.set('denied', { by: 'shopper' }), 'denied'],
] as const) {
  test(`after the shopper ${what} on another page, a restored page knows nothing`, async ({ tab, site }) => {
    await openFirst(tab, site, granted);
    await view(tab, 'tent-001', 'tent-005');
    const personal = await home(tab);
    await leave(tab, site);
    expect((await tab.evaluate(change)).done).toBe(true);
    const popular = await home(tab);
    await backToFirst(tab);
    await expectRestored(tab);
    await expect.poll(() => consentOf(tab)).toBe(consent);
    expect(await known(tab)).toEqual([]);
    expect(await home(tab)).toEqual(popular);
    expect(personal).not.toEqual(popular);
    // Nor does it store anything by itself.
    expect(await tab.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
}

test('after everything was erased and consent given anew, a restored page knows the new events only', async ({ tab, site }) => {
  await openFirst(tab, site, granted);
  await view(tab, 'tent-001', 'tent-005');
  await leave(tab, site);
  await tab.evaluate(async () => {
    await shelf.profile.erase();
    await shelf.consent.set('granted', { by: 'shopper' });
  });
  await view(tab, 'boot-001');
  await backToFirst(tab);
  await expectRestored(tab);
  await expect.poll(() => known(tab)).not.toContain('tent-001');
  expect(await known(tab)).not.toContain('tent-005');
});

test('what was forgotten on another page is not in the lists of a restored one', async ({ tab, site }) => {
  await openFirst(tab, site, granted);
  await view(tab, 'tent-001', 'boot-001');
  await leave(tab, site);
  expect((await tab.evaluate(() => shelf.profile.forget({ itemId: 'tent-001' }))).removed).toBe(1);
  const now = await home(tab);
  await backToFirst(tab);
  await expectRestored(tab);
  await expect.poll(() => known(tab)).toEqual(['boot-001']);
  expect(await home(tab)).toEqual(now);
});

test('consent given on another page applies to a restored one: what it had in memory is stored', async ({ tab, site }) => {
  await openFirst(tab, site, recalled);
  expect(await view(tab, 'tent-001')).toEqual(['memory']);
  await leave(tab, site);
  await tab.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  await view(tab, 'tent-005');
  await backToFirst(tab);
  await expectRestored(tab);
  await expect.poll(() => consentOf(tab)).toBe('granted');
  await expect.poll(async () => (await known(tab)).sort()).toEqual(['tent-001', 'tent-005']);
  expect(await view(tab, 'tent-009')).toEqual(['stored']);
});

for (const [what, change] of [
  ['forgotten', () => shelf.profile.forget({ itemId: 'tent-001' })],
  ['erased', () => shelf.profile.erase()],
  ['refused', () => shelf.consent.set('denied', { by: 'shopper' })],
] as const) {
  test(`what a page had in memory only does not come back after it was ${what} on another page`, async ({ tab, site }) => {
    await openFirst(tab, site, recalled);
    expect(await view(tab, 'tent-001')).toEqual(['memory']);
    await leave(tab, site);
    await view(tab, 'tent-001');
    await tab.evaluate(change);
    await backToFirst(tab);
    // The browser may have thrown the page away: then it is another one.
    await tab.waitForFunction(() => globalThis.createShelf !== undefined);
    await tab.evaluate(async () => {
      globalThis.shelf ??= await createShelf({ pack: '/pack/pack.json', backend: 'js' });
    });
    await tab.waitForTimeout(500);
    expect(await known(tab)).toEqual([]);
  });
}

test('a pause on another page applies to a restored one, and so does its end', async ({ tab, site }) => {
  await openFirst(tab, site, granted);
  await leave(tab, site);
  await tab.evaluate(() => shelf.profile.pause());
  await backToFirst(tab);
  await expectRestored(tab);
  await expect.poll(() => tab.evaluate(async () => (await shelf.track('view_item', { items: [{ item_id: 'a' }] })).kept)).toBe('no');
  await tab.evaluate(() => shelf.profile.resume());
  expect(await view(tab, 'tent-001')).toEqual(['stored']);
});

test('an element shows the list of now when its page is restored', async ({ tab, shop }) => {
  await tab.context().route('https://shop.example/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: '<svg/>' }));
  await tab.goto(`${shop.address}shop/home.html`);
  const cards = tab.locator('[data-onshelf-card]');
  await expect(cards).toHaveCount(4);
  const shown = (): Promise<(string | null)[]> => cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-onshelf-card')));
  const before = await shown();
  for (const id of ['tent-001', 'tent-005', 'tent-009']) {
    await tab.goto(`${shop.address}shop/product.html?id=${id}`);
    await tab.locator('#cart').click();
    await tab.evaluate(async () => {
      const opened = await new Promise<typeof shelf>((resolve) => onshelf('ready', resolve));
      await opened.consent.set('granted');
      await opened.health();
    });
  }
  await tab.evaluate(() => void setTimeout(() => history.go(-3)));
  await tab.waitForURL(/home/, { waitUntil: 'commit' });
  await expectRestored(tab);
  await expect.poll(shown).not.toEqual(before);
});
