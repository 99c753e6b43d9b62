import type { Page } from '@playwright/test';
import { expect, type Site, test } from '../tools/site.js';

const cards = (page: Page, rail: string): Promise<string[]> =>
  page
    .getByTestId(rail)
    .getByTestId('card')
    .evaluateAll((found) => found.map((card) => card.getAttribute('data-item-id') ?? ''));

async function openHome(page: Page, site: Site): Promise<string[]> {
  await page.goto(site.address);
  await expect(page.getByTestId('rail-home').getByTestId('card').first()).toBeVisible();
  return cards(page, 'rail-home');
}

/** Opens product pages one after the other, then home again. */
async function browseTents(page: Page, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await page.evaluate((number) => {
      location.hash = `#/product/tent-${String(1 + 4 * number).padStart(3, '0')}`;
    }, index);
    await expect(page.getByTestId('rail-related').getByTestId('card').first()).toBeVisible();
  }
  await page.evaluate(() => {
    location.hash = '#/';
  });
}

test('browsing three tents changes the home list at once, offline too', async ({ page, site, context }) => {
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  const before = await openHome(page, site);
  await context.setOffline(true);
  await browseTents(page, 3);
  await expect.poll(() => cards(page, 'rail-home')).not.toEqual(before);
  expect((await cards(page, 'rail-recent')).slice(0, 3)).toEqual(['tent-009', 'tent-005', 'tent-001']);
  expect(faults).toEqual([]);
});

test('the drawer shows the events and reasons, and forgetting an event undoes its effect', async ({ page, site }) => {
  const before = await openHome(page, site);
  await page.getByTestId('consent-grant').click();
  await browseTents(page, 3);
  await expect.poll(() => cards(page, 'rail-home')).not.toEqual(before);
  await page.getByTestId('open-drawer').click();
  await expect(page.getByTestId('drawer')).toBeVisible();
  const rows = page.getByTestId('event-row');
  const known = await rows.count();
  expect(known).toBeGreaterThanOrEqual(3);
  for (let left = known; left > 0; left--) {
    await page.getByTestId('forget-event').first().click();
    await expect(rows).toHaveCount(left - 1);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drawer')).toBeHidden();
  await expect.poll(() => cards(page, 'rail-home')).toEqual(before);
});

test('the drawer shows what stands for the shopper: the nearest products, and what made it', async ({ page, site }) => {
  await openHome(page, site);
  await browseTents(page, 3);
  await expect.poll(async () => (await cards(page, 'rail-recent')).length).toBe(3);
  await page.getByTestId('open-drawer').click();
  const embedding = page.getByTestId('embedding').first();
  await expect(embedding).toHaveAttribute('data-state', 'ready');
  await expect(embedding).toContainText('made of 3 products');
  await expect(embedding.getByRole('listitem')).toHaveCount(5);
  await expect(page.getByTestId('prices')).toContainText('(3 products)');
  await expect(page.getByTestId('prices')).toContainText('not enough to tell (0 choices)');
});

test('a part of the drawer that cannot be brought up to date says so', async ({ page, site }) => {
  await openHome(page, site);
  await page.evaluate(() => {
    Element.prototype.replaceChildren = () => {
      throw new Error('no room');
    };
  });
  await page.getByTestId('open-drawer').click();
  await expect(page.getByTestId('drawer').getByText('This part may be out of date: no room').first()).toBeVisible();
});

test('a product that is bought leaves the cart and the list', async ({ page, site }) => {
  await openHome(page, site);
  await browseTents(page, 2);
  await expect.poll(async () => (await cards(page, 'rail-recent')).length).toBe(2);
  const [wanted] = await cards(page, 'rail-home');
  await page.getByTestId('rail-home').getByTestId('card').first().click();
  await page.getByTestId('add-to-cart').click();
  await expect(page.getByTestId('cart-count')).toHaveText('1');
  await page.evaluate(() => {
    location.hash = '#/cart';
  });
  await page.getByTestId('buy').click();
  await page.evaluate(() => {
    location.hash = '#/';
  });
  await expect.poll(() => cards(page, 'rail-home')).not.toContain(wanted);
});

test('nothing moves on the page when the lists fill in', async ({ page, site }) => {
  await page.addInitScript(() => {
    const shifts = globalThis as unknown as { shift: number };
    shifts.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await openHome(page, site);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBe(0);
});

test("a whole visit requests the shop's own files only, and no request contains typed text", async ({ page, site }) => {
  const requests: string[] = [];
  page.on('request', (request) =>
    requests.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`),
  );
  await openHome(page, site);
  await page.getByTestId('consent-grant').click();
  const start = requests.length;
  await page.getByRole('searchbox').fill('canary7f3a');
  await page.keyboard.press('Enter');
  await browseTents(page, 3);
  await expect.poll(async () => (await cards(page, 'rail-recent')).length).toBe(3);
  expect(requests.every((request) => request.startsWith(`GET ${site.address}`) || request.startsWith('GET data:'))).toBe(true);
  expect(requests.join('\n')).not.toContain('canary7f3a');
  // Consent allows the pack to be stored, and the code that stores it to be loaded; viewed items cause no requests of their own.
  expect(requests.slice(start).filter((request) => !/ \S+\/(pack\/\S+|assets\/\S+\.js) /.test(request))).toEqual([]);
});
