import type { Page } from '@playwright/test';
import { expect, home, openShelf, type Site, test, view } from '../tools/site.js';
import type { JourneyShopper } from './journey/shelf-calls.js';
import { SHELF_CALLS } from './journey/shelf-calls.js';
import { callsByName } from './journey/shopper-journey.js';
import { inspectStorage, NOTHING_INSPECTED } from './storage-inspector.js';

declare global {
  /** Calls that give something a name on the device, of a page that loads `traces.js`. */
  var named: readonly (readonly string[])[];
}

const SHOPPER: JourneyShopper = {
  history: [
    ['view_item', { items: [{ item_id: 'tent-001', price: 90 }] }],
    ['view_item_list', { items: [{ item_id: 'tent-005' }, { item_id: 'tent-009' }] }],
    ['search', { search_term: 'lantern' }],
    ['add_to_cart', { items: [{ item_id: 'stove-003', quantity: 2 }] }],
    ['add_to_wishlist', { items: [{ item_id: 'boot-010' }] }],
    ['purchase', { transaction_id: 'order-1', items: [{ item_id: 'tent-005', price: 120 }] }],
  ],
  account: 'anna@example.org',
  brought: ['tent-010'],
};
/** By these the shopper takes something back, which the other tabs are told. */
const ACTS = ['profile.pause', 'profile.resume', 'profile.forget', 'switchProfile', 'profile.erase'];
const QUIET = Object.keys(SHELF_CALLS).filter((name) => !ACTS.includes(name) && name !== 'consent.set' && name !== 'close');

const open = (tab: Page, site: Site, options: object = {}): Promise<void> =>
  openShelf(tab, site, { backend: 'js', workerUrl: '/pages/traced-worker.js', ...options }, 'pages/traced.html');

/** Makes calls in a tab; none may fail. */
async function make(tab: Page, names: readonly string[]): Promise<void> {
  const outcomes = await tab.evaluate(`(async () => { ${callsByName(names, SHOPPER)} })()`);
  expect(outcomes).toEqual(Object.fromEntries(names.map((name) => [name, 'made'])));
}

/** What was given a name in a tab and its workers. */
async function namedIn(tab: Page): Promise<readonly (readonly string[])[]> {
  const inWorkers = await Promise.all(tab.workers().map((worker) => worker.evaluate(() => globalThis.named)));
  return [...(await tab.evaluate(() => globalThis.named)), ...inWorkers.flat()];
}

test("before consent the browser's own inspector shows nothing, in three tabs that make every call, and nothing is given a name", async ({
  page,
  site,
  context,
}) => {
  test.setTimeout(120_000);
  const tabs = [page, await context.newPage(), await context.newPage()];
  await open(tabs[0], site);
  await open(tabs[1], site, { learning: true });
  await open(tabs[2], site, { profile: SHOPPER.account });
  for (const tab of tabs) {
    await make(tab, QUIET);
    expect(tab.workers()).not.toEqual([]);
    expect((await tab.evaluate(() => shelf.profile.inspect())).events.length).toBeGreaterThan(5);
  }
  for (const tab of tabs) {
    expect(await namedIn(tab)).toEqual([]);
    expect(await inspectStorage(tab)).toEqual(NOTHING_INSPECTED);
  }

  // What the shopper takes back is told by an entry that is removed before anybody can look, and says nothing about them.
  for (const tab of tabs) {
    await make(tab, ACTS);
    const told = await namedIn(tab);
    const written = told.flatMap(([call, ...given], at) =>
      call === 'Storage.removeItem' ? [] : [[call, ...given, told[at + 1]?.join(' ')]],
    );
    expect(written.length).toBeGreaterThan(4);
    for (const [call, kind, key, , next] of written) {
      expect([call, kind, next]).toEqual(['Storage.setItem', 'local', `Storage.removeItem local ${key}`]);
      expect(key).toMatch(/^onshelf-told:(p-[0-9a-f]{16}-)?onshelf$/);
    }
    for (const word of ['tent-001', 'tent-005', 'stove-003', 'lantern', 'order-1', 'anna']) {
      expect(JSON.stringify(SHOPPER)).toContain(word);
      expect(JSON.stringify(told)).not.toContain(word);
    }
    expect(await inspectStorage(tab)).toEqual(NOTHING_INSPECTED);
  }

  // The look finds what there is.
  await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  await page.evaluate(() => shelf.switchProfile('anna'));
  await view(page, 'tent-001');
  expect((await inspectStorage(page)).bytes).toBeGreaterThan(1000);
  expect((await inspectStorage(page)).buckets.length).toBeGreaterThan(0);
  expect((await namedIn(page)).map(([call]) => call)).toEqual(
    expect.arrayContaining(['BroadcastChannel', 'LockManager.request', 'StorageBucketManager.open', 'IDBFactory.open']),
  );
});

