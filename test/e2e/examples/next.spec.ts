import { expect } from '@playwright/test';
import { test } from '../tools/example-shops.js';
import {
  complaintsOf,
  expectAccessible,
  expectCart,
  expectFallback,
  expectPanel,
  expectPersonalList,
  lookAtTents,
  rail,
  type ShopPages,
  titlesOf,
} from './shop-promises.js';

const pagesOf = (address: string): ShopPages => ({
  home: address,
  product: (id) => `${address}product/${id}`,
  known: `${address}known`,
});
const READY = '.cards[data-status=ready]';

test('the page shows the bestsellers while the pack is on its way', ({ page, nextShop }) => expectFallback(page, pagesOf(nextShop)));

test('after consent and three tents the list is personal, with reasons, without layout shift or a request to another host', ({
  page,
  nextShop,
}) => expectPersonalList(page, pagesOf(nextShop)));

test('the panel lists what was viewed, and forgets it', ({ page, nextShop }) => expectPanel(page, pagesOf(nextShop)));

test('axe finds nothing on a desktop and on a phone', ({ page, nextShop }) => expectAccessible(page, pagesOf(nextShop)));

test('"Add to cart" counts', ({ page, nextShop }) => expectCart(page, pagesOf(nextShop)));

test('Next renders the same page for every shopper', async ({ page, nextShop, context, request }) => {
  await lookAtTents(page, pagesOf(nextShop));
  const [mine, everybodys] = await Promise.all([context.request.get(nextShop), request.get(nextShop)]);
  const html = await mine.text();
  expect(html).toContain('Hazel trekking boot');
  for (const id of ['tent-001', 'tent-005', 'tent-009']) expect(html).not.toContain(id);
  expect(html).toBe(await everybodys.text());
  expect(await context.cookies()).toEqual([]);
});

test('Next builds the worker, and no request names a recommended product', async ({ page, nextShop }) => {
  await lookAtTents(page, pagesOf(nextShop));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await page.goto(nextShop);
  await expect(page.locator(READY)).toHaveCount(1);
  expect(page.workers()).toHaveLength(1);
  await page.waitForLoadState('networkidle');
  const personal = await rail(page).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? ''));
  expect(personal.length).toBe(8);
  // A picture's fragment stays in the browser.
  const sent = asked.map((request) => request.replace(/#.*/, ''));
  expect(sent.filter((request) => personal.some((id) => request.includes(id)))).toEqual([]);
});

test('navigation within the shop is recorded and changes the list', async ({ page, nextShop }) => {
  const complaints = complaintsOf(page);
  await page.goto(nextShop);
  await expect(page.locator(READY)).toHaveCount(1);
  const before = await titlesOf(page);
  await rail(page).locator('a').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(before[0]);
  await expect(page.locator(READY)).toHaveCount(1);
  await page.getByRole('link', { name: 'Moss & Mile' }).click();
  await expect(page.getByRole('heading', { name: 'Recommended for you' })).toBeVisible();
  await expect.poll(() => titlesOf(page)).not.toEqual(before);
  await expect.poll(() => titlesOf(page)).not.toContain(before[0]);
  expect(complaints).toEqual([]);
});
