import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { cardsOf, collectWarnings, OWN, openMarkup, TEMPLATE } from './list-page.js';

const LIST = `<onshelf-list>${TEMPLATE}${OWN}</onshelf-list>`;

test("a page that sets style sheets of its own does not bring the shop's items back beside the cards", async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, LIST);
  await cardsOf(page);
  await expect(page.getByText('Three')).toBeHidden();
  await page.evaluate(() => {
    document.adoptedStyleSheets = [new CSSStyleSheet()];
  });
  await expect(page.getByText('Three')).toBeHidden();
  await expect(page.locator('[data-onshelf-card]').first()).toBeVisible();
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(2);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test("a list that is moved into a shadow tree keeps its cards in place of the shop's items", async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, `<section></section>${LIST}`);
  const before = await cardsOf(page);
  await page.evaluate(() => {
    const section = document.querySelector('section') as HTMLElement;
    section.attachShadow({ mode: 'open' }).append(document.querySelector('onshelf-list') as Element);
  });
  await expect(page.getByText('Three')).toBeHidden();
  expect(await cardsOf(page)).toEqual(before);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test("a template that begins with a style sheet has the shop's card all the same", async ({ page, shop }) => {
  const warnings = collectWarnings(page);
  const template = '<template><style>.own { color: red }</style><li class="own"><b data-slot="title"></b></li></template>';
  await openMarkup(page, `${shop.address}shop/bare.html`, `<onshelf-list>${template}${OWN}</onshelf-list>`);
  await cardsOf(page);
  await expect(page.locator('li.own[data-onshelf-card] b')).toHaveCount(4);
  expect(warnings).toEqual([]);
});

test('a template of several elements is reported, and the first one is the card', async ({ page, shop }) => {
  const warnings = collectWarnings(page);
  const template = '<template><li class="own"><b data-slot="title"></b></li><li>More</li></template>';
  await openMarkup(page, `${shop.address}shop/bare.html`, `<onshelf-list>${template}${OWN}</onshelf-list>`);
  await cardsOf(page);
  await expect(page.locator('li.own[data-onshelf-card] b')).toHaveCount(4);
  expect(warnings).toEqual([
    expect.stringMatching(/<template> of an <onshelf-list> has several elements: the first one.*\[bad-argument\]/),
  ]);
});
