import type { Page } from '@playwright/test';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';
import { cardIds, cardsOf, collectWarnings, OWN, openMarkup, TEMPLATE, viewItems, write } from './list-page.js';

const list = (attributes: string): string => `<onshelf-list ${attributes}>${TEMPLATE}${OWN}</onshelf-list>`;
/** What the shop's own items are, while no list replaces them. */
const ownShown = (page: Page): Promise<void> => expect(page.getByText('Three')).toBeVisible();

test('each list of the API has an element', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, '');
  const wanted = await askTagShelf(page, async (shelf) => {
    const day = 86_400_000;
    for (const days of [90, 60, 30])
      await shelf.track('purchase', { items: [{ item_id: 'stove-003' }], transaction_id: `${days}` }, Date.now() - days * day);
    for (const id of ['tent-001', 'tent-005']) await shelf.track('view_item', { items: [{ item_id: id }] });
    await shelf.track('add_to_cart', { items: [{ item_id: 'tent-005' }] });
    const answers = {
      trending: shelf.trending({ count: 4 }),
      'recently-viewed': shelf.recentlyViewed({ count: 4 }),
      'buy-again': shelf.buyAgain({ count: 4 }),
      'saved-for-later': shelf.savedForLater({ count: 4 }),
      because: shelf.because({ count: 4 }),
      related: shelf.related('tent-005', { count: 4 }),
      'bought-together': shelf.boughtTogether(['tent-005'], { count: 4 }),
      new: shelf.newArrivals({ count: 4 }),
      'on-sale': shelf.onSale({ count: 4 }),
    };
    return Object.fromEntries(
      await Promise.all(Object.entries(answers).map(async ([name, answer]) => [name, (await answer).items.map(({ id }) => id)])),
    ) as Record<string, string[]>;
  });
  for (const [name, ids] of Object.entries(wanted)) {
    await write(page, list(`list="${name}"`));
    if (ids.length === 0) await ownShown(page);
    else expect(await cardsOf(page, 'onshelf-list', ids.length), name).toEqual(ids);
  }
  expect(wanted.related).toHaveLength(4);
  expect(wanted['bought-together'].length).toBeGreaterThan(0);
});

test('rules of the API are attributes', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, list(`list="trending" filter="price < 40" max-per='{"brand": 1}' count="3"`));
  const wanted = await askTagShelf(page, async (shelf) =>
    (await shelf.trending({ filter: 'price < 40', maxPer: { brand: 1 }, count: 3 })).items.map(({ id }) => id),
  );
  expect(await cardsOf(page, 'onshelf-list', 3)).toEqual(wanted);
  await page.locator('onshelf-list').evaluate((element) => element.setAttribute('filter', 'price > 400'));
  await expect.poll(() => cardIds(page)).not.toEqual(wanted);
});

test.describe('a list of the category', () => {
  let category = '';
  let wanted: string[] = [];
  test.beforeEach(async ({ page, shop }) => {
    await openMarkup(page, `${shop.address}shop/bare.html`, '');
    [category, wanted] = await askTagShelf(page, async (shelf) => {
      const { categories } = await shelf.segments({ count: 100 });
      const { name } = categories.filter((one) => one.items >= 4 && one.name.includes('>'))[3];
      const { items } = await shelf.recommend({ scenario: 'category', category: name, count: 4 });
      return [name, items.map(({ id }) => id)] as const;
    });
    expect(wanted).toHaveLength(4);
  });

  const levels = (): string[] => category.split(' > ');

  test('is of the one in its attribute', async ({ page }) => {
    await write(page, list(`scenario="category" category="${category}"`));
    expect(await cardsOf(page)).toEqual(wanted);
  });

  test('is of the one in the breadcrumbs', async ({ page }) => {
    await page.evaluate((all) => {
      const script = document.createElement('script');
      script.type = 'application/ld+json';
      const itemListElement = ['Home', ...all].map((name, index) => ({ '@type': 'ListItem', position: index + 1, item: { name } }));
      script.textContent = JSON.stringify({ '@graph': [{ '@type': 'BreadcrumbList', itemListElement: itemListElement.reverse() }] });
      document.head.append(script);
    }, levels());
    await write(page, list('scenario="category"'));
    expect(await cardsOf(page)).toEqual(wanted);
  });

  test('is of the one that GA4 is told', async ({ page }) => {
    await page.evaluate((all) => {
      const item = Object.fromEntries(all.map((name, index) => [`item_category${index === 0 ? '' : index + 1}`, name]));
      const items = ['tent-001', 'tent-002'].map((id) => ({ item_id: id, ...item }));
      Object.assign(globalThis, { dataLayer: [{ event: 'view_item_list', ecommerce: { items } }] });
    }, levels());
    await write(page, list('scenario="category"'));
    expect(await cardsOf(page)).toEqual(wanted);
  });

  test('that the page does not name, or nobody knows, is reported, and the own items stay', async ({ page }) => {
    const warnings = collectWarnings(page);
    await write(page, list('scenario="category"'));
    await expect.poll(() => warnings).toEqual([expect.stringMatching(/the category of this page is not known.*\[nothing-known\]/)]);
    await write(page, list(`scenario="category" category="${category}s"`));
    await expect.poll(() => warnings).toHaveLength(2);
    expect(warnings[1]).toContain(`did you mean "${category}"`);
    await ownShown(page);
  });
});

