import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';

test.describe("the panel's fold-out for developers", () => {
  const heading = 'What this shop knows about you';

  test('is not there for shoppers', async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/panel.html`);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(page.getByText('For developers')).toHaveCount(0);
  });

  test('says which ids the pack does not know, and the pattern that maps them', async ({ page, shop }) => {
    const warnings: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await page.goto(`${shop.address}shop/panel.html?onshelf-debug`);
    await expect(page.getByRole('heading', { name: heading })).toBeVisible();
    await page.evaluate(() => {
      globalThis.onshelf('consent', 'granted');
      for (const id of ['erp_tent-001', 'erp_tent-002']) globalThis.onshelf('track', 'view_item', { items: [{ item_id: id }] });
    });
    const notes = await askTagShelf(page, async (shelf) => {
      // What was tracked meanwhile is stored then.
      await shelf.consent.set('granted');
      // Only the whole pack tells which ids are unknown.
      while ((await shelf.recommend()).trace.notes.some(({ code }) => code === 'pack-loading'))
        await new Promise((resume) => setTimeout(resume, 50));
      const lists = [await shelf.recommend(), await shelf.recommend({ count: 3 })];
      return lists.map(({ trace }) => trace.notes.map(({ code }) => code).filter((code) => code === 'ids-unknown'));
    });
    expect(notes).toEqual([['ids-unknown'], ['ids-unknown']]);
    expect(warnings.filter((text) => text.includes('[ids-unknown]'))).toHaveLength(1);

    await page.getByText('For developers').click();
    const fold = page.locator('[data-onshelf-doctor]');
    await expect(fold.getByText('data-item-id-pattern="^erp_(.+)$"')).toBeVisible();
    await expect(fold.getByText('2, of which the pack knows 0')).toBeVisible();
    // Of two equal lists the latest is told.
    await expect(fold.locator('dt', { hasText: /^recommend: / })).toHaveCount(1);
    await expect(fold.getByText('unknown, 1 event; nearest: tent-001')).toBeVisible();
    await expect(fold.getByText(/^worker/)).toBeVisible();

    // Another look shows what changed since.
    await page.evaluate(() => globalThis.onshelf('track', 'view_item', { items: [{ item_id: 'tent-003' }] }));
    await expect(async () => {
      await fold.getByRole('button', { name: 'Look again' }).click();
      await expect(fold.getByText('3, of which the pack knows 1')).toBeVisible({ timeout: 1000 });
    }).toPass();
  });

  test('says which banner spoke, what it said, and the signal that it never says', async ({ page, shop }) => {
    await page.addInitScript(() => {
      const say = (...given: unknown[]): unknown =>
        (function (..._given: unknown[]) {
          // biome-ignore lint/complexity/noArguments: gtag pushes this very object.
          return arguments;
        })(...given);
      Object.assign(globalThis, { dataLayer: [say('consent', 'default', { ad_storage: 'denied', analytics_storage: 'granted' })] });
    });
    await page.goto(`${shop.address}shop/panel.html?onshelf-debug`);
    await page.getByText('For developers').click();
    const fold = page.locator('[data-onshelf-doctor]');
    await expect(async () => {
      await fold.getByRole('button', { name: 'Look again' }).click();
      await expect(fold.locator('dt', { hasText: 'consent-signal-missing' }).first().locator('+ dd')).toContainText(
        'never personalization_storage',
        {
          timeout: 1000,
        },
      );
    }).toPass();
    const said = fold.locator('dt', { hasText: 'Said by google-consent-mode' }).locator('+ dd');
    await expect(said).toHaveText('ad_storage denied by default, analytics_storage granted by default');
  });

  test('says of each list what it shows, and why', async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/panel.html?onshelf-debug`);
    await page.evaluate(() => {
      for (const attributes of ['id="home"', 'id="unknown" list="nonsense"'])
        document.body.insertAdjacentHTML(
          'beforeend',
          `<onshelf-list ${attributes}><ul data-slot="items"><li>Our own</li></ul></onshelf-list>`,
        );
    });
    await expect(page.locator('#home [data-onshelf-card]')).toHaveCount(1);
    await page.getByText('For developers').click();
    const fold = page.locator('[data-onshelf-doctor]');
    await expect(async () => {
      await fold.getByRole('button', { name: 'Look again' }).click();
      const rows = fold.locator('dt', { hasText: '<onshelf-list' });
      await expect(rows).toHaveCount(2, { timeout: 1000 });
      await expect(rows.filter({ hasText: 'id="home"' }).locator('+ dd')).toHaveText(/^list: (popular|prototypes)/, { timeout: 1000 });
      await expect(rows.filter({ hasText: 'nonsense' }).locator('+ dd')).toContainText('own content: the page does not tell', {
        timeout: 1000,
      });
    }).toPass();
  });

  test('opens where no file of the engine can be loaded, and says so', async ({ page, shop }) => {
    await page.route(/\/dist\/worker/, (route) => route.abort());
    await page.goto(`${shop.address}shop/panel.html?onshelf-debug`);
    await page.getByText('For developers').click();
    const fold = page.locator('[data-onshelf-doctor]');
    await expect(fold.getByText('There is no pack.').first()).toBeVisible();
    await expect(fold.getByText('failed', { exact: true })).toBeVisible();
  });
});
