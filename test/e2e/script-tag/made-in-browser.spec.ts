import { HEARD_MS, heardEvents, openBare } from '../tools/bare-page.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, expectNoPageFaults } from '../tools/tag-shelf.js';

test('pages made in the browser are heard, however they are made, and each once', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/soft.html`);
  await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
  const ids = ['tent-001', 'tent-002', 'tent-003', 'tent-004', 'tent-005', 'tent-006'];
  for (const id of [...ids, 'tent-001']) {
    await page.locator(`[data-page=${id}]`).click();
    await page.waitForTimeout(400);
  }
  expect(await heardEvents(page)).toEqual([
    ...ids.slice(0, 5).map((id) => `view_item ${id}`),
    // The log has what the page said; lists know the item by its address.
    'view_item https://shop.example/p/tent-006/',
    'view_item tent-001',
  ]);
  const viewed = await askTagShelf(page, async (shelf) => {
    const { items, trace } = await shelf.recentlyViewed({ count: 6 });
    return { ids: items.map(({ id }) => id), codes: trace.notes.map(({ code }) => code) };
  });
  expect(viewed.ids).toEqual(['tent-001', 'tent-006', 'tent-005', 'tent-004', 'tent-003', 'tent-002']);
  expect(viewed.codes).toContain('ids-matched');
  await expectNoPageFaults(page);
});

test('a description that is added after the page has loaded is read, and elements made anew at the same address are not read again', async ({
  page,
  shop,
}) => {
  await openBare(page, shop.address);
  await page.evaluate(() => {
    const add = (): void => {
      const script = document.createElement('script');
      script.type = 'application/ld+json';
      script.textContent = '{"@type":"Product","sku":"tent-001","name":"A tent"}';
      document.head.append(script);
    };
    setTimeout(add, 50);
    const main = document.querySelector('main') as HTMLElement;
    const mark = (): void => {
      main.innerHTML = '<ul data-onshelf-event="view_item_list"><li data-onshelf-item="tent-002"></li></ul>';
    };
    mark();
    setTimeout(mark, 400);
  });
  expect((await heardEvents(page)).sort()).toEqual(['view_item tent-001', 'view_item_list tent-002']);
});

test('of a list that grows the new items are told, and what is filled in later is not told again', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(async () => {
    const wait = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 400));
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = '<ul data-onshelf-event="view_item_list"></ul><p data-onshelf-event="view_item" data-onshelf-item="tent-009"></p>';
    const list = main.querySelector('ul') as HTMLElement;
    for (const ids of [['tent-001', 'tent-002'], ['tent-003']]) {
      await wait();
      for (const id of ids) list.insertAdjacentHTML('beforeend', `<li data-onshelf-item="${id}"></li>`);
      history.replaceState(null, '', `?page=${ids.length}`);
    }
    await wait();
    const price = main.querySelector('p') as HTMLElement;
    price.setAttribute('data-onshelf-price', '5');
    price.append('5.00');
  });
  await page.waitForTimeout(HEARD_MS);
  const events = await askTagShelf(page, async (shelf) =>
    (await shelf.profile.inspect()).events.map(({ name, items }) => [name, ...items.map(({ item_id }) => item_id)]),
  );
  // Where the reader comes late, it tells what it finds in the order of the document.
  expect(events.sort()).toEqual([
    ['view_item', 'tent-009'],
    ['view_item_list', 'tent-001', 'tent-002'],
    ['view_item_list', 'tent-003'],
  ]);
});

test('clicks and forms in open shadow roots are heard; a form only if it is filled in rightly', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = '<div id="host"></div><div class="reviews"><div id="review"></div></div>';
    const add = '<button data-onshelf-event="add_to_cart" data-onshelf-item="tent-001"><span>Add</span></button>';
    const search =
      '<form data-onshelf-event="search" novalidate><input type="password" name="code"><input name="shop"><input name="q" minlength="2" required><button>Go</button></form>';
    for (const id of ['host', 'review']) {
      const root = (document.getElementById(id) as HTMLElement).attachShadow({ mode: 'open' });
      root.innerHTML = add + search;
      root.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
    }
  });
  await page.locator('#host button >> nth=0').click();
  await page.locator('#review button >> nth=0').click();
  await page.waitForTimeout(300);
  const field = page.locator('#host input[name=q]');
  await page.locator('#host form button').click();
  await field.fill('warm tent');
  await field.press('Enter');
  await page.waitForTimeout(300);
  const events = await askTagShelf(page, async (shelf) =>
    (await shelf.profile.inspect()).events.map(({ name, items, search_term: term }) => [name, items[0]?.item_id ?? term]),
  );
  expect(events).toEqual([
    ['add_to_cart', 'tent-001'],
    ['search', 'warm tent'],
  ]);
});
