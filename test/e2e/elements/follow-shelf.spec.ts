import type { Page } from '@playwright/test';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';
import { cardIds, cardsOf, OWN, openMarkup, packLoaded, TEMPLATE, viewItems, write } from './list-page.js';

const LIST = `<onshelf-list>${TEMPLATE}${OWN}</onshelf-list>`;
const BESIDE = `${LIST}<onshelf-panel></onshelf-panel>`;
const reasons = (page: Page): Promise<string[]> => page.locator('[data-onshelf-card] [data-slot=reason]').allTextContents();

test.describe('a list beside the panel', () => {
  let popular: string[] = [];
  test.beforeEach(async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, LIST);
    popular = await cardsOf(page);
    await page.evaluate(() => globalThis.onshelf('consent', 'granted'));
    await viewItems(page, 'tent-001', 'tent-005', 'stove-003');
    await write(page, BESIDE);
    await expect(page.getByRole('heading', { name: 'What this shop knows about you' })).toBeVisible();
    await expect.poll(() => cardIds(page)).toHaveLength(4);
    await expect.poll(() => cardIds(page)).not.toEqual(popular);
    expect((await reasons(page)).join()).toContain('Because of');
  });

  test('is that of everybody once the shopper refuses', async ({ page }) => {
    await page.getByRole('button', { name: 'Do not remember' }).click();
    await expect.poll(() => cardIds(page)).toEqual(popular);
    expect((await reasons(page)).join()).not.toContain('Because of');
  });

  test('is that of everybody while paused, and their own afterwards', async ({ page }) => {
    const own = await cardIds(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect.poll(() => cardIds(page)).toEqual(popular);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => cardIds(page)).toEqual(own);
  });

  test('is that of everybody once everything is erased', async ({ page }) => {
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'Really erase everything?' }).click();
    await expect.poll(() => cardIds(page)).toEqual(popular);
  });

  test('names nothing that was forgotten', async ({ page }) => {
    const title = await askTagShelf(page, async (shelf) => (await shelf.rerank(['stove-003'])).items[0].item.title ?? '');
    for (;;) {
      const button = page.getByRole('button', { name: `Forget: viewed ${title}` });
      if ((await button.count()) === 0) break;
      await button.first().click();
      await expect(page.locator('onshelf-panel').getByRole('status')).toHaveText('Forgotten.');
    }
    await expect.poll(async () => (await reasons(page)).filter((text) => text.includes(title))).toEqual([]);
    const answer = await askTagShelf(page, async (shelf) =>
      (await shelf.recommend({ count: 4, exclude: 'seen' })).items.map(({ id }) => id),
    );
    await expect.poll(() => cardIds(page)).toEqual(answer);
  });
});

test('a list follows feedback that another part of the page gives', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, LIST);
  const before = await cardsOf(page);
  await page.evaluate((id) => globalThis.onshelf('feedback', id, 'hide'), before[1]);
  await expect.poll(() => cardIds(page)).not.toContain(before[1]);
  // The others stay where they are.
  expect((await cardsOf(page)).filter((id) => before.includes(id))).toEqual([before[0], before[2], before[3]]);
  await page.evaluate(() => globalThis.onshelf('feedback', 'stove-003', 'more'));
  const wanted = (): Promise<string[]> =>
    askTagShelf(page, async (shelf) => (await shelf.recommend({ count: 4, exclude: 'seen' })).items.map(({ id }) => id));
  await expect.poll(async () => JSON.stringify(await cardIds(page)) === JSON.stringify(await wanted())).toBe(true);
  expect(await cardIds(page)).not.toEqual(before);
});

test('a page that the browser shows again has the list of now, even if a card has the focus', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, LIST);
  const before = await cardsOf(page);
  await page.getByRole('link').nth(2).focus();
  // Without consent a page that is shown again has forgotten what it had in memory.
  await page.evaluate(() => globalThis.onshelf('consent', 'granted'));
  await viewItems(page, 'tent-001', 'tent-005');
  // A view alone changes nothing under the shopper's eyes.
  await page.waitForTimeout(500);
  expect(await cardIds(page)).toEqual(before);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect.poll(() => cardIds(page)).not.toEqual(before);
  await expect(page.locator('[data-onshelf-card]').nth(2).getByRole('link')).toBeFocused();
});

test('a list without items any more gives the place back to the shop', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, '');
  await viewItems(page, 'tent-001', 'tent-005');
  await write(page, `<onshelf-list list="recently-viewed">${TEMPLATE}${OWN}</onshelf-list>`);
  expect(await cardsOf(page, 'onshelf-list', 2)).toEqual(['tent-005', 'tent-001']);
  await expect(page.getByText('Three')).toBeHidden();
  await page.evaluate(() => globalThis.onshelf('erase'));
  await expect(page.getByText('Three')).toBeVisible();
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(0);
  await viewItems(page, 'boot-001');
  expect(await cardsOf(page, 'onshelf-list', 1)).toEqual(['boot-001']);
});

test('"for you" offers what was not viewed, and what was viewed only if there is nothing else', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, '');
  const viewed = await askTagShelf(page, async (shelf) => (await shelf.recommend({ count: 3 })).items.map(({ id }) => id));
  await viewItems(page, ...viewed);
  await write(page, LIST);
  for (const id of await cardsOf(page)) expect(viewed).not.toContain(id);
  await write(page, `<onshelf-list exclude="none" filter='id == "${viewed[0]}"'>${TEMPLATE}${OWN}</onshelf-list>`);
  expect(await cardsOf(page, 'onshelf-list', 1)).toEqual([viewed[0]]);
});

test('the panel names every item by its title, viewed or not', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/panel.html`);
  await packLoaded(page);
  const titles = await askTagShelf(page, async (shelf) => {
    await shelf.track('add_to_cart', { items: [{ item_id: 'stove-003' }] });
    await shelf.feedback('boot-002', 'hide');
    await shelf.track('purchase', { items: [{ item_id: 'lamp-004' }], transaction_id: '1' });
    return (await shelf.rerank(['stove-003', 'boot-002', 'lamp-004'], { strength: 0 })).items.map(({ item }) => item.title ?? '');
  });
  for (const [words, title] of [
    ['added', titles[0]],
    ['gave feedback on', titles[1]],
    ['bought', titles[2]],
  ]) {
    expect(title).not.toBe('');
    await expect(page.getByRole('listitem').filter({ hasText: `${words} ${title}` })).toBeVisible();
  }
});
