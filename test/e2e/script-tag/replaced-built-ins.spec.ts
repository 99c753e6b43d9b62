import type { Page } from '@playwright/test';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

const CARDS = `<onshelf-list count="2"><ul data-slot="items"><li>One</li><li>Two</li></ul></onshelf-list>`;

/** Opens a page with that script before the tag, with a look at an item and a list; returns what is on the console. */
async function openPage(page: Page, shop: ShopSite, script: string): Promise<string[]> {
  const lines: string[] = [];
  page.on('console', (line) => line.text().startsWith('onshelf:') && lines.push(line.text()));
  page.on('pageerror', ({ message }) => lines.push(message));
  await page.route('**/shop/made.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><script>${script}</script>
        <script src="/dist/onshelf.js" data-pack="/pack/pack.json" data-backend="js" data-consent="granted"></script>
        <p data-onshelf-event="view_item" data-onshelf-item="tent-001">An item</p>${CARDS}`,
    }),
  );
  await page.goto(`${shop.address}shop/made.html`);
  return lines;
}

/** A class as libraries had it before the language did. */
const older = (name: string): string =>
  `function ${name}() { this.elements = []; this.put = (key, value) => this.elements.push([key, value]); }`;

for (const name of ['Map', 'Set', 'WeakMap', 'Date'])
  test(`a page with a class ${name} of its own is told so once, nothing fails in it, and its own items stay`, async ({ page, shop }) => {
    const lines = await openPage(page, shop, older(name));
    await expect.poll(() => lines).toEqual([expect.stringMatching(new RegExp(`its own ${name} in the place.*\\[page-incompatible\\]`))]);
    await page.waitForTimeout(1000);
    expect(lines).toHaveLength(1);
    await expect(page.locator('li')).toHaveText(['One', 'Two']);
  });

test('a page whose arrays have other methods of the same names is told so', async ({ page, shop }) => {
  const lines = await openPage(page, shop, 'Array.prototype.map = Array.prototype.filter = () => 7;');
  await expect.poll(() => lines).toContainEqual(expect.stringMatching(/its own Array in the place.*\[page-incompatible\]/));
  await page.waitForTimeout(500);
  expect(lines.filter((line) => !line.startsWith('onshelf:'))).toEqual([]);
});

test('a page whose JSON is that of a library is told so', async ({ page, shop }) => {
  const lines = await openPage(page, shop, 'JSON = { encode: () => "", decode: () => ({}) };');
  await expect.poll(() => lines).toEqual([expect.stringMatching(/its own JSON in the place.*\[page-incompatible\]/)]);
});

test('what the tag itself needs and the page has replaced is told, and no error reaches the page', async ({ page, shop }) => {
  const lines = await openPage(page, shop, older('MutationObserver'));
  await expect.poll(() => lines).toEqual([expect.stringMatching(/observe is not a function \[page-incompatible\]/)]);
});

test('names of the page that are not needed do no harm', async ({ page, shop }) => {
  const names = ['URL', 'Event', 'name', 'status', 'Hash', 'Request', 'Option', 'Image', 'Node', 'Element', 'Template', 'Class'];
  const lines = await openPage(page, shop, names.map((name) => `var ${name} = 'mine';`).join(' '));
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(2);
  expect(lines).toEqual([]);
});
