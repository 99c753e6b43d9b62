import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeViolations } from '../tools/axe-violations.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';

test.describe("the shopper's panel", () => {
  test.beforeEach(async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/panel.html`);
    await expect(page.getByRole('heading', { name: 'What this shop knows about you' })).toBeVisible();
  });

  const view = (page: Page, ...ids: string[]): Promise<void> =>
    page.evaluate((all) => {
      for (const id of all) globalThis.onshelf('track', 'view_item', { items: [{ item_id: id }] });
    }, ids);

  test('lists events as they are recorded, and forgets one by keyboard', async ({ page }) => {
    await expect(page.getByText('Nothing is recorded.')).toBeVisible();
    await view(page, 'tent-001', 'tent-002');
    await expect(page.getByRole('listitem')).toHaveCount(2);
    const title = await askTagShelf(page, async (shelf) => (await shelf.recentlyViewed({ count: 2 })).items[1].item.title);
    await page.getByRole('button', { name: `Forget: viewed ${title}` }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('status')).toHaveText('Forgotten.');
    await expect(page.getByRole('button', { name: /^Forget: / })).toBeFocused();
    expect(await askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id))).toEqual([
      'tent-002',
    ]);
  });

  test('changes the consent, and shows the current one', async ({ page }) => {
    await page.getByRole('button', { name: 'Remember on this device' }).click();
    await expect(page.getByRole('button', { name: 'Remember on this device' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText('stored in this browser')).toBeVisible();
    await page.getByRole('button', { name: 'Do not remember' }).click();
    await expect(page.getByText('Nothing is kept')).toBeVisible();
    expect(await askTagShelf(page, async (shelf) => shelf.consent.state)).toBe('denied');
  });

  test('pauses, shows that it is paused, and resumes', async ({ page }) => {
    await view(page, 'tent-001');
    await expect(page.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('what you do now is not recorded')).toBeVisible();
    await view(page, 'tent-002');
    await expect(page.getByRole('button', { name: 'Resume' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('You have not chosen yet.')).toBeVisible();
    await view(page, 'tent-003');
    await expect(page.getByRole('listitem')).toHaveCount(2);
    expect(await askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id))).toEqual([
      'tent-001',
      'tent-003',
    ]);
  });

  test('saves a copy, and erases everything after a confirmation', async ({ page }) => {
    await view(page, 'tent-001');
    await expect(page.getByRole('listitem')).toHaveCount(1);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save a copy' }).click()]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({
      format: 'onshelf-profile',
      events: [{ name: 'view_item' }],
    });
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await expect(page.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: 'Really erase everything?' }).click();
    await expect(page.getByRole('status')).toHaveText('Everything is erased.');
    await expect(page.getByText('Nothing is recorded.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Erase everything' })).toBeVisible();
  });

  test('has no violation that axe finds, empty or full', async ({ page }) => {
    expect(await axeViolations(page)).toEqual([]);
    await view(page, 'tent-001', 'tent-002');
    await expect(page.getByRole('listitem')).toHaveCount(2);
    expect(await axeViolations(page)).toEqual([]);
  });
});
