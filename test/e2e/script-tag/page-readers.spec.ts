import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, expectNoPageFaults, tagEvents } from '../tools/tag-shelf.js';

test('elements marked with attributes are recorded when shown, clicked or submitted', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/marked.html`);
  await page.locator('#cart span').click();
  await page.locator('#search input').fill('warm tent');
  await page.locator('#search').evaluate((form: HTMLFormElement) => form.addEventListener('submit', (event) => event.preventDefault()));
  await page.locator('#search input').press('Enter');
  await expect
    .poll(() => askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ id, time, ...said }) => said)))
    .toEqual([
      { name: 'view_item_list', items: [{ item_id: 'tent-001' }, { item_id: 'tent-002', price: 103 }] },
      { name: 'add_to_cart', items: [{ item_id: 'tent-001', quantity: 2 }] },
      { name: 'search', items: [], search_term: 'warm tent' },
    ]);
  await expectNoPageFaults(page);
});

test('a page described as one schema.org product counts as one view of it', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/described.html`);
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-007']]);
  // Reporting the same later adds nothing.
  await page.addInitScript(() => Object.assign(globalThis, { dataLayer: [] }));
  await page.goto(`${shop.address}shop/described.html`);
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-007']]);
  await page.evaluate(() => {
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    for (const item_id of ['tent-007', 'tent-008']) dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id }] } });
  });
  await expect.poll(async () => (await tagEvents(page)).map(([, id]) => id)).toEqual(['tent-007', 'tent-008']);
  await page.goto(`${shop.address}shop/described.html?told`);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await tagEvents(page)).toEqual([['view_item', 'tent-007']]);
});

test("events from Shopify's pixel are recorded", async ({ page, shop }) => {
  await page.addInitScript(() => Object.assign(globalThis, { Shopify: {} }));
  await page.goto(`${shop.address}shop/bare.html`);
  await page.evaluate(() => {
    const event = {
      name: 'product_viewed',
      timestamp: new Date().toISOString(),
      data: { productVariant: { id: 'gid://shopify/ProductVariant/tent-003' } },
    };
    sessionStorage.setItem('onshelf-pixel:1', JSON.stringify(event));
  });
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-003']]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("calls of Segment's library are recorded, including those before it was loaded", async ({ page, shop }) => {
  await page.route('**/v1/projects/KEY/settings', (route) => route.fulfill({ json: { integrations: {} } }));
  await page.goto(`${shop.address}shop/segment.html`);
  // The order of the calls is up to Segment's library: it replays earlier ones while others are made.
  await expect
    .poll(async () => (await tagEvents(page)).sort())
    .toEqual([
      ['add_to_cart', 'tent-004'],
      ['view_item', 'tent-004'],
    ]);
  await expectNoPageFaults(page);
});
