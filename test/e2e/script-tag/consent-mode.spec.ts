import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, tagEvents } from '../tools/tag-shelf.js';

test('denied consent keeps nothing; pending consent stores nothing, and erases nothing', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/product.html?consent=granted`);
  // Storing consent takes a moment, and a page that is left before has confirmed nothing.
  await expect.poll(() => askTagShelf(page, async (shelf) => (await shelf.health()).storedEvents)).toBe(1);
  const state = (): Promise<string> => askTagShelf(page, async (shelf) => shelf.consent.state);
  // There is no answer yet: consent is unknown.
  await page.goto(`${shop.address}shop/product.html?consent=maybe&id=tent-002`);
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-002']]);
  expect(await state()).toBe('unknown');
  await page.goto(`${shop.address}shop/product.html?consent=granted&id=tent-003`);
  await expect
    .poll(() => tagEvents(page))
    .toEqual([
      ['view_item', 'tent-001'],
      ['view_item', 'tent-003'],
    ]);
  await page.goto(`${shop.address}shop/product.html?consent=denied`);
  await expect.poll(state).toBe('denied');
  expect(await tagEvents(page)).toEqual([]);
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('data-consent is ignored if Consent Mode waits for an answer', async ({ page, shop }) => {
  await page.route('**/product.html*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('data-backend', 'data-consent="granted" data-backend') });
  });
  await page.goto(`${shop.address}shop/product.html?consent=maybe`);
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-001']]);
  expect(await askTagShelf(page, async (shelf) => [shelf.consent.state, (await shelf.health()).storedEvents])).toEqual(['unknown', 0]);
});
