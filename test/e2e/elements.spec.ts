import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import type { Answer, Shelf } from '../../src/index.js';
import { test } from './shop-site.js';
import { expect } from './site.js';

declare global {
  var onshelf: (command: string, ...given: unknown[]) => void;
  var axe: { run(): Promise<AxeResults> };
  /** Sum of the layout shifts that no input caused. */
  var shifted: number;
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

async function ask<T>(page: Page, question: (shelf: Shelf) => Promise<T>): Promise<T> {
  const shelf = await page.evaluateHandle(() => new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve)));
  return shelf.evaluate(question);
}

const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

const CARDS = '[data-onshelf-card]';

test.describe('a list', () => {
  test.beforeEach(async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/home.html`);
    await expect(page.locator(CARDS)).toHaveCount(4);
  });

  test('takes the place of what the shop had there without moving anything', async ({ page, shop }) => {
    expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
    const after = await page.locator('#below').boundingBox();
    await page.route('**/dist/onshelf.js', (route) => route.abort());
    await page.goto(`${shop.address}shop/home.html`);
    expect(after).toEqual(await page.locator('#below').boundingBox());
  });

  test('keeps the height that was there where its own cards are smaller', async ({ page, shop }) => {
    const style = readFileSync('test/e2e/shop/shop.css', 'utf8');
    await page.route('**/shop.css', (route) =>
      route.fulfill({ contentType: 'text/css', body: `${style} [data-onshelf-card] { height: 40px !important; }` }),
    );
    await page.goto(`${shop.address}shop/home.html`);
    await expect(page.locator(CARDS)).toHaveCount(4);
    expect((await page.locator(CARDS).first().boundingBox())?.height).toBe(40);
    expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
  });

  test('shows title, price, picture and reason where the template has a place for them', async ({ page }) => {
    const [first] = await ask(page, async (shelf) => (await shelf.recommend({ count: 1 })).items);
    const card = page.locator(CARDS).first();
    await expect(card.locator('[data-slot=title]')).toHaveText(first.item.title ?? '');
    await expect(card.locator('[data-slot=link]')).toHaveAttribute('href', first.item.link ?? '');
    await expect(card.locator('[data-slot=image]')).toHaveAttribute('src', first.item.image_link ?? '');
    await expect(card.locator('[data-slot=price]')).toHaveText(
      new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(first.item.price ?? 0),
    );
    await expect(card.locator('[data-slot=reason]')).toHaveText('Many shoppers like it');
  });

  test('has no violation that axe finds, and names for those who listen', async ({ page }) => {
    expect(await violationsOf(page)).toEqual([]);
    const [first] = await ask(page, async (shelf) => (await shelf.recommend({ count: 1 })).items);
    await expect(page.getByRole('listitem')).toHaveCount(4);
    await expect(page.getByRole('link', { name: first.item.title ?? '' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: `Not interested: ${first.item.title}`, exact: true })).toBeVisible();
  });

  test('reports what was seen for a second, once, and what was chosen', async ({ page }) => {
    const reported = (): Promise<(string | number | undefined)[][]> =>
      ask(page, async (shelf) =>
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

  test('lets go of what the shopper dismisses by keyboard, and stays under the hands', async ({ page }) => {
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
    expect(await ask(page, async (shelf) => (await shelf.profile.inspect()).hidden)).toEqual([before[1]]);
    expect(await page.evaluate(() => globalThis.shifted)).toBe(0);
  });

  test('fills two places dismissed at once with two items, and takes a double click for one', async ({ page }) => {
    const ids = (): Promise<string[]> =>
      page.locator(CARDS).evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.onshelfCard ?? ''));
    const before = await ids();
    await page.locator(`${CARDS} [data-slot=dismiss]`).evaluateAll((buttons) => {
      for (const at of [0, 0, 1]) (buttons[at] as HTMLButtonElement).click();
    });
    await expect.poll(async () => (await ids()).filter((id) => before.includes(id))).toEqual(before.slice(2));
    expect(new Set(await ids()).size).toBe(4);
    expect(await ask(page, async (shelf) => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'feedback').length)).toBe(
      2,
    );
    // What took a place can be dismissed by its own name.
    const title = await page.locator(`${CARDS} [data-slot=title]`).first().textContent();
    await page.locator(`${CARDS} [data-slot=dismiss]`).first().click();
    await expect(page.getByRole('status')).toHaveText(`${title} will not be shown again.`);
  });

  test('shows something else when it is asked for something else', async ({ page }) => {
    await page.locator('onshelf-list').evaluate((list) => list.setAttribute('item', 'tent-001'));
    const related = await ask(page, async (shelf) => (await shelf.related('tent-001', { count: 4 })).items.map(({ id }) => id));
    await expect
      .poll(() => page.locator(CARDS).evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.onshelfCard)))
      .toEqual(related);
  });

  test("taken out of the page, is the shop's own again", async ({ page }) => {
    await page.locator('onshelf-list').evaluate((list) => {
      globalThis.kept = list;
      list.remove();
    });
    await expect
      .poll(() => page.evaluate(() => [...globalThis.kept.querySelectorAll('li')].map((card) => card.textContent)))
      .toEqual(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
  });
});

declare global {
  var kept: Element;
  var pwned: boolean | undefined;
}

test('what stands in a catalogue stays a text, and leads nowhere but to the web', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/bare.html`);
  const html = '<img src=x onerror="globalThis.pwned=true"><script>globalThis.pwned=true</script>';
  const answer: Answer = {
    recommendationId: 'list',
    servedBy: { model: 'personal', backend: 'js' },
    items: [
      {
        id: html,
        score: 1,
        reasons: [],
        item: {
          id: html,
          title: html,
          brand: html,
          link: 'javascript:globalThis.pwned=true',
          image_link: 'data:image/svg+xml,<svg/>',
          currency: html,
          price: 3,
        },
      },
    ],
    trace: { events: 0, knownItems: 0, excluded: 0, steps: [], milliseconds: 0, notes: [] },
  };
  const card = await page.evaluate(async (given) => {
    const { mountList } = (await import(`${location.origin}/dist/elements.js`)) as typeof import('../../src/elements/elements.js');
    const list = document.createElement('div');
    const template = document.createElement('template');
    for (const slot of ['link', 'image', 'title', 'brand', 'price', 'dismiss']) {
      const place = document.createElement({ link: 'a', image: 'img', dismiss: 'button' }[slot] ?? 'span');
      place.dataset.slot = slot;
      template.content.append(place);
    }
    const root = document.createElement('li');
    root.append(template.content);
    template.content.append(root);
    list.append(template);
    document.body.append(list);
    await mountList(list, { recommend: async () => given } as unknown as Shelf);
    const shown = list.querySelector('li');
    shown?.querySelector('a')?.click();
    return {
      text: shown?.textContent,
      elements: shown?.querySelectorAll('*').length,
      attributes: [...(shown?.querySelectorAll('[href], [src]') ?? [])].length,
    };
  }, answer);
  expect(card).toEqual({ text: `${html}${html}3 ${html}Not interested`, elements: 6, attributes: 0 });
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => globalThis.pwned)).toBeUndefined();
});

