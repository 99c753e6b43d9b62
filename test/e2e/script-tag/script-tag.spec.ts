import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { POLICIES, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

declare global {
  /** What the shop's policy refused. */
  var violations: string[];
  var onshelf: (command: string, ...given: unknown[]) => void;
}

/** Pictures of the sample's products lie nowhere. */
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

/** Asks the shelf behind the tag. */
async function ask<T>(page: Page, question: (shelf: Shelf) => Promise<T>): Promise<T> {
  const shelf = await page.evaluateHandle(() => new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve)));
  return shelf.evaluate(question);
}

const events = (page: Page): Promise<(string | undefined)[][]> =>
  ask(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ name, items }) => [name, items[0]?.item_id]));

/** Nothing that a shop must not see. */
async function expectPeace(page: Page): Promise<void> {
  expect(await page.evaluate(() => faults)).toEqual([]);
  expect(await page.evaluate(() => violations)).toEqual([]);
}

test('a page with only the tag and a GA4 data layer reaches a personal list, and tells nobody', async ({ page, shop }) => {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(`${request.method()} ${request.url().replace(shop.address, '/')}`));
  await page.goto(`${shop.address}shop/home.html`);
  const popular = await listed(page);
  for (const id of ['tent-001', 'tent-005', 'tent-009']) {
    await page.goto(`${shop.address}shop/product.html?id=${id}`);
    await page.locator('#cart').click();
    await expect.poll(() => events(page)).toContainEqual(['add_to_cart', id]);
  }
  expect(await ask(page, async (shelf) => shelf.consent.state)).toBe('granted');
  await page.goto(`${shop.address}shop/home.html`);
  const personal = await listed(page);
  expect(personal).not.toEqual(popular);
  expect(await events(page)).toEqual(
    ['tent-001', 'tent-005', 'tent-009'].flatMap((id) => [
      ['view_item', id],
      ['add_to_cart', id],
    ]),
  );
  await expectPeace(page);
  // The shop's own pages and pictures, our files, and the pack.
  const known =
    /^GET (\/shop\/[a-z]+\.(html(\?id=tent-00\d)?|js|css)|https:\/\/shop\.example\/images\/\S+|\/dist\/[a-z0-9-]+\.js|\/pack\/\S+|data:,)$/;
  expect(asked.filter((request) => !known.test(request))).toEqual([]);
  expect(asked).toContain('GET /pack/pack.json');
});

