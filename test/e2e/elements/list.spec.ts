import { readFileSync } from 'node:fs';
import { axeViolations } from '../tools/axe-violations.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';

declare global {
  /** Sum of the layout shifts without input. */
  var shifted: number;
  var kept: Element;
}

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="500"/>';

test.beforeEach(async ({ context }) => {
  await context.route('https://shop.example/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }));
  await context.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) globalThis.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
});

const CARDS = '[data-onshelf-card]';

test.describe('a list', () => {
  test.beforeEach(async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/home.html`);
    await expect(page.locator(CARDS)).toHaveCount(4);
  });

  test('replaces the fallback cards without a layout shift', async ({ page, shop }) => {
    expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
    const after = await page.locator('#below').boundingBox();
    await page.route('**/dist/onshelf.js', (route) => route.abort());
    await page.goto(`${shop.address}shop/home.html`);
    expect(after).toEqual(await page.locator('#below').boundingBox());
  });

  test('keeps the height of the fallback if its own cards are lower', async ({ page, shop }) => {
    const style = readFileSync('test/e2e/shop/shop.css', 'utf8');
    await page.route('**/shop.css', (route) =>
      route.fulfill({ contentType: 'text/css', body: `${style} [data-onshelf-card] { height: 40px !important; }` }),
    );
    await page.goto(`${shop.address}shop/home.html`);
    await expect(page.locator(CARDS)).toHaveCount(4);
    expect((await page.locator(CARDS).first().boundingBox())?.height).toBe(40);
    expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
  });

  test('shows title, price, picture and reason in the slots of the template', async ({ page }) => {
    const [first] = await askTagShelf(page, async (shelf) => (await shelf.recommend({ count: 1 })).items);
    const card = page.locator(CARDS).first();
    await expect(card.locator('[data-slot=title]')).toHaveText(first.item.title ?? '');
    await expect(card.locator('[data-slot=link]')).toHaveAttribute('href', first.item.link ?? '');
    await expect(card.locator('[data-slot=image]')).toHaveAttribute('src', first.item.image_link ?? '');
    await expect(card.locator('[data-slot=price]')).toHaveText(
      new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(first.item.price ?? 0),
    );
    await expect(card.locator('[data-slot=reason]')).toHaveText('Many shoppers like it');
  });

  test('has no violation that axe finds, and accessible names', async ({ page }) => {
    expect(await axeViolations(page)).toEqual([]);
    const [first] = await askTagShelf(page, async (shelf) => (await shelf.recommend({ count: 1 })).items);
    await expect(page.getByRole('listitem')).toHaveCount(4);
    await expect(page.getByRole('link', { name: first.item.title ?? '' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: `Not interested: ${first.item.title}`, exact: true })).toBeVisible();
  });

  test('reports an impression after a second, once, and clicks', async ({ page }) => {
    const reported = (): Promise<(string | number | undefined)[][]> =>
      askTagShelf(page, async (shelf) =>
        (await shelf.profile.inspect()).events.map((event) => [event.name, event.items.length, event.item_list_id === undefined ? 0 : 1]),
      );
    await expect.poll(reported).toEqual([['view_item_list', 4, 1]]);
    await page
      .locator('[data-slot=link]')
      .first()
      .evaluate((link: HTMLAnchorElement) => link.addEventListener('click', (event) => event.preventDefault()));
    await page.locator('[data-slot=link]').first().click();
    await expect.poll(reported).toEqual([
      ['view_item_list', 4, 1],
      ['select_item', 1, 1],
    ]);
    await page.mouse.wheel(0, 2000);
    await page.mouse.wheel(0, -2000);
    await page.waitForTimeout(1500);
    expect(await reported()).toHaveLength(2);
  });

  test('replaces a card dismissed by keyboard, and keeps the focus in its place', async ({ page }) => {
    const ids = (): Promise<string[]> =>
      page.locator(CARDS).evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.onshelfCard ?? ''));
    const before = await ids();
    const title = await page.locator(`${CARDS} [data-slot=title]`).nth(1).textContent();
    await page.getByRole('link').first().focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAccessibleName(`Not interested: ${title}`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toHaveText(`${title} will not be shown again.`);
    const after = await ids();
    expect(after).toHaveLength(4);
    expect(after).not.toContain(before[1]);
    expect(after.filter((id) => before.includes(id))).toEqual([before[0], before[2], before[3]]);
    await expect(page.locator(CARDS).nth(1).locator('[data-slot=dismiss]')).toBeFocused();
    expect(await askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).hidden)).toEqual([before[1]]);
    expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
  });

  test('fills two places dismissed at once with two items, and counts a double click once', async ({ page }) => {
    const ids = (): Promise<string[]> =>
      page.locator(CARDS).evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.onshelfCard ?? ''));
    const before = await ids();
    await page.locator(`${CARDS} [data-slot=dismiss]`).evaluateAll((buttons) => {
      for (const at of [0, 0, 1]) (buttons[at] as HTMLButtonElement).click();
    });
    await expect.poll(async () => (await ids()).filter((id) => before.includes(id))).toEqual(before.slice(2));
    expect(new Set(await ids()).size).toBe(4);
    expect(
      await askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'feedback').length),
    ).toBe(2);
    // The replacement can be dismissed by its own name.
    const title = await page.locator(`${CARDS} [data-slot=title]`).first().textContent();
    await page.locator(`${CARDS} [data-slot=dismiss]`).first().click();
    await expect(page.getByRole('status')).toHaveText(`${title} will not be shown again.`);
  });

  test('shows another list when its attributes change', async ({ page }) => {
    await page.locator('onshelf-list').evaluate((list) => list.setAttribute('item', 'tent-001'));
    const related = await askTagShelf(page, async (shelf) => (await shelf.related('tent-001', { count: 4 })).items.map(({ id }) => id));
    await expect
      .poll(() => page.locator(CARDS).evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.onshelfCard)))
      .toEqual(related);
  });

  test('restores the fallback cards when it is removed from the page', async ({ page }) => {
    await page.locator('onshelf-list').evaluate((list) => {
      globalThis.kept = list;
      list.remove();
    });
    await expect
      .poll(() => page.evaluate(() => [...globalThis.kept.querySelectorAll('li')].map((card) => card.textContent)))
      .toEqual(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
  });
});