test('before consent a refusal in one tab applies in the others, of which nothing is stored either', async ({ page, site, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await open(tab, site);
    expect(await view(tab, 'tent-001')).toEqual(['memory']);
  }
  await page.evaluate(() => shelf.consent.set('denied', { by: 'page' }));
  await expect.poll(() => other.evaluate(() => shelf.consent.state)).toBe('denied');
  expect((await other.evaluate(() => shelf.profile.inspect())).events).toEqual([]);
  expect(await inspectStorage(other)).toEqual(NOTHING_INSPECTED);
});

test('a page that says by itself, as it loads, that consent is denied writes nothing, not even for a moment', async ({ page, site }) => {
  // Without the driver's own user gesture: the page acts as soon as it is there.
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'userActivation', { get: () => ({ hasBeenActive: false, isActive: false }) });
  });
  await open(page, site, { consent: 'denied' });
  await page.evaluate(() => shelf.consent.set('unknown'));
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await namedIn(page)).toEqual([]);
});

for (const [words, act, left] of [
  ['refused', () => shelf.consent.set('denied', { by: 'shopper' }), [expect.stringMatching(/^onshelf-refusal:onshelf denied \d+$/)]],
  ['erased everything', () => shelf.profile.erase(), []],
] as const) {
  test(`after the shopper ${words}, the inspector shows nothing more in three tabs of which one is frozen, and their lists are a stranger's`, async ({
    page,
    site,
    context,
  }) => {
    const [other, frozen] = [await context.newPage(), await context.newPage()];
    await open(page, site);
    const strangers = await home(page);
    await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
    for (const tab of [other, frozen]) await open(tab, site);
    for (const tab of [page, other, frozen]) {
      expect(await view(tab, 'tent-001', 'tent-005')).toEqual(['stored', 'stored']);
      expect(await home(tab)).not.toEqual(strangers);
    }
    expect((await inspectStorage(page)).bytes).toBeGreaterThan(1000);
    const lifecycle = await context.newCDPSession(frozen);
    await lifecycle.send('Page.setWebLifecycleState', { state: 'frozen' });

    await page.evaluate(act);
    await expect.poll(() => inspectStorage(page)).toEqual({ ...NOTHING_INSPECTED, localStorage: left });
    for (const tab of [page, other]) {
      await expect.poll(() => home(tab)).toEqual(strangers);
      expect((await tab.evaluate(() => shelf.profile.inspect())).events).toEqual([]);
    }

    await lifecycle.send('Page.setWebLifecycleState', { state: 'active' });
    await expect.poll(() => home(frozen)).toEqual(strangers);
    expect((await frozen.evaluate(() => shelf.profile.inspect())).events).toEqual([]);
    expect(await inspectStorage(frozen)).toEqual({ ...NOTHING_INSPECTED, localStorage: left });
    for (const tab of [page, other, frozen]) expect(await tab.evaluate(() => faults)).toEqual([]);
  });
}
