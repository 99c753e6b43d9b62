import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { buildTestPage } from '../../tools/build-test-page.mjs';
import { expect, type Site, test } from '../../tools/site.js';
import type {} from './framework-shop.js';

const FRAMEWORKS = [
  { name: 'React 19', folder: 'elements-react-19', script: 'react-shop', alias: {} },
  { name: 'React 18', folder: 'elements-react-18', script: 'react-shop', alias: { react: 'react-18', 'react-dom': 'react-dom-18' } },
  { name: 'Vue 3', folder: 'elements-vue', script: 'vue-shop', alias: {} },
] as const;

const ITEMS = ['A pair of boots', 'Another pair', 'A rucksack', 'A larger one'];

/** Opens a page with the framework, and with the elements defined over a shelf. */
async function openShop(page: Page, site: Site, folder: string): Promise<void> {
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.addScriptTag({ type: 'module', url: `${site.address}built/${folder}/browser.js` });
  await page.waitForFunction(() => globalThis.frameworkShop !== undefined);
  await page.evaluate(async () => {
    const style = document.createElement('style');
    style.textContent = '.cards { display: grid; grid-template-columns: repeat(4, 160px) } .cards li { height: 100px }';
    const root = document.createElement('main');
    document.body.append(style, root);
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js' });
    await shelf.trending({ count: 1 });
    const { defineElements } = (await import(
      `${location.origin}/dist/elements.js`
    )) as typeof import('../../../../src/elements/elements.js');
    defineElements(shelf);
  });
}

const CARDS = '.cards > [data-onshelf-card].card';
const complaints = (page: Page): Promise<string[]> => page.evaluate(() => frameworkShop.complaints);
const render = (page: Page, items: readonly string[] | null): Promise<void> =>
  page.evaluate((all) => frameworkShop.render(document.querySelector('main') as Element, all), items);
const shopItems = (page: Page) => page.locator('.cards > li:not([data-onshelf-card])');

/** The panel is shown, and the shop's own words in it are not, though they are there. */
async function panelShown(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What this shop knows about you' })).toBeVisible();
  await expect(page.getByText('needs', { exact: true })).toBeHidden();
  // biome-ignore lint/performance/useDomNodeTextContent: what is shown is the question.
  expect(await page.locator('onshelf-panel').evaluate((panel: HTMLElement) => panel.innerText)).not.toContain('JavaScript');
  await expect(page.locator('onshelf-panel')).toContainText('This needs JavaScript.');
}

for (const { name, folder, script, alias } of FRAMEWORKS) {
  test.describe(name, () => {
    test.beforeAll(async () => {
      mkdirSync(`test-results/built/${folder}`, { recursive: true });
      await buildTestPage(`test/e2e/elements/frameworks/${script}.ts`, `test-results/built/${folder}`, name, alias);
    });
    test.beforeEach(({ page, site }) => openShop(page, site, folder));

    test('its <template> makes the cards, and its items stay, hidden', async ({ page }) => {
      await render(page, ITEMS);
      await expect(page.locator(CARDS)).toHaveCount(4);
      await expect(page.locator(CARDS).first().locator('[data-slot=title]')).not.toHaveText('');
      await expect(shopItems(page)).toHaveCount(4);
      await expect(shopItems(page).filter({ visible: true })).toHaveCount(0);
      expect(await complaints(page)).toEqual([]);
    });

    test('it can change, add, reorder and remove its items under the cards, and the whole list', async ({ page }) => {
      await render(page, ITEMS);
      await expect(page.locator(CARDS)).toHaveCount(4);
      for (const items of [['A new item', ...ITEMS], [...ITEMS].reverse(), ITEMS.slice(1), [], ITEMS.slice(0, 2), ITEMS]) {
        await render(page, items);
        expect(await shopItems(page).allTextContents()).toEqual(items);
        await expect(shopItems(page).filter({ visible: true })).toHaveCount(0);
        await expect(page.locator('onshelf-list h2')).toHaveText(`For you: ${items.length}`);
        await expect(page.locator(CARDS).first()).toBeVisible();
      }
      await expect(page.locator(CARDS)).toHaveCount(4);
      await render(page, null);
      await expect(page.locator('main')).toHaveText('A shopbelow');
      await render(page, ITEMS);
      await expect(page.locator(CARDS)).toHaveCount(4);
      expect(await complaints(page)).toEqual([]);
    });

    test("it takes over its server's markup after the list is filled, without a mismatch", async ({ page }) => {
      await page.evaluate(async (items) => {
        const root = document.querySelector('main') as HTMLElement;
        root.innerHTML = await frameworkShop.html(items);
      }, ITEMS);
      await expect(page.locator(CARDS)).toHaveCount(4);
      await panelShown(page);
      const card = await page.locator(CARDS).first().elementHandle();
      await page.evaluate((items) => frameworkShop.hydrate(document.querySelector('main') as Element, items), ITEMS);
      expect(await complaints(page)).toEqual([]);
      // The very card of before: nothing was made anew.
      expect(await card?.evaluate((one) => one.isConnected)).toBe(true);
      await expect(page.locator(CARDS)).toHaveCount(4);
      await expect(shopItems(page)).toHaveCount(4);
      await panelShown(page);
    });
  });
}
