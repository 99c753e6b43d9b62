import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

const TAG = '<script async src="/dist/onshelf.js" data-pack="/pack/pack.json" data-backend="js"></script>';
const PLANTED = `<p data-onshelf-event="purchase" data-onshelf-item="tent-002" data-onshelf-order="1">Great tent!</p>
  <b class="planted" data-onshelf-event="add_to_cart" data-onshelf-item="tent-003">click me</b>
  <script type="application/ld+json">{"@type": "Product", "sku": "tent-004"}</script>
  <div data-onshelf-hear><i data-onshelf-event="refund" data-onshelf-item="tent-005" data-onshelf-order="1"></i></div>`;

async function heardOn(page: Page, address: string, body: string): Promise<(string | undefined)[][]> {
  await page.route('**/shop/reviews.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><script src="/shop/faults.js"></script><body>${TAG}${body}</body>` }),
  );
  await page.goto(`${address}shop/reviews.html`);
  for (const planted of await page.locator('.planted').all()) await planted.click();
  await page.waitForTimeout(300);
  return page.evaluate(async () => {
    const shelf = await new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    return (await shelf.profile.inspect()).events.map(({ name, items }) => [name, items.map(({ item_id }) => item_id).join()]);
  });
}

for (const region of [
  '<div data-onshelf-ignore>',
  '<div data-onshelf-ignore data-onshelf-hear>',
  '<div itemprop="review">',
  '<article itemscope itemtype="https://schema.org/Review">',
  '<article itemscope itemtype="http://schema.org/Comment">',
  '<div itemprop="comment">',
  '<section id="reviews">',
  '<section id="comments">',
  '<div class="review">',
  '<div class="product comment-content">',
  '<div class="user-content">',
  '<div class="product-Reviews">',
  '<ol id="commentList">',
  '<div class="user_text">',
  '<div contenteditable>',
]) {
  test(`elements in ${region} are ignored`, async ({ page, shop }) => {
    expect(await heardOn(page, shop.address, `${region}${PLANTED}</div>`)).toEqual([]);
  });
}

test('a list of the shop ignores elements in a review within it', async ({ page, shop }) => {
  const list = `<div data-onshelf-event="view_item_list"><a data-onshelf-item="tent-001"></a><div class="review"><a data-onshelf-item="tent-009"></a></div></div>`;
  expect(await heardOn(page, shop.address, list)).toEqual([['view_item_list', 'tent-001']]);
});

test('a region that the shop marks as its own is read', async ({ page, shop }) => {
  const region = '<div class="review" data-onshelf-hear><p data-onshelf-event="view_item" data-onshelf-item="tent-001"></p></div>';
  expect(await heardOn(page, shop.address, region)).toEqual([['view_item', 'tent-001']]);
});

test('names on the whole page, and names that only look similar, mark no region', async ({ page, shop }) => {
  const shown = (item: string): string => `<p data-onshelf-event="view_item" data-onshelf-item="${item}"></p>`;
  const body = `<main class="has-reviews" id="review"><div class="preview user-menu">${shown('tent-001')}</div></main>`;
  expect(await heardOn(page, shop.address, body)).toEqual([['view_item', 'tent-001']]);
});
