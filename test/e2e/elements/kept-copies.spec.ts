import type { Page } from '@playwright/test';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { OWN, openMarkup, TEMPLATE, viewItems } from './list-page.js';

const LISTS = `<onshelf-list id="a">${TEMPLATE}${OWN}</onshelf-list><onshelf-list id="b" list="trending" count="2">${TEMPLATE}</onshelf-list>
  <onshelf-panel>Wait</onshelf-panel>`;

/** What can be seen: the items of each list, and how often the panel has its heading. */
const seen = (page: Page): Promise<unknown> =>
  page.evaluate(() => [
    ...['#a', '#b'].map((list) =>
      [...document.querySelectorAll(`${list} li`)]
        .filter((item) => item.getClientRects().length > 0)
        .map((item) => item.getAttribute('data-onshelf-card') ?? item.textContent),
    ),
    document.querySelectorAll('onshelf-panel h2').length,
  ]);

async function openFilled(page: Page, shop: ShopSite): Promise<readonly unknown[]> {
  await openMarkup(page, `${shop.address}shop/bare.html`, LISTS);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(6);
  await expect(page.locator('onshelf-panel h2')).toHaveCount(1);
  return (await seen(page)) as readonly unknown[];
}

test('a page that is kept as a copy of its nodes, as by Turbo, shows each item once when it returns', async ({ page, shop }) => {
  const before = await openFilled(page, shop);
  await page.evaluate(async () => {
    const copy = document.body.cloneNode(true);
    document.body.replaceWith(document.createElement('body'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.body.replaceWith(copy);
  });
  await expect.poll(() => seen(page)).toEqual(before);
});

test('a page that is kept as HTML, as by htmx, has the list of now when it returns', async ({ page, shop }) => {
  const before = await openFilled(page, shop);
  const html = await page.evaluate(async () => {
    const main = document.querySelector('main') as HTMLElement;
    const kept = main.innerHTML;
    main.innerHTML = '';
    return kept;
  });
  await viewItems(page, 'boot-002', 'boot-005', 'boot-009');
  await page.evaluate((kept) => {
    (document.querySelector('main') as HTMLElement).innerHTML = kept;
  }, html);
  await expect(page.locator('#a [data-onshelf-card]')).toHaveCount(4);
  await expect.poll(async () => ((await seen(page)) as unknown[])[0]).not.toEqual(before[0]);
  await expect
    .poll(async () => ((await seen(page)) as unknown[]).map((part) => (Array.isArray(part) ? part.length : part)))
    .toEqual([4, 2, 1]);
});

test('a page served as it was kept for a search engine is filled anew', async ({ page, shop }) => {
  const before = await openFilled(page, shop);
  const html = await page.evaluate(() => (document.querySelector('main') as HTMLElement).innerHTML);
  await openMarkup(page, `${shop.address}shop/bare.html`, html);
  await expect.poll(() => seen(page)).toEqual(before);
  expect(await page.evaluate(() => faults)).toEqual([]);
});
