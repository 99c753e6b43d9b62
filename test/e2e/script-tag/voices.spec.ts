import { HEARD_MS, heardEvents, openBare } from '../tools/bare-page.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, expectNoPageFaults, tagEvents } from '../tools/tag-shelf.js';

test('one look told by two plugins counts once, and the list becomes personal', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/plugins.html`);
  await page.evaluate(() => (globalThis as unknown as { look(id: string): void }).look('tent-004'));
  expect(await heardEvents(page)).toEqual(['view_item tent-004']);
  expect(await askTagShelf(page, async (shelf) => (await shelf.recommend({ count: 4 })).servedBy.model)).not.toBe('popular');
  await expectNoPageFaults(page);
});

test('ids of another plugin are known without their prefix, which is said, and by a pattern', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(() => globalThis.onshelf('track', 'view_item', { items: [{ item_id: ' GLA_tent-004 ' }] }));
  const known = await askTagShelf(page, async (shelf) => {
    const { items, trace } = await shelf.recentlyViewed();
    return [items[0]?.id, trace.notes.find(({ code }) => code === 'ids-matched')?.message];
  });
  expect(known[0]).toBe('tent-004');
  expect(known[1]).toContain('"GLA_tent-004" is "tent-004"');
  await page.route('**/shop/bare.html', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      body: (await answer.text()).replace('data-backend', 'data-item-id-pattern="P(\\d+) => tent-$1" data-backend'),
      response: answer,
    });
  });
  await openBare(page, shop.address);
  const mapped = await askTagShelf(page, async (shelf) => {
    await shelf.track('view_item', { items: [{ item_id: 'P004' }] });
    const { items } = await shelf.rerank(['P005', 'P004', 'P005']);
    const { about } = await shelf.because();
    return [(await shelf.profile.inspect()).events[0].items[0].item_id, items.map(({ id }) => id).sort(), about?.itemId];
  });
  expect(mapped).toEqual(['tent-004', ['P004', 'P005', 'P005'], 'tent-004']);
});

test('a look under an id that the feed does not have is matched by the address of its page, whoever tells it', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(() => {
    const canonical = Object.assign(document.createElement('link'), {
      rel: 'canonical',
      href: 'https://shop.example/p/tent-004?utm_source=mail',
    });
    document.head.append(canonical);
    Object.assign(globalThis, { dataLayer: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'SKU-4' }] } }] });
  });
  expect(await heardEvents(page)).toEqual(['view_item SKU-4']);
  await page.evaluate(() => {
    // The next page in a single-page app: the canonical address is still that of the page before.
    history.pushState(null, '', '/p/tent-005');
    (globalThis as unknown as { dataLayer: object[] }).dataLayer.push({
      ecommerce: { detail: { products: [{ id: 'SKU-5', name: 'A tent' }] } },
    });
  });
  expect(await heardEvents(page)).toEqual(['view_item SKU-4', 'view_item SKU-5']);
  await page.evaluate(() => {
    history.pushState(null, '', '/p/tent-006');
    const marked = document.createElement('p');
    marked.dataset.onshelfEvent = 'view_item';
    marked.dataset.onshelfItem = 'SKU-6';
    document.body.append(marked);
  });
  expect(await heardEvents(page)).toEqual(['view_item SKU-4', 'view_item SKU-5', 'view_item SKU-6']);
  const known = await askTagShelf(page, async (shelf) => (await shelf.recentlyViewed()).items.map(({ id }) => id));
  expect(known).toEqual(['tent-006', 'tent-005', 'tent-004']);
  // The shelf of everybody's own code takes an address too, and a list of several items is about none of them.
  const own = await askTagShelf(page, async (shelf) => {
    await shelf.track('add_to_cart', { items: [{ item_id: 'SKU-7', link: 'https://shop.example/p/tent-007' }] });
    return (await shelf.recommend({ exclude: 'none' })).trace.knownItems;
  });
  expect(own).toBe(4);
  await expectNoPageFaults(page);
});

test("calls of Segment's snippet are read also if its library never loads, and a log-out lets go of the first shopper", async ({
  page,
  shop,
}) => {
  await openBare(page, shop.address);
  const events = await page.evaluate(async () => {
    const analytics: unknown[] & Record<string, unknown> = [] as never;
    for (const method of ['track', 'reset', 'on']) analytics[method] = (...given: unknown[]) => void analytics.push([method, ...given]);
    const call = (method: string, ...given: unknown[]): void => (analytics[method] as (...words: unknown[]) => void)(...given);
    call('track', 'Viewed Product', { id: 'tent-001', sku: 'T-1' });
    Object.assign(globalThis, { analytics });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    call('track', 'Added Product', { product_id: 'tent-002' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const shelf = await new Promise<import('../../../src/index.js').Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    const before = (await shelf.profile.inspect()).events.length;
    call('reset');
    call('track', 'Viewed Product', { id: 'tent-003' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [before, (await shelf.profile.inspect()).events.map(({ items }) => items[0]?.item_id)];
  });
  expect(events).toEqual([2, ['tent-003']]);
});

test('a data layer that is made late, or takes the place of another one, is read', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(async () => {
    const view = (item_id: string): object => ({ event: 'view_item', ecommerce: { items: [{ item_id }] } });
    const site = globalThis as unknown as { dataLayer: unknown[] };
    site.dataLayer = [view('tent-001')];
    await new Promise((resolve) => setTimeout(resolve, 700));
    site.dataLayer = [...site.dataLayer, view('tent-002')];
    await new Promise((resolve) => setTimeout(resolve, 700));
    site.dataLayer.push(view('tent-003'));
  });
  expect(await heardEvents(page)).toEqual(['view_item tent-001', 'view_item tent-002', 'view_item tent-003']);
});

test("what a Shopify theme publishes is read, earlier calls too, and reaches Shopify's own function", async ({ page, shop }) => {
  await page.addInitScript(() => {
    const replayQueue: unknown[][] = [];
    const publish = (...given: unknown[]): boolean => replayQueue.push(given) > 0;
    Object.assign(globalThis, { Shopify: { analytics: { replayQueue, publish } } });
    publish('product_viewed', { productVariant: { id: 'tent-001', product: { id: '9' } } });
  });
  await openBare(page, shop.address);
  const published = await page.evaluate(() => {
    const { Shopify } = globalThis as unknown as {
      Shopify: { analytics: { replayQueue: unknown[]; publish(...given: unknown[]): unknown } };
    };
    const result = Shopify.analytics.publish('product_added_to_cart', {
      cartLine: { quantity: 2, merchandise: { id: 'gid://shopify/ProductVariant/tent-002' } },
    });
    return [result, Shopify.analytics.replayQueue.length];
  });
  expect(published).toEqual([true, 2]);
  // Shopify's script takes the place of the function.
  await page.evaluate(async () => {
    const { analytics } = (globalThis as unknown as { Shopify: { analytics: { publish(...given: unknown[]): unknown } } }).Shopify;
    analytics.publish = () => true;
    await new Promise((resolve) => setTimeout(resolve, 700));
    analytics.publish('product_viewed', { productVariant: { id: 'tent-003' } });
  });
  expect(await heardEvents(page)).toEqual(['view_item tent-001', 'add_to_cart tent-002', 'view_item tent-003']);
});

test('what cannot be read is said once for each kind, and counted for the diagnosis', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openBare(page, shop.address);
  const facts = await page.evaluate(async () => {
    const layer: unknown[] = [];
    Object.assign(globalThis, { dataLayer: layer });
    await new Promise((resolve) => setTimeout(resolve, 700));
    for (const nummer of [1, 2]) layer.push({ event: 'produkt', ecommerce: { items: [{ nummer }] } });
    layer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'tent-001' }] } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (globalThis.onshelf as unknown as { facts: unknown }).facts;
  });
  expect(facts).toEqual({
    voices: [{ adapter: 'gtm', event: 'view_item', count: 1 }],
    unread: [{ adapter: 'gtm', shape: '{ event: "produkt", ecommerce: { items: [{ nummer: number }] } }', count: 2 }],
  });
  expect(warnings.filter((text) => text.includes('produkt'))).toHaveLength(1);
});

test('a log-out forgets what is stored, and goes on with the consent of the browser', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await askTagShelf(page, async (shelf) => {
    await shelf.consent.set('granted', { by: 'page' });
    await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
  });
  await page.evaluate(() => {
    globalThis.onshelf('reset');
    globalThis.onshelf('track', 'view_item', { items: [{ item_id: 'tent-002' }] });
  });
  await page.waitForTimeout(HEARD_MS);
  expect(await tagEvents(page)).toEqual([['view_item', 'tent-002']]);
  await page.reload();
  expect(await tagEvents(page)).toEqual([['view_item', 'tent-002']]);
  expect(await askTagShelf(page, async (shelf) => shelf.consent.state)).toBe('granted');
});

test('an id that is a number is as good as its text', async ({ page, shop }) => {
  await openBare(page, shop.address);
  const answers = await askTagShelf(page, async (shelf) => {
    const id = 4 as unknown as string;
    await shelf.track('view_item', { items: [{ item_id: id }] });
    await shelf.feedback(id, 'more');
    const reranked = await shelf.rerank([id, 5 as unknown as string]);
    const forgotten = await shelf.profile.forget({ itemId: id });
    return [reranked.items.map((item) => item.id), forgotten.removed, (await shelf.profile.inspect()).events.length];
  });
  expect(answers).toEqual([['4', '5'], 2, 0]);
});
