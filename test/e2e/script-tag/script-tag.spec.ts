import type { Page } from '@playwright/test';
import { POLICIES, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, expectNoPageFaults, tagEvents } from '../tools/tag-shelf.js';

/** The pictures of the sample's products do not exist. */
test.beforeEach(async ({ context }) => {
  await context.route('https://shop.example/**', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
  );
});

const cards = (page: Page): Promise<string[]> =>
  page.locator('[data-onshelf-card]').evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.onshelfCard ?? ''));

async function listed(page: Page): Promise<string[]> {
  await expect(page.locator('[data-onshelf-card]')).toHaveCount(4);
  return cards(page);
}

test('a page with only the tag and a GA4 data layer gets a personal list, and sends nothing', async ({ page, shop }) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(`${request.method()} ${request.url().replace(shop.address, '/')}`));
  await page.goto(`${shop.address}shop/home.html`);
  const popular = await listed(page);
  for (const id of ['tent-001', 'tent-005', 'tent-009']) {
    await page.goto(`${shop.address}shop/product.html?id=${id}`);
    await page.locator('#cart').click();
    await expect.poll(() => tagEvents(page)).toContainEqual(['add_to_cart', id]);
  }
  expect(await askTagShelf(page, async (shelf) => shelf.consent.state)).toBe('granted');
  await page.goto(`${shop.address}shop/home.html`);
  const personal = await listed(page);
  expect(personal).not.toEqual(popular);
  expect(await tagEvents(page)).toEqual(
    ['tent-001', 'tent-005', 'tent-009'].flatMap((id) => [
      ['view_item', id],
      ['add_to_cart', id],
    ]),
  );
  await expectNoPageFaults(page);
  // The shop's own pages and pictures, our files, and the pack.
  const known =
    /^GET (\/shop\/[a-z]+\.(html(\?id=tent-00\d)?|js|css)|https:\/\/shop\.example\/images\/\S+|\/dist\/[a-z0-9-]+\.js|\/pack\/\S+|data:,)$/;
  expect(asked.filter((request) => !known.test(request))).toEqual([]);
  expect(asked).toContain('GET /pack/pack.json');
});

for (const policy of ['self', 'no-workers', 'nonce', 'trusted-types', 'no-trusted-types'] as const) {
  const refusesWorkers = policy === 'no-workers' || policy === 'nonce' || policy === 'no-trusted-types';
  test(`under ${POLICIES[policy]} lists are filled`, async ({ page, shop }) => {
    await page.goto(`${shop.address}${policy}/product.html`);
    await expect.poll(() => askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.length)).toBe(1);
    await page.goto(`${shop.address}${policy}/home.html`);
    await listed(page);
    expect((await askTagShelf(page, (shelf) => shelf.health())).engine).toBe(refusesWorkers ? 'inline' : 'worker');
    expect(await page.evaluate(() => faults)).toEqual([]);
    const refused = await page.evaluate(() => violations);
    expect(refused.filter((what) => !(refusesWorkers && /^(worker-src|trusted-types|require-trusted)/.test(what)))).toEqual([]);
  });
}

for (const [policy, engine] of [
  ['shop', 'worker'],
  ['other-host', 'worker'],
  ['other-host-no-blobs', 'inline'],
] as const) {
  test(`a tag from another host under ${POLICIES[policy] ?? 'no policy'}: the engine runs ${engine}`, async ({ page, shop }) => {
    await page.goto(`${shop.address}${policy}/other-origin.html?from=${shop.cdn}`);
    await listed(page);
    expect((await askTagShelf(page, (shelf) => shelf.health())).engine).toBe(engine);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}

test('calls made before the script is loaded run in order, with the time of each', async ({ page, shop }) => {
  await page.route('**/dist/onshelf.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.goto(`${shop.address}shop/bare.html`, { waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.onshelf !== undefined);
  const called = await page.evaluate(async () => {
    const times: number[] = [];
    for (const id of ['tent-001', 'tent-002', 'tent-003']) {
      times.push(Date.now());
      globalThis.onshelf('track', 'view_item', { items: [{ item_id: id }] });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return times;
  });
  const kept = await askTagShelf(page, async (shelf) =>
    (await shelf.profile.inspect()).events.map(({ time, items }) => ({ time, id: items[0].item_id })),
  );
  expect(kept.map(({ id }) => id)).toEqual(['tent-001', 'tent-002', 'tent-003']);
  for (const [index, { time }] of kept.entries()) {
    expect(time).toBeGreaterThanOrEqual(called[index]);
    expect(time).toBeLessThan(called[index] + 30);
  }
});

test('a tag that is in the page twice runs once', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/product.html`);
  const globals = await page.evaluate(async () => {
    const before = globalThis.onshelf;
    const again = document.querySelector('script[data-pack]')?.cloneNode() as HTMLScriptElement;
    const copy = document.createElement('script');
    for (const { name, value } of again.attributes) copy.setAttribute(name, value);
    await new Promise((resolve) => {
      copy.onload = resolve;
      document.head.append(copy);
    });
    return before === globalThis.onshelf;
  });
  expect(globals).toBe(true);
  await page.locator('#cart').click();
  await expect
    .poll(() => tagEvents(page))
    .toEqual([
      ['view_item', 'tent-001'],
      ['add_to_cart', 'tent-001'],
    ]);
  await expectNoPageFaults(page);
});

test('only the tag is fetched, and one global defined, until the first call', async ({ page, shop }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${shop.address}shop/bare.html`);
  await page.waitForTimeout(1500);
  expect(asked.filter((path) => /^\/(dist|pack)\//.test(path))).toEqual(['/dist/stub.js', '/dist/onshelf.js']);
  const before = await page.context().newPage();
  await before.goto(`${shop.address}shop/missing.html`);
  const globalsOf = (where: Page): Promise<string[]> => where.evaluate(() => Object.keys(globalThis));
  const others = new Set(await globalsOf(before));
  expect((await globalsOf(page)).filter((name) => !others.has(name))).toEqual(['faults', 'violations', 'onshelf']);
});

test('if the script is blocked, the page works', async ({ page, shop }) => {
  await page.route('**/dist/**', (route) => route.abort());
  await page.goto(`${shop.address}shop/home.html`);
  await expect(page.locator('onshelf-list li')).toHaveText(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
  await page.goto(`${shop.address}shop/product.html`);
  await page.locator('#cart').click();
  expect(await page.evaluate(() => (globalThis as unknown as { dataLayer: unknown[] }).dataLayer.length)).toBe(7);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('if the other files or the pack are blocked, the page works', async ({ page, shop }) => {
  for (const blocked of ['**/dist/index.js', '**/dist/elements.js', '**/pack/**']) {
    await page.route(blocked, (route) => route.abort());
    await page.goto(`${shop.address}shop/home.html`);
    await page.waitForTimeout(1000);
    await expect(page.locator('onshelf-list li')).toHaveText(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
    expect(await page.evaluate(() => faults)).toEqual([]);
    await page.unroute(blocked);
  }
});
