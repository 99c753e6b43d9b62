import type { Page } from '@playwright/test';
import { expectRestored, goBack, test } from '../tools/history-browser.js';
import { expect, home, openShelf, type Site, view } from '../tools/site.js';

const FIRST = 'pages/?first';
const granted = { consent: 'granted', backend: 'js' } as const;
const recalled = { backend: 'js' } as const;

const known = (tab: Page): Promise<string[]> =>
  tab.evaluate(async () => (await shelf.profile.inspect()).events.flatMap(({ items }) => items.map(({ item_id: id }) => id)).sort());
const whose = (tab: Page): Promise<string> => tab.evaluate(async () => (await shelf.health()).profile);
const open = (tab: Page, site: Site, options: object = recalled): Promise<void> => openShelf(tab, site, options, 'pages/?second');

/** Anna looks at tents on the first page. Returns her list, and everybody's. */
async function annasPage(tab: Page, site: Site, options: object = granted): Promise<{ annas: string[]; everybodys: string[] }> {
  await openShelf(tab, site, { ...options, profile: 'anna' }, FIRST);
  const everybodys = await home(tab);
  await view(tab, 'tent-001', 'tent-005', 'tent-009');
  return { annas: await home(tab), everybodys };
}

/**
 * Goes back to the first page. The browser may have thrown it away, since it was told that somebody else is there: then it is opened anew, as its
 * script would.
 */
async function back(tab: Page, options: object = recalled): Promise<void> {
  await goBack(tab, /first/);
  await tab.waitForFunction(() => globalThis.createShelf !== undefined);
  await tab.evaluate(async (given) => {
    globalThis.shelf ??= await createShelf({ pack: '/pack/pack.json', ...given });
  }, options);
}

test.afterEach(async ({ tab }) => {
  expect(await tab.evaluate(() => faults)).toEqual([]);
});

for (const [what, leave] of [
  ['logged out', (tab, site) => open(tab, site).then(() => tab.evaluate(() => shelf.switchProfile(null)))],
  ['found nobody logged in', (tab, site) => open(tab, site, { ...recalled, profile: null })],
  ['logged out as it was left', (tab, site) => open(tab, site).then(() => tab.evaluate(() => void shelf.switchProfile(null)))],
  [
    'noted the log-out only, as the script tag does before it has loaded anything',
    async (tab, site) => {
      await tab.goto(`${site.address}pages/?second`);
      await tab.evaluate(() => localStorage.removeItem('onshelf-profile:onshelf'));
    },
  ],
] as readonly (readonly [string, (tab: Page, site: Site) => Promise<unknown>])[]) {
  test(`after another page ${what}, the first one does not show the shopper's lists when it comes back`, async ({ tab, site }) => {
    const { annas, everybodys } = await annasPage(tab, site);
    expect(annas).not.toEqual(everybodys);
    await leave(tab, site);
    await back(tab);
    // No message tells of a note: only the page that comes back can find out.
    if (what.startsWith('noted')) await expectRestored(tab);
    await expect.poll(() => whose(tab)).toBe('guest');
    expect(await known(tab)).toEqual([]);
    expect(await home(tab)).toEqual(everybodys);
    // Nor is what is done there hers.
    await view(tab, 'ski-001');
    await tab.evaluate(() => shelf.switchProfile('anna'));
    expect(await known(tab)).toEqual(['tent-001', 'tent-005', 'tent-009']);
  });
}

test('after a log-out in another tab, a page that rests does not show the lists when it comes back', async ({ tab, site }) => {
  const { everybodys } = await annasPage(tab, site);
  await tab.goto(`${site.address}pages/?second`);
  const other = await tab.context().newPage();
  await openShelf(other, site, recalled);
  expect(await known(other)).toEqual(['tent-001', 'tent-005', 'tent-009']);
  await other.evaluate(() => shelf.switchProfile(null));
  await back(tab);
  await expect.poll(() => whose(tab)).toBe('guest');
  expect(await known(tab)).toEqual([]);
  expect(await home(tab)).toEqual(everybodys);
});