for (const policy of ['self', 'no-workers', 'nonce', 'trusted-types'] as const) {
  const refusesWorkers = policy === 'no-workers' || policy === 'nonce';
  test(`under ${POLICIES[policy]} lists come all the same`, async ({ page, shop }) => {
    await page.goto(`${shop.address}${policy}/product.html`);
    await expect.poll(() => ask(page, async (shelf) => (await shelf.profile.inspect()).events.length)).toBe(1);
    await page.goto(`${shop.address}${policy}/home.html`);
    await listed(page);
    expect((await ask(page, (shelf) => shelf.health())).engine).toBe(refusesWorkers ? 'inline' : 'worker');
    expect(await page.evaluate(() => faults)).toEqual([]);
    const refused = await page.evaluate(() => violations);
    expect(refused.filter((what) => !(refusesWorkers && what.startsWith('worker-src')))).toEqual([]);
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
    expect((await ask(page, (shelf) => shelf.health())).engine).toBe(engine);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}

test('calls made before the script came are made in order, with the time of each', async ({ page, shop }) => {
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
  const kept = await ask(page, async (shelf) =>
    (await shelf.profile.inspect()).events.map(({ time, items }) => ({ time, id: items[0].item_id })),
  );
  expect(kept.map(({ id }) => id)).toEqual(['tent-001', 'tent-002', 'tent-003']);
  for (const [index, { time }] of kept.entries()) {
    expect(time).toBeGreaterThanOrEqual(called[index]);
    expect(time).toBeLessThan(called[index] + 30);
  }
});

test('a tag that stands there twice counts once', async ({ page, shop }) => {
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
    .poll(() => events(page))
    .toEqual([
      ['view_item', 'tent-001'],
      ['add_to_cart', 'tent-001'],
    ]);
  await expectPeace(page);
});

test('nothing but the tag is fetched, and one global made, until there is something to do', async ({ page, shop }) => {
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

test('refused consent keeps nothing; consent that is awaited stores nothing, and erases nothing', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/product.html?consent=granted`);
  // Consent takes a moment to be stored, and a page that is left before has promised nothing.
  await expect.poll(() => ask(page, async (shelf) => (await shelf.health()).storedEvents)).toBe(1);
  const state = (): Promise<string> => ask(page, async (shelf) => shelf.consent.state);
  // The answer has not come: "maybe" is none.
  await page.goto(`${shop.address}shop/product.html?consent=maybe&id=tent-002`);
  await expect.poll(() => events(page)).toEqual([['view_item', 'tent-002']]);
  expect(await state()).toBe('unknown');
  await page.goto(`${shop.address}shop/product.html?consent=granted&id=tent-003`);
  await expect
    .poll(() => events(page))
    .toEqual([
      ['view_item', 'tent-001'],
      ['view_item', 'tent-003'],
    ]);
  await page.goto(`${shop.address}shop/product.html?consent=denied`);
  await expect.poll(state).toBe('denied');
  expect(await events(page)).toEqual([]);
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test("the tag's own word is no answer where Consent Mode waits for one", async ({ page, shop }) => {
  await page.route('**/product.html*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('data-backend', 'data-consent="granted" data-backend') });
  });
  await page.goto(`${shop.address}shop/product.html?consent=maybe`);
  await expect.poll(() => events(page)).toEqual([['view_item', 'tent-001']]);
  expect(await ask(page, async (shelf) => [shelf.consent.state, (await shelf.health()).storedEvents])).toEqual(['unknown', 0]);
});

test('where the script is blocked, the page is whole', async ({ page, shop }) => {
  await page.route('**/dist/**', (route) => route.abort());
  await page.goto(`${shop.address}shop/home.html`);
  await expect(page.locator('onshelf-list li')).toHaveText(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
  await page.goto(`${shop.address}shop/product.html`);
  await page.locator('#cart').click();
  expect(await page.evaluate(() => (globalThis as unknown as { dataLayer: unknown[] }).dataLayer.length)).toBe(7);
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('where the rest is blocked, or there is no pack, the page is whole too', async ({ page, shop }) => {
  for (const blocked of ['**/dist/index.js', '**/dist/elements.js', '**/pack/**']) {
    await page.route(blocked, (route) => route.abort());
    await page.goto(`${shop.address}shop/home.html`);
    await page.waitForTimeout(1000);
    await expect(page.locator('onshelf-list li')).toHaveText(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
    expect(await page.evaluate(() => faults)).toEqual([]);
    await page.unroute(blocked);
  }
});

test('what a page marks with attributes is recorded when it is shown, clicked or sent', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/marked.html`);
  await page.locator('#cart span').click();
  await page.locator('#search input').fill('warm tent');
  await page.locator('#search').evaluate((form: HTMLFormElement) => form.addEventListener('submit', (event) => event.preventDefault()));
  await page.locator('#search input').press('Enter');
  await expect
    .poll(() => ask(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ id, time, ...said }) => said)))
    .toEqual([
      { name: 'view_item_list', items: [{ item_id: 'tent-001' }, { item_id: 'tent-002', price: 103 }] },
      { name: 'add_to_cart', items: [{ item_id: 'tent-001', quantity: 2 }] },
      { name: 'search', items: [], search_term: 'warm tent' },
    ]);
  await expectPeace(page);
});

test('a page that says nothing but is described as one product is a look at it, once', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/described.html`);
  await expect.poll(() => events(page)).toEqual([['view_item', 'tent-007']]);
  // Whoever says the same later says nothing new.
  await page.addInitScript(() => Object.assign(globalThis, { dataLayer: [] }));
  await page.goto(`${shop.address}shop/described.html`);
  await expect.poll(() => events(page)).toEqual([['view_item', 'tent-007']]);
  await page.evaluate(() => {
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    for (const item_id of ['tent-007', 'tent-008']) dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id }] } });
  });
  await expect.poll(async () => (await events(page)).map(([, id]) => id)).toEqual(['tent-007', 'tent-008']);
  await page.goto(`${shop.address}shop/described.html?told`);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(await events(page)).toEqual([['view_item', 'tent-007']]);
});

test("what Shopify's pixel leaves is taken by the page", async ({ page, shop }) => {
  await page.addInitScript(() => Object.assign(globalThis, { Shopify: {} }));
  await page.goto(`${shop.address}shop/bare.html`);
  await page.evaluate(() => {
    const event = {
      name: 'product_viewed',
      timestamp: new Date().toISOString(),
      data: { productVariant: { id: 'gid://shopify/ProductVariant/tent-003' } },
    };
    sessionStorage.setItem('onshelf-pixel:1', JSON.stringify(event));
  });
  await expect.poll(() => events(page)).toEqual([['view_item', 'tent-003']]);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("Segment's own library tells of its calls, those before it was loaded included", async ({ page, shop }) => {
  await page.route('**/v1/projects/KEY/settings', (route) => route.fulfill({ json: { integrations: {} } }));
  await page.goto(`${shop.address}shop/segment.html`);
  // Which of them Segment's library tells first is its own affair: it hands on what was kept for it while others are made.
  await expect
    .poll(async () => (await events(page)).sort())
    .toEqual([
      ['add_to_cart', 'tent-004'],
      ['view_item', 'tent-004'],
    ]);
  await expectPeace(page);
});
