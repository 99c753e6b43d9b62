import { readFileSync } from 'node:fs';
import { axeViolations } from '../tools/axe-violations.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { expectNoPageFaults } from '../tools/tag-shelf.js';
import { cardsOf, collectWarnings, OWN, openMarkup, packLoaded, TEMPLATE, write } from './list-page.js';

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="300" height="300" fill="#8a9"/></svg>';
test.beforeEach(async ({ context }) => {
  await context.route('https://shop.example/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }));
});

/** The markup that the guide tells shops to paste. */
const GUIDE = /```html\n {3}(<style>[\s\S]*?<\/onshelf-list>)/.exec(readFileSync('docs/script-tag.md', 'utf8'))?.[1] ?? '';

test("the guide's markup is a row of cards as it stands, and nothing below it moves", async ({ page, shop }) => {
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries() as (PerformanceEntry & { value: number })[]) globalThis.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${shop.address}shop/bare.html`);
  await packLoaded(page);
  await page.evaluate(() => document.querySelector('link[rel=stylesheet]')?.remove());
  await page.waitForTimeout(100);
  await page.evaluate(() => {
    globalThis.shifted = 0;
  });
  await write(page, `<h1>A shop</h1>${GUIDE}<p id="below">Below</p>`);
  const before = await page.locator('#below').boundingBox();
  await cardsOf(page);
  const boxes = await page
    .locator('[data-onshelf-card]')
    .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().toJSON()));
  expect(new Set(boxes.map(({ top }) => top)).size).toBe(1);
  expect(new Set(boxes.map(({ height }) => height)).size).toBe(1);
  for (const { width, left } of boxes) {
    expect(width).toBeGreaterThan(150);
    expect(left + width).toBeLessThanOrEqual(1000);
  }
  expect(await page.locator('#below').boundingBox()).toEqual(before);
  expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
});

test('layout="grid" needs no permission of a strict policy, and has two measures', async ({ page, shop }) => {
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.goto(`${shop.address}self/bare.html`);
  await packLoaded(page);
  await write(page, `<onshelf-list layout="grid">${TEMPLATE}${OWN.replace(' class="cards"', '')}</onshelf-list>`);
  await cardsOf(page);
  const columns = (): Promise<number> =>
    page.locator('[data-slot=items]').evaluate((list) => getComputedStyle(list).gridTemplateColumns.split(' ').length);
  await expect.poll(columns).toBe(5);
  await page.locator('onshelf-list').evaluate((element: HTMLElement) => {
    element.style.setProperty('--onshelf-card-width', '20rem');
    element.style.setProperty('--onshelf-gap', '40px');
  });
  expect(await columns()).toBe(2);
  expect(await page.locator('[data-slot=items]').evaluate((list) => getComputedStyle(list).columnGap)).toBe('40px');
  await expectNoPageFaults(page);
});

test('on a phone the grid has two columns, and nothing is wider than the page', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, '');
  await page.evaluate(() => document.querySelector('link[rel=stylesheet]')?.remove());
  await write(page, `<onshelf-list layout="grid">${TEMPLATE}${OWN.replace(' class="cards"', '')}</onshelf-list>`);
  await cardsOf(page);
  for (const width of [320, 375, 430]) {
    await page.setViewportSize({ width, height: 800 });
    const tops = await page.locator('[data-onshelf-card]').evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
    expect([tops[0] === tops[1], new Set(tops).size], `at ${width} pixels`).toEqual([true, 2]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test("in a page written from right to left, titles stay on the page's side", async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, `<onshelf-list layout="grid" dir="rtl">${TEMPLATE}${OWN}</onshelf-list>`);
  await cardsOf(page);
  const titles = page.locator('[data-onshelf-card] [data-slot=title]');
  await expect
    .poll(() => titles.evaluateAll((all) => [...new Set(all.map((title) => getComputedStyle(title).textAlign))]))
    .toEqual(['right']);
});

test("the shop's own rules are stronger than the grid's", async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, `<onshelf-list layout="grid">${TEMPLATE}${OWN}</onshelf-list>`);
  await cardsOf(page);
  expect(await page.locator('.cards').evaluate((list) => getComputedStyle(list).gridTemplateColumns)).toBe('160px 160px 160px 160px');
});

for (const [language, dismiss, reason, price] of [
  ['de-DE', 'Kein Interesse', 'Bei vielen beliebt', /^\d[\d.]*,\d\d\s€$/],
  ['fr', 'Pas intéressé', 'Apprécié par beaucoup de clients', /^\d[\d\s\u202f]*,\d\d\s€$/],
  ['es', 'No me interesa', 'Gusta a muchos clientes', /^\d[\d.]*,\d\d\s€$/],
  ['zh-CN', '不感兴趣', '很多顾客喜欢', /^€\d[\d,]*\.\d\d$/],
  ['zh-Hant-TW', '不感興趣', '很多顧客喜歡', /^€\d[\d,]*\.\d\d$/],
] as const) {
  test(`a page in ${language} has its words, and prices as they are written there`, async ({ page, shop }) => {
    const warnings = collectWarnings(page);
    await page.goto(`${shop.address}shop/bare.html`);
    await page.evaluate((tag) => {
      document.documentElement.lang = tag;
    }, language);
    await packLoaded(page);
    await write(page, `<onshelf-list>${TEMPLATE}${OWN}</onshelf-list><onshelf-panel></onshelf-panel>`);
    await cardsOf(page);
    const card = page.locator('[data-onshelf-card]').first();
    await expect(card.locator('[data-slot=dismiss]')).toHaveText(dismiss);
    await expect(card.locator('[data-slot=reason]')).toHaveText(reason);
    await expect(card.locator('[data-slot=price]')).toHaveText(price);
    await expect(page.locator('onshelf-panel h2')).not.toHaveText('What this shop knows about you');
    expect(warnings).toEqual([]);
  });
}

test('a language written as the name of a locale is understood', async ({ page, shop }) => {
  const warnings = collectWarnings(page);
  await openMarkup(page, `${shop.address}shop/bare.html`, `<onshelf-list lang="de_AT" count="1">${TEMPLATE}${OWN}</onshelf-list>`);
  const card = page.locator('[data-onshelf-card]');
  await expect(card.locator('[data-slot=dismiss]')).toHaveText('Kein Interesse');
  await expect(card.locator('[data-slot=price]')).toHaveText(/^€\s\d[\d\s.]*,\d\d$/);
  expect(warnings).toEqual([]);
});

test('an element that names its own language speaks it, and changes with the page', async ({ page, shop }) => {
  const markup = `<onshelf-list lang="fr" count="1">${TEMPLATE}${OWN}</onshelf-list><onshelf-list id="b" count="1">${TEMPLATE}${OWN}</onshelf-list>`;
  await openMarkup(page, `${shop.address}shop/bare.html`, markup);
  const dismiss = page.locator('[data-onshelf-card] [data-slot=dismiss]');
  await expect(dismiss).toHaveText(['Pas intéressé', 'Not interested']);
  await page.evaluate(() => {
    document.documentElement.lang = 'de';
  });
  await expect(dismiss).toHaveText(['Pas intéressé', 'Kein Interesse']);
});
