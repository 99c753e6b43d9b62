import { test as base, expect, type Page } from '@playwright/test';
import { buildNextShop, startNextShop } from './next-shop.js';

declare global {
  /** Sum of the layout shifts of the page, from its first paint on. */
  var shifts: number;
}

const test = base.extend<object, { shop: string }>({
  shop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures off this pattern.
    async ({}, use) => {
      buildNextShop();
      const { address, stop } = await startNextShop();
      await use(address);
      stop();
    },
    // Decides nothing: installing and building take their time.
    { scope: 'worker', timeout: 600_000 },
  ],
});

const TENTS = ['tent-001', 'tent-005', 'tent-009'];

/** What the page said on its console, and what reached it as an error: hydration's complaints are among them. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

const idsOf = (page: Page): Promise<string[]> =>
  page.locator('#rail li').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? ''));

/** Agrees to be remembered, and looks at three tents. */
async function lookAtTents(page: Page, shop: string): Promise<void> {
  for (const id of TENTS) {
    await page.goto(`${shop}product/${id}`);
    const button = page.getByRole('button');
    await expect(button).not.toHaveText('Consent: not known yet');
    await button.click();
    await expect(button).toHaveText('Consent: granted');
    await expect(page.locator('[data-viewed]')).toHaveAttribute('data-viewed', /stored|memory/);
  }
}

test('what Next renders for a shopper whom the browser knows is what it renders for everybody', async ({
  page,
  shop,
  context,
  request,
}) => {
  await lookAtTents(page, shop);
  const [mine, everybodys] = await Promise.all([context.request.get(shop), request.get(shop)]);
  const html = await mine.text();
  expect(html).toContain('Boot number 1');
  for (const id of [...TENTS, 'tent-']) expect(html).not.toContain(id);
  expect(html).toBe(await everybodys.text());
  expect(await context.cookies()).toEqual([]);
});

test('the home page becomes personal after hydration: without a complaint, and without anything moving', async ({ page, shop }) => {
  await lookAtTents(page, shop);
  const complaints = complaintsOf(page);
  await page.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(shop);
  await expect(page.locator('#rail')).toHaveAttribute('data-status', 'ready');
  const personal = await idsOf(page);
  expect(personal).toHaveLength(8);
  expect(personal.filter((id) => id.startsWith('tent')).length).toBeGreaterThan(0);
  expect(personal.filter((id) => TENTS.includes(id))).toEqual([]);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => shifts)).toBe(0);
  expect(complaints).toEqual([]);
});

test('Next takes the worker along, and nothing that is asked for tells what was recommended', async ({ page, shop }) => {
  await lookAtTents(page, shop);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  await page.goto(shop);
  await expect(page.locator('#rail')).toHaveAttribute('data-status', 'ready');
  expect(page.workers()).toHaveLength(1);
  await page.waitForLoadState('networkidle');
  const personal = await idsOf(page);
  expect(asked.filter((request) => personal.some((id) => request.includes(id)))).toEqual([]);
  expect(
    asked.filter((request) => !request.startsWith(`GET ${shop}`) && !request.startsWith('GET data:') && !request.startsWith('GET blob:')),
  ).toEqual([]);
});

test('going on within the shop, without loading a page anew, is recorded and changes the list', async ({ page, shop }) => {
  const complaints = complaintsOf(page);
  await page.goto(shop);
  await expect(page.locator('#rail')).toHaveAttribute('data-status', 'ready');
  const before = await idsOf(page);
  const [first] = before;
  await page.locator('#rail a').first().click();
  await expect(page.locator('[data-viewed]')).toHaveAttribute('data-viewed', 'memory');
  await expect(page).toHaveURL(`${shop}product/${first}`);
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.locator('#rail')).toHaveAttribute('data-status', 'ready');
  await expect.poll(() => idsOf(page)).not.toEqual(before);
  expect(await idsOf(page)).not.toContain(first);
  expect(complaints).toEqual([]);
});
