import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

test('a list whose pack loads late replaces the fallback once it is loaded', async ({ page, shop }) => {
  await page.route('**/pack/pack.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue();
  });
  await page.goto(`${shop.address}shop/home.html`);
  await page.waitForTimeout(2000);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(0);
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
});
