import { expect, type Locator, type Page } from '@playwright/test';
import { axeViolations } from '../tools/axe-violations.js';

/** The pages of an example shop. */
export interface ShopPages {
  readonly home: string;
  readonly product: (id: string) => string;
  /** The page with the panel. */
  readonly known: string;
}

declare global {
  /** Sum of the layout shifts without input. */
  var shifts: number;
}

const TENTS = ['tent-001', 'tent-005', 'tent-009'];
const BESTSELLER = 'Hazel trekking boot, women’s';

/** Warnings and errors on the page's console, and uncaught errors: added as they occur. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

/** The first list of the page: the shop's recommendations. Its own items stay in it, hidden, while cards are shown. */
export const rail = (page: Page): Locator => page.locator('.cards').first().locator('> li').filter({ visible: true });

/** The titles in it. */
export const titlesOf = (page: Page): Promise<string[]> => rail(page).locator('a > span').allTextContents();

/** Grants consent, and views three tents. */
export async function lookAtTents(page: Page, { home, product }: ShopPages): Promise<void> {
  await page.goto(home);
  await page.getByRole('button', { name: 'Yes, remember' }).click();
  await expect(page.getByRole('region', { name: 'Consent' })).toBeHidden();
  for (const id of TENTS) {
    await page.goto(product(id));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('tent');
    await expect.poll(() => titlesOf(page)).not.toContain(BESTSELLER);
  }
}

/** The page has the bestsellers, with pictures, while the pack is on its way. */
export async function expectFallback(page: Page, { home }: ShopPages): Promise<void> {
  await page.route('**/pack/**', () => {});
  await page.goto(home);
  await expect(rail(page)).toHaveCount(8);
  await expect(rail(page).first()).toContainText(BESTSELLER);
  await expect
    .poll(() =>
      rail(page)
        .locator('img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

/** After consent and three tents the list is personal, and nothing moved or was reported on the console; no request left the shop. */
export async function expectPersonalList(page: Page, pages: ShopPages): Promise<void> {
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await lookAtTents(page, pages);
  await page.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('about:blank');
  await page.goto(pages.home);
  await expect.poll(async () => (await titlesOf(page)).filter((title) => title.includes('tent')).length).toBeGreaterThan(0);
  await expect(rail(page)).toHaveCount(8);
  await expect(
    rail(page)
      .locator('small')
      .filter({ hasText: /^Because/ }),
  ).not.toHaveCount(0);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => shifts)).toBe(0);
  expect(complaints).toEqual([]);
  const origin = new URL(pages.home).origin;
  expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url))).toEqual([]);
}

/** The panel lists what was viewed, and forgets it. */
export async function expectPanel(page: Page, pages: ShopPages): Promise<void> {
  await lookAtTents(page, pages);
  await page.goto('about:blank');
  await page.goto(pages.known);
  const line = page.getByRole('listitem').filter({ hasText: 'viewed Eidfjell 1-person tunnel tent' });
  await expect(line).toHaveCount(1);
  await expect(page.getByText('Not everything could be read.')).toBeHidden();
  await line.getByRole('button', { name: /^Forget/ }).click();
  await expect(line).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Forgotten.' })).toBeVisible();
}

/** axe finds nothing, and no page is wider than the screen, on a desktop and on a phone. */
export async function expectAccessible(page: Page, { home, product, known }: ShopPages): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const [name, address, ready] of [
      ['home', home, page.getByRole('button', { name: 'Yes, remember' })],
      ['product', product('tent-001'), page.getByRole('heading', { name: 'Eidfjell' })],
      ['known', known, page.getByRole('button', { name: 'Erase everything' })],
    ] as const) {
      await page.goto(address);
      await expect(ready).toBeVisible();
      expect(await axeViolations(page), `${name} at ${width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} at ${width}`).toBe(true);
    }
  }
}

/** "Add to cart" counts. */
export async function expectCart(page: Page, { home }: ShopPages): Promise<void> {
  await page.goto(home);
  await expect(rail(page).first()).toBeVisible();
  // Of a list that does not change while the pack arrives.
  await page
    .getByRole('button', { name: /^Add to cart/ })
    .last()
    .click();
  await expect(page.getByRole('status').filter({ hasText: 'Cart' })).toHaveText('Cart: 1');
}