test.describe("the shopper's panel", () => {
  test.beforeEach(async ({ page, shop }) => {
    await page.goto(`${shop.address}shop/panel.html`);
    await expect(page.getByRole('heading', { name: 'What this shop knows about you' })).toBeVisible();
  });

  const view = (page: Page, ...ids: string[]): Promise<void> =>
    page.evaluate((all) => {
      for (const id of all) globalThis.onshelf('track', 'view_item', { items: [{ item_id: id }] });
    }, ids);

  test('says what is known as it becomes known, and forgets one thing by keyboard', async ({ page }) => {
    await expect(page.getByText('Nothing is recorded.')).toBeVisible();
    await view(page, 'tent-001', 'tent-002');
    await expect(page.getByRole('listitem')).toHaveCount(2);
    const title = await ask(page, async (shelf) => (await shelf.recentlyViewed({ count: 2 })).items[1].item.title);
    await page.getByRole('button', { name: `Forget: viewed ${title}` }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('status')).toHaveText('Forgotten.');
    await expect(page.getByRole('button', { name: /^Forget: / })).toBeFocused();
    expect(await ask(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id))).toEqual([
      'tent-002',
    ]);
  });

  test('changes the consent, and says which one holds', async ({ page }) => {
    await page.getByRole('button', { name: 'Remember on this device' }).click();
    await expect(page.getByRole('button', { name: 'Remember on this device' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText('stored in this browser')).toBeVisible();
    await page.getByRole('button', { name: 'Do not remember' }).click();
    await expect(page.getByText('Nothing is kept')).toBeVisible();
    expect(await ask(page, async (shelf) => shelf.consent.state)).toBe('denied');
  });

  test('pauses, says so, and goes on', async ({ page }) => {
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
    expect(await ask(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id))).toEqual([
      'tent-001',
      'tent-003',
    ]);
  });

  test('gives a copy, and erases everything when it is asked twice', async ({ page }) => {
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
    expect(await violationsOf(page)).toEqual([]);
    await view(page, 'tent-001', 'tent-002');
    await expect(page.getByRole('listitem')).toHaveCount(2);
    expect(await violationsOf(page)).toEqual([]);
  });
});