test('after another shopper logged in, a page that comes back shows theirs, and what is done there is theirs', async ({ tab, site }) => {
  await annasPage(tab, site);
  await open(tab, site);
  await tab.evaluate(() => shelf.switchProfile('berta'));
  await tab.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  expect(await view(tab, 'ski-001', 'ski-002')).toEqual(['stored', 'stored']);
  const bertas = await home(tab);
  await back(tab);
  await expect.poll(() => known(tab)).toEqual(['ski-001', 'ski-002']);
  expect(await home(tab)).toEqual(bertas);
  await view(tab, 'ski-003');
  await tab.evaluate(() => shelf.switchProfile('anna'));
  expect(await known(tab)).toEqual(['tent-001', 'tent-005', 'tent-009']);
});

test('a shopper who logged out and in again on another page has their lists when the page comes back', async ({ tab, site }) => {
  const { annas } = await annasPage(tab, site);
  await open(tab, site);
  await tab.evaluate(() => shelf.switchProfile(null));
  await tab.evaluate(() => shelf.switchProfile('anna'));
  await back(tab);
  await expect.poll(() => known(tab)).toEqual(['tent-001', 'tent-005', 'tent-009']);
  expect(await home(tab)).toEqual(annas);
});

test('without consent, a log-out on another page holds for a page that has the shopper in memory', async ({ tab, site }) => {
  const { everybodys } = await annasPage(tab, site, recalled);
  await open(tab, site, { ...recalled, profile: 'anna' });
  await tab.evaluate(() => shelf.switchProfile(null));
  await back(tab);
  await expect.poll(() => known(tab)).toEqual([]);
  expect(await home(tab)).toEqual(everybodys);
});

test('a page of a guest is the account’s when it comes back after a log-in, and keeps nothing of the guest', async ({ tab, site }) => {
  await openShelf(tab, site, granted, FIRST);
  await view(tab, 'boot-001');
  await open(tab, site);
  await tab.evaluate(() => shelf.switchProfile('anna'));
  expect(await view(tab, 'tent-001')).toEqual(['stored']);
  const annas = await home(tab);
  await back(tab);
  await expectRestored(tab);
  await expect.poll(() => whose(tab)).toBe('account');
  expect(await known(tab)).toEqual(['tent-001']);
  expect(await home(tab)).toEqual(annas);
});

test('a page of a guest that comes back after a log-in and a log-out knows neither', async ({ tab, site }) => {
  await openShelf(tab, site, granted, FIRST);
  await view(tab, 'boot-001');
  await open(tab, site);
  await tab.evaluate(() => shelf.switchProfile('anna'));
  await view(tab, 'tent-001');
  await tab.evaluate(() => shelf.switchProfile(null));
  await back(tab);
  await expect.poll(() => known(tab)).toEqual([]);
  expect(await whose(tab)).toBe('guest');
});

test('an element shows nobody’s list when its page comes back after a log-out by the tag', async ({ tab, shop }) => {
  await tab.context().route('https://shop.example/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: '<svg/>' }));
  await tab.goto(`${shop.address}shop/home.html`);
  const cards = tab.locator('[data-onshelf-card]');
  const shown = (): Promise<(string | null)[]> => cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-onshelf-card')));
  await expect(cards).toHaveCount(4);
  const everybodys = await shown();
  await tab.evaluate(async () => {
    const opened = await new Promise<typeof shelf>((resolve) => onshelf('ready', resolve));
    await opened.switchProfile('anna');
    await opened.consent.set('granted', { by: 'shopper' });
    for (const id of ['tent-001', 'tent-005', 'tent-009']) await opened.track('add_to_cart', { items: [{ item_id: id }] });
  });
  await tab.reload();
  await expect(cards).toHaveCount(4);
  const annas = await shown();
  expect(annas).not.toEqual(everybodys);
  await tab.goto(`${shop.address}shop/product.html?id=boot-001`);
  await tab.evaluate(() => {
    onshelf('reset');
  });
  await tab.goto(`${shop.address}shop/bare.html`);
  await tab.evaluate(() => void setTimeout(() => history.go(-2)));
  await tab.waitForURL(/home/, { waitUntil: 'commit' });
  await expect.poll(shown).toEqual(everybodys);
});
