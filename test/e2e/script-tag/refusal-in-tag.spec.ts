import type { Page } from '@playwright/test';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

/** The noted refusals, by the name of the shop. Calls that a test makes in a page count as the shopper's interaction. */
const notes = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() =>
    Object.fromEntries(
      Object.entries(localStorage)
        .filter(([name]) => name.startsWith('onshelf-refusal:'))
        .map(([name, text]) => [name.slice('onshelf-refusal:'.length), String(text).split(' ')[0]]),
    ),
  );

/** A visitor with stored data, under two names. */
test.beforeEach(async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/missing.html`);
  await page.evaluate(() => {
    for (const name of ['onshelf', 'outlet']) localStorage.setItem(`onshelf:${name}`, JSON.stringify({ since: 1000, events: 3 }));
  });
});

test.describe('without the library', () => {
  test.beforeEach(async ({ page }) => void (await page.route('**/dist/index*.js', (route) => route.abort())));

  test('a refusal is noted before the call returns', async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/bare.html`);
    await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
    const noted = await page.evaluate(() => {
      globalThis.onshelf('consent', 'denied');
      return localStorage.getItem('onshelf-refusal:onshelf');
    });
    expect(noted).toMatch(/^denied \d+$/);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });

  test("the shopper's own refusal is noted as theirs", async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/bare.html`);
    await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
    await page.locator('h1').click();
    await page.evaluate(() => globalThis.onshelf('consent', 'denied'));
    expect(await notes(page)).toEqual({ onshelf: 'denied' });
  });

  test('a refusal queued by the stub, or under another name, is noted too', async ({ page, shop }) => {
    await page.route('**/dist/onshelf.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await page.goto(`${shop.address}shop/bare.html`, { waitUntil: 'commit' });
    await page.waitForFunction(() => globalThis.onshelf !== undefined);
    await page.evaluate(() => globalThis.onshelf('consent', 'denied'));
    await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
    expect(await notes(page)).toEqual({ onshelf: 'denied' });
    await page.evaluate(() => globalThis.onshelf('init', { name: 'outlet' }));
    expect(await notes(page)).toEqual({ onshelf: 'denied', outlet: 'denied' });
  });

  test('a refusal by Consent Mode is noted, and an erasure', async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/product.html?consent=denied`);
    await expect.poll(() => notes(page)).toEqual({ onshelf: 'erased' });
    await page.evaluate(() => localStorage.removeItem('onshelf-refusal:onshelf'));
    await page.evaluate(() => globalThis.onshelf('erase'));
    expect(await notes(page)).toEqual({ onshelf: 'erased' });
  });

  test('nothing is noted for a visitor without stored data', async ({ page, shop }) => {
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${shop.address}shop/product.html?consent=denied`);
    await page.evaluate(() => globalThis.onshelf('consent', 'denied'));
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});

for (const wait of [0, 10, 300]) {
  test(`a page that is left ${wait} ms after the refusal, with the library five seconds away, has noted it`, async ({ page, shop }) => {
    await page.route('**/dist/index.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      await route.abort().catch(() => {});
    });
    await page.goto(`${shop.address}shop/bare.html`);
    await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
    await page.evaluate((milliseconds) => {
      globalThis.onshelf('consent', 'denied');
      setTimeout(() => location.assign('/shop/missing.html'), milliseconds);
    }, wait);
    await page.waitForURL('**/missing.html');
    expect(await notes(page)).toEqual({ onshelf: 'denied' });
  });
}

test('offline, and with the tab closed at once, the refusal is noted', async ({ page, shop, context }) => {
  await page.goto(`${shop.address}shop/bare.html`);
  await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
  await context.setOffline(true);
  await page.evaluate(() => globalThis.onshelf('consent', 'denied'));
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto(`${shop.address}shop/missing.html`);
  expect(await notes(next)).toEqual({ onshelf: 'denied' });
});

test('the shelf receives the source of each consent: the shopper after an interaction with the page, else the page; for Consent Mode always the page', async ({
  page,
  shop,
}) => {
  await page.route('**/dist/index.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `export { build } from '/dist/elements.js';
        const set = async (...given) => { (globalThis.told ??= []).push(given); return { done: true }; };
        export const createShelf = async () => ({ consent: { set }, track: async () => {}, subscribe: () => () => {} });`,
    }),
  );
  await page.goto(`${shop.address}shop/product.html?consent=granted`);
  const told = (): Promise<unknown> => page.evaluate(() => (globalThis as { told?: unknown }).told);
  await expect.poll(told).toEqual([['granted', { by: 'page' }]]);
  await page.evaluate(() => globalThis.onshelf('consent', 'granted', { by: 'shopper' }));
  await page.locator('h1').click();
  await page.evaluate(() => globalThis.onshelf('consent', 'denied'));
  await page.evaluate(() => {
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    for (const personalization_storage of ['denied', 'granted']) dataLayer.push(['consent', 'update', { personalization_storage }]);
  });
  expect(await told()).toEqual([
    ['granted', { by: 'page' }],
    ['granted', { by: 'shopper' }],
    ['denied', {}],
    ['denied', { by: 'page' }],
    ['granted', { by: 'page' }],
  ]);
});
