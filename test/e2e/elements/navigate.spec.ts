import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';
import { cardsOf, OWN, openMarkup, TEMPLATE } from './list-page.js';

declare global {
  /** What the app was navigated. */
  var navigated: unknown[];
}

const LIST = `<onshelf-list>${TEMPLATE}${OWN}</onshelf-list>`;
/** Gives the first card an address of the shop's own. */
const LINK = (link: HTMLAnchorElement): void => link.setAttribute('href', '/p/tent-001');

test.beforeEach(async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, LIST);
  await cardsOf(page);
  await page.getByRole('link').first().evaluate(LINK);
  await page.evaluate(() => {
    globalThis.navigated = [];
  });
});

test('an app that prevents onshelf-navigate shows the product itself', async ({ page, shop }) => {
  await page.evaluate(() =>
    document.addEventListener('onshelf-navigate', (event) => {
      event.preventDefault();
      globalThis.navigated.push(event.detail, event.composed);
    }),
  );
  const [id] = await cardsOf(page);
  await page.getByRole('link').first().click();
  expect(await page.evaluate(() => globalThis.navigated)).toEqual([{ id, url: `${shop.address}p/tent-001` }, true]);
  expect(page.url()).toBe(`${shop.address}shop/bare.html`);
  await expect
    .poll(() => askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ name }) => name)))
    .toContain('select_item');
});

test("within data-spa a click is the router's: history and popstate, without a load", async ({ page, shop }) => {
  await page.evaluate(() => {
    document.body.setAttribute('data-spa', '');
    addEventListener('popstate', () => globalThis.navigated.push(location.pathname));
  });
  await page.getByRole('link').first().click();
  expect(await page.evaluate(() => globalThis.navigated)).toEqual(['/p/tent-001']);
  expect(page.url()).toBe(`${shop.address}p/tent-001`);
  await page.goBack();
  expect(page.url()).toBe(`${shop.address}shop/bare.html`);
  expect(await page.evaluate(() => globalThis.navigated)).toHaveLength(2);
});

test('a click for another tab is left to the browser', async ({ page, context }) => {
  await page.evaluate(() => {
    document.body.setAttribute('data-spa', '');
    document.addEventListener('onshelf-navigate', () => globalThis.navigated.push('navigate'));
  });
  const opened = context.waitForEvent('page');
  await page
    .getByRole('link')
    .first()
    .click({ modifiers: ['Control'] });
  await opened;
  expect(await page.evaluate(() => globalThis.navigated)).toEqual([]);
});

test('without either, the link is a link', async ({ page, shop }) => {
  await page.getByRole('link').first().click();
  await page.waitForURL(`${shop.address}p/tent-001`);
});

test('a page with a variable called URL is followed by its router all the same', async ({ page, shop }) => {
  await page.evaluate(() => {
    document.body.setAttribute('data-spa', '');
    Object.assign(globalThis, { URL: '/shop', here: true });
  });
  await page.getByRole('link').first().click();
  expect(page.url()).toBe(`${shop.address}p/tent-001`);
  expect(await page.evaluate(() => [(globalThis as { here?: boolean }).here, faults])).toEqual([true, []]);
});

test('the right button selects and dismisses nothing; the middle one selects', async ({ page }) => {
  const before = await cardsOf(page);
  const clicked = (selector: string, button: 'right' | 'middle'): Promise<void> =>
    page.locator(`[data-onshelf-card] ${selector}`).first().click({ button });
  const selected = (): Promise<number> =>
    askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'select_item').length);
  for (const selector of ['a', '[data-slot=dismiss]']) await clicked(selector, 'right');
  await clicked('[data-slot=dismiss]', 'middle');
  expect(await selected()).toBe(0);
  await clicked('a', 'middle');
  await expect.poll(selected).toBe(1);
  expect(await cardsOf(page)).toEqual(before);
});