test('a list of the cart follows what is put in and taken out', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, list('scenario="cart"'));
  await ownShown(page);
  const change = (name: 'add_to_cart' | 'remove_from_cart', id: string): Promise<void> =>
    page.evaluate(([event, item]) => globalThis.onshelf('track', event, { items: [{ item_id: item }] }), [name, id] as const);
  const wanted = (...ids: string[]): Promise<string[]> =>
    page.evaluate(async (cart) => {
      const shelf = await new Promise<import('../../../src/index.js').Shelf>((resolve) => globalThis.onshelf('ready', resolve));
      return (await shelf.recommend({ scenario: 'cart', itemIds: cart, count: 4 })).items.map(({ id }) => id);
    }, ids);
  await change('add_to_cart', 'tent-001');
  const one = await wanted('tent-001');
  await expect.poll(() => cardIds(page)).toEqual(one);
  await change('add_to_cart', 'stove-003');
  const two = await wanted('tent-001', 'stove-003');
  expect(two).not.toEqual(one);
  await expect.poll(() => cardIds(page)).toEqual(two);
  await change('remove_from_cart', 'stove-003');
  await expect.poll(() => cardIds(page)).toEqual(one);
  await change('remove_from_cart', 'tent-001');
  await ownShown(page);
});

test('a product page has what goes with the product that it has reported', async ({ page, shop }) => {
  await openMarkup(page, `${shop.address}shop/bare.html`, '');
  await viewItems(page, 'tent-001');
  await write(page, list('list="related"'));
  const wanted = await askTagShelf(page, async (shelf) => (await shelf.related('tent-001', { count: 4 })).items.map(({ id }) => id));
  expect(await cardsOf(page)).toEqual(wanted);
});

for (const [attributes, words] of [
  ['scenario="nonsense"', /"nonsense" is no scenario of <onshelf-list>.*there are home, product/],
  ['scenario="catgory"', /did you mean "category"/],
  ['list="trendig"', /did you mean "trending"/],
  ['list="popular"', /"popular" is no list of <onshelf-list>.*there are for-you, trending/],
] as const) {
  test(`${attributes} is reported once, and is not the home list`, async ({ page, shop }) => {
    const warnings = collectWarnings(page);
    await openMarkup(page, `${shop.address}shop/bare.html`, list(attributes) + list(attributes));
    await expect.poll(() => warnings).toEqual([expect.stringMatching(words)]);
    await page.waitForTimeout(300);
    await expect(page.locator('[data-onshelf-card]')).toHaveCount(0);
  });
}

test('a list named as a scenario is shown, and the right attribute is told', async ({ page, shop }) => {
  const warnings = collectWarnings(page);
  await openMarkup(page, `${shop.address}shop/bare.html`, list('scenario="trending"'));
  const wanted = await askTagShelf(page, async (shelf) => (await shelf.trending({ count: 4 })).items.map(({ id }) => id));
  expect(await cardsOf(page)).toEqual(wanted);
  expect(warnings).toEqual([expect.stringMatching(/write list="trending"/)]);
});

for (const [attributes, words] of [
  ['filter="price <"', /filter.*\[bad-argument\]/],
  ['item="no-such-item"', /no-such-item.*not in the pack.*\[bad-argument\]/],
  ['boost="price <" filter="price < 0"', /boost.*\[bad-argument\]/],
  ['scenario="product" item="no-such-item" filter="price < 0"', /itemId is not in the pack.*\[unknown-item\]/],
] as const) {
  test(`what the API says of ${attributes} is on the console, once`, async ({ page, shop }) => {
    const warnings = collectWarnings(page);
    await openMarkup(page, `${shop.address}shop/bare.html`, list(attributes) + list(attributes));
    await expect.poll(() => warnings).toEqual([expect.stringMatching(words)]);
    await expect(page.locator('[data-onshelf-card]')).toHaveCount(0);
  });
}
