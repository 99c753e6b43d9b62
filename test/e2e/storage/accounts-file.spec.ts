import type { Page } from '@playwright/test';
import { expect, home, openShelf, type Site, test, view } from '../tools/site.js';

const FILE = '**/index-with-profiles-*';
const granted = { consent: 'granted', backend: 'js' } as const;
const plain = { backend: 'js' } as const;

const known = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await shelf.profile.inspect()).events.flatMap(({ items }) => items.map(({ item_id }) => item_id)).sort());
const whose = (page: Page): Promise<string> => page.evaluate(async () => (await shelf.health()).profile);
const codes = (page: Page): Promise<string[]> => page.evaluate(async () => (await shelf.health()).notes.map(({ code }) => code));
const missing = async (page: Page): Promise<void> => void (await page.route(FILE, (route) => route.fulfill({ status: 404 })));

/** How often the file was asked for. */
function asked(page: Page): () => number {
  let times = 0;
  page.on('request', (request) => {
    if (request.url().includes('index-with-profiles-')) times++;
  });
  return () => times;
}

/** A visit of Anna's, whose events are stored; then the page is closed. */
async function visitOfAnna(page: Page, site: Site): Promise<void> {
  await openShelf(page, site, { ...granted, profile: 'anna' });
  expect(await view(page, 'tent-001', 'tent-005')).toEqual(['stored', 'stored']);
  await page.evaluate(() => shelf.close());
}

test('a shop without accounts never loads what only accounts need, whatever it calls', async ({ page, site }) => {
  const times = asked(page);
  await openShelf(page, site, granted);
  await view(page, 'tent-001');
  await home(page);
  await page.evaluate(async () => {
    await shelf.profile.export();
    await shelf.consent.set('granted', { by: 'shopper' });
    await shelf.profile.erase({ all: true });
  });
  expect(times()).toBe(0);
});

test('it is loaded once by a page that names an account, by the page after it, and at the first log-in', async ({ page, site }) => {
  const times = asked(page);
  await visitOfAnna(page, site);
  expect(times()).toBe(1);
  await openShelf(page, site, plain);
  expect(await known(page)).toEqual(['tent-001', 'tent-005']);
  expect(times()).toBe(2);
  await page.evaluate(() => shelf.switchProfile(null));
  await openShelf(page, site, granted);
  expect(times()).toBe(2);
  await page.evaluate(() => shelf.switchProfile('anna'));
  await page.evaluate(() => shelf.switchProfile('berta'));
  expect(times()).toBe(3);
});

test('what is tracked and asked while it is loading belongs to whoever logged in; what came before, to the guest', async ({
  page,
  site,
}) => {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(FILE, async (route) => {
    await arrived;
    await route.continue();
  });
  await openShelf(page, site, granted);
  await view(page, 'boot-001');
  await page.evaluate(() => {
    const [name] = ['waiting'];
    const switched = shelf.switchProfile('anna');
    const tracked = shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    Object.assign(globalThis, { [name]: Promise.all([switched, tracked]) });
  });
  arrive();
  const outcome = await page.evaluate(() => (globalThis as unknown as { waiting: Promise<unknown> }).waiting);
  expect(outcome).toEqual([{ done: true }, { kept: 'stored' }]);
  expect(await whose(page)).toBe('account');
  expect(await known(page)).toEqual(['tent-001']);
});

test('where it is missing, a log-in is refused in words, and the guest goes on as before', async ({ page, site }) => {
  await missing(page);
  await openShelf(page, site, granted);
  await view(page, 'tent-001');
  const list = await home(page);
  const outcome = await page.evaluate(() => shelf.switchProfile('anna'));
  expect(outcome).toMatchObject({ done: false, reason: 'profile-not-opened' });
  expect(outcome.message).toContain('index-with-profiles-*.js');
  expect(await codes(page)).toContain('profile-not-opened');
  expect(await known(page)).toEqual(['tent-001']);
  expect(await home(page)).toEqual(list);
  expect(await view(page, 'tent-005')).toEqual(['stored']);
  // As soon as it is there, the next log-in succeeds.
  await page.unroute(FILE);
  expect(await page.evaluate(() => shelf.switchProfile('anna'))).toEqual({ done: true });
  expect(await known(page)).toEqual([]);
  expect(await codes(page)).not.toContain('profile-not-opened');
});

for (const [how, options] of [
  ['that names the account', { ...granted, profile: 'anna' }],
  ['after it', granted],
] as const) {
  test(`where it is missing, a page ${how} shows a guest's lists, stores nothing, and the account is as it was afterwards`, async ({
    page,
    site,
  }) => {
    await visitOfAnna(page, site);
    await missing(page);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await openShelf(page, site, options);
    expect([await whose(page), await known(page)]).toEqual(['guest', []]);
    expect(await codes(page)).toContain('profile-not-opened');
    expect(said.filter((line) => line.includes('index-with-profiles-*.js'))).toHaveLength(1);
    expect(await page.evaluate(async () => (await shelf.recommend({ scenario: 'home' })).servedBy.model)).not.toBe('personal');
    expect(await view(page, 'ski-001')).toEqual(['memory']);
    expect(await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }))).toMatchObject({ reason: 'profile-not-opened' });
    expect(await view(page, 'ski-005')).toEqual(['memory']);
    await page.unroute(FILE);
    await openShelf(page, site, { ...plain, profile: 'anna' });
    expect(await known(page)).toEqual(['tent-001', 'tent-005']);
    await openShelf(page, site, { ...plain, profile: null });
    expect(await known(page)).toEqual([]);
  });
}

for (const [what, withdraw] of [
  ['refuses', () => shelf.consent.set('denied', { by: 'shopper' })],
  ['erases', () => shelf.profile.erase()],
] as const) {
  test(`a shopper who ${what} where it is missing does so for the account that was there last`, async ({ page, site }) => {
    await visitOfAnna(page, site);
    await missing(page);
    await openShelf(page, site, plain);
    expect(await page.evaluate(withdraw)).toEqual({ done: true });
    expect(await page.evaluate(() => localStorage.getItem('onshelf-profile:onshelf'))).toBeNull();
    await page.unroute(FILE);
    await openShelf(page, site, { ...granted, profile: 'anna' });
    expect(await known(page)).toEqual([]);
    expect(await page.evaluate(() => shelf.consent.state)).toBe(what === 'refuses' ? 'denied' : 'granted');
  });
}

test('a log-out where it is missing holds in this tab, in others and on later pages', async ({ page, site, context }) => {
  await visitOfAnna(page, site);
  const other = await context.newPage();
  await openShelf(other, site, plain);
  expect(await known(other)).toEqual(['tent-001', 'tent-005']);
  await missing(page);
  await openShelf(page, site, plain);
  expect(await page.evaluate(() => shelf.switchProfile(null))).toEqual({ done: true });
  await expect.poll(() => known(other)).toEqual([]);
  await page.unroute(FILE);
  await openShelf(page, site, plain);
  expect([await whose(page), await known(page)]).toEqual(['guest', []]);
});

test('a page of a guest follows a log-in in another tab', async ({ page, site, context }) => {
  await openShelf(page, site, granted);
  const other = await context.newPage();
  await openShelf(other, site, { ...granted, profile: 'anna' });
  await view(other, 'tent-001');
  await other.evaluate(() => shelf.switchProfile(null));
  await other.evaluate(() => shelf.switchProfile('anna'));
  await expect.poll(() => whose(page)).toBe('account');
  await expect.poll(() => known(page)).toEqual(['tent-001']);
});
