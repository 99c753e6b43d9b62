import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { expect, openShelf, test } from '../tools/site.js';

/** The library's and the pack's addresses that the browser's own log has; those of the test's page are none. */
function logOf(page: Page): Set<string> {
  const asked = new Set<string>();
  page.context().on('request', (request) => asked.add(request.url()));
  return asked;
}
const ofLibrary = (asked: Iterable<string>): string[] => [...new Set(asked)].filter((url) => /\/(dist|pack)\//.test(url)).sort();
const receiptOf = (page: Page) =>
  page.evaluate(async () => (await (globalThis.shelf as Shelf).privacy.receipt()) as Awaited<ReturnType<Shelf['privacy']['receipt']>>);

test('the receipt has the addresses of the browser’s own network log, over a journey through the calls', async ({ page, site }) => {
  const asked = logOf(page);
  await openShelf(page, site, { consent: 'granted', backend: 'js', learning: true });
  await page.evaluate(async () => {
    await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    await shelf.recommend({ filter: 'price < 500' });
    await shelf.boughtTogether(['tent-001']);
    await shelf.explain('tent-002');
    await shelf.quiz();
    await shelf.measure();
    await shelf.diagnose();
    await shelf.profile.inspect({ embedding: true, prices: true });
    await shelf.switchProfile('customer-1');
    await shelf.recommend();
    await shelf.switchProfile(null);
    await shelf.recommend({ scenario: 'home' });
  });
  // The parts that every page loads in a quiet moment.
  await expect.poll(() => [...asked].some((url) => url.includes('plan-rules'))).toBe(true);
  const missing = async (): Promise<string[]> => {
    const told = (await receiptOf(page)).requests.map(({ url }) => url);
    return ofLibrary(asked).filter((url) => !told.includes(url));
  };
  await expect.poll(missing).toEqual([]);
  const { requests, complete, notes } = await receiptOf(page);
  expect(notes).toEqual([]);
  expect(complete).toBe(true);
  expect(ofLibrary(requests.map(({ url }) => url))).toEqual(ofLibrary(asked));
  // Nothing but these.
  expect(requests.filter(({ url }) => !/\/(dist|pack)\//.test(url))).toEqual([]);
  expect(requests.filter(({ failed }) => failed === true)).toEqual([]);
  expect(requests.find(({ purpose }) => purpose === 'manifest')).toMatchObject({
    by: 'worker',
    status: 200,
    method: 'GET',
    fromCache: false,
  });
  expect(requests.map(({ at }) => at)).toEqual(requests.map(({ at }) => at).sort((one, other) => one - other));
});

test('the receipt of a shop with a script tag has the tag’s files', async ({ page, site }) => {
  const asked = logOf(page);
  await page.goto(`${site.address}pages/tag.html`);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const call = (globalThis as unknown as { onshelf: (...given: unknown[]) => void }).onshelf;
        call('ready', (opened: Shelf) => {
          globalThis.shelf = opened;
          resolve();
        });
      }),
  );
  await page.evaluate(() => shelf.recommend());
  // Parts that a page loads in a quiet moment may come at any time.
  await expect(async () => {
    const before = ofLibrary(asked);
    const told = ofLibrary((await receiptOf(page)).requests.map(({ url }) => url));
    expect(told).toEqual(before);
    expect(told.some((url) => url.endsWith('/onshelf.js'))).toBe(true);
  }).toPass({ timeout: 10_000 });
});

test('a pack that is not there is in the receipt, as failed', async ({ page, site }) => {
  await openShelf(page, site, { pack: '/nowhere/pack.json', backend: 'js' });
  const { requests } = await receiptOf(page);
  expect(requests.find(({ purpose }) => purpose === 'manifest')).toMatchObject({
    url: `${site.address}nowhere/pack.json`,
    status: 404,
    failed: true,
    bytes: null,
  });
});
