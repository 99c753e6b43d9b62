import type { Page } from '@playwright/test';
import { HEARD_MS, heardEvents, openBare } from '../tools/bare-page.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

/** What a shop system, or a plugin of it, writes into its pages, and what is to be recorded. */
interface ShopSystem {
  readonly name: string;
  /** Entries of the data layer; those of `gtag()` are lists. */
  readonly layer: readonly unknown[];
  readonly events: readonly string[];
}

const item = { item_id: 'tent-001', item_name: 'A tent', price: '95.00', quantity: 1 };
const product = { id: 'tent-001', name: 'A tent', price: '95.0000', quantity: '2' };

const SYSTEMS: readonly ShopSystem[] = [
  {
    name: 'WooCommerce with GTM4WP, in its early and its present form',
    layer: [
      { pagePostType: 'product', productType: 'simple', ecommerce: { currencyCode: 'EUR', detail: { products: [product] } } },
      { event: 'gtm4wp.addProductToCartEEC', ecommerce: { add: { products: [product] } } },
      { event: 'view_item', ecommerce: { items: [{ ...item, id: 'tent-001', sku: 'T-1', stocklevel: 5 }] } },
      { event: 'purchase', gtm4wp_orderid_tracked: '78', ecommerce: { transaction_id: '78', items: [item] } },
    ],
    events: ['view_item tent-001', 'add_to_cart tent-001', 'purchase tent-001'],
  },
  {
    name: 'WooCommerce with PixelYourSite and Google Ads',
    layer: [
      ['event', 'page_view', { send_to: 'AW-1', ecomm_pagetype: 'product', ecomm_prodid: 'tent-001' }],
      ['event', 'view_item', { plugin: 'PixelYourSite', non_interaction: true, items: [{ id: 'tent-001', quantity: 1 }] }],
      ['event', 'conversion', { send_to: 'AW-1/abc', transaction_id: '7', items: [{ id: 'gla_tent-001' }] }],
    ],
    events: ['view_item tent-001'],
  },
  {
    name: 'Magento',
    layer: [
      { event: 'productDetail', ecommerce: { detail: { actionField: { list: '' }, products: [product] } } },
      { event: 'addToCart', ecommerce: { currencyCode: 'EUR', add: { products: [product] } } },
      { event: 'removeFromCart', ecommerce: { remove: { products: [product] } } },
    ],
    events: ['view_item tent-001', 'add_to_cart tent-001', 'remove_from_cart tent-001'],
  },
  {
    name: 'Shopify with Elevar, beside a plugin that writes GA4',
    layer: [
      {
        event: 'dl_view_item',
        ecommerce: { currencyCode: 'EUR', detail: { products: [{ ...product, product_id: '9', variant_id: '10' }] } },
      },
      { event: 'dl_view_cart', cart_total: '9', ecommerce: { actionField: { list: 'Shopping Cart' }, impressions: [product] } },
      { event: 'dl_add_to_cart', ecommerce: { add: { products: [product] } } },
      { event: 'add_to_cart', ecommerce: { items: [item] } },
    ],
    events: ['view_item tent-001', 'view_cart tent-001', 'add_to_cart tent-001'],
  },
  {
    name: "Segment's destination for Tag Manager",
    layer: [
      { event: 'Product Viewed', product_id: 'tent-001', sku: 'T-1', name: 'A tent' },
      { event: 'Order Completed', order_id: '50', products: [{ product_id: 'tent-001', quantity: 2 }] },
    ],
    events: ['view_item tent-001', 'purchase tent-001'],
  },
  {
    name: 'OpenCart and others, with one item that is no list, and ids by other names',
    layer: [
      { event: 'view_item', ecommerce: { items: { item_id: 'tent-001' } } },
      { event: 'add_to_cart', ecommerce: { items: [{ product_id: 'tent-001' }] } },
      { event: 'add_to_wishlist', eventModel: { items: [{ itemId: 'tent-001' }] } },
    ],
    events: ['view_item tent-001', 'add_to_cart tent-001', 'add_to_wishlist tent-001'],
  },
];

/** Opens a bare page in which a data layer has these entries from the start. */
async function openWith(page: Page, address: string, layer: readonly unknown[]): Promise<void> {
  await page.addInitScript((entries) => {
    const asCalled = (...given: unknown[]): unknown =>
      (function (..._given: unknown[]) {
        // biome-ignore lint/complexity/noArguments: gtag pushes this very object.
        return arguments;
      })(...given);
    Object.assign(globalThis, { dataLayer: entries.map((entry) => (Array.isArray(entry) ? asCalled(...entry) : entry)) });
  }, layer);
  await openBare(page, address);
}

for (const { name, layer, events } of SYSTEMS) {
  test(`what ${name} writes is heard, each action once`, async ({ page, shop }) => {
    await openWith(page, shop.address, layer);
    expect((await heardEvents(page)).sort()).toEqual([...events].sort());
  });
}

test('a router that writes its pages behind a number sign is heard on each of them, also on the way back', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/bare.html#/p/1`);
  await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
  for (const id of ['tent-001', 'tent-002', 'tent-001']) {
    await page.evaluate((shown) => {
      location.hash = `#/p/${shown}`;
      const main = document.querySelector('main') as HTMLElement;
      main.innerHTML = `<article data-onshelf-event="view_item" data-onshelf-item="${shown}"></article>`;
    }, id);
    await page.waitForTimeout(600);
  }
  expect(await heardEvents(page)).toEqual(['view_item tent-001', 'view_item tent-002', 'view_item tent-001']);
});

test('a product that the page names itself, a moment after its description, is not told by the description too', async ({ page, shop }) => {
  // Its readers are loaded.
  await page.addInitScript(() => Object.assign(globalThis, { dataLayer: [{ event: 'search', search_term: 'tents' }] }));
  await openBare(page, shop.address);
  await page.waitForTimeout(HEARD_MS);
  await page.evaluate(async () => {
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.textContent = JSON.stringify({ '@type': 'Product', name: 'A tent', sku: 'SKU-4711' });
    document.head.append(script);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
    dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'tent-001' }] } });
  });
  expect(await heardEvents(page)).toEqual(['search undefined', 'view_item tent-001']);
});

test("a product that an element names by its address alone is told by the page's own word, where there is one", async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = '<article data-onshelf-event="view_item"><h1>A tent</h1></article>';
    Object.assign(globalThis, { dataLayer: [{ event: 'view_item', ecommerce: { items: [{ item_id: 'tent-001' }] } }] });
  });
  expect(await heardEvents(page)).toEqual(['view_item tent-001']);
});

test('what an address says of where a visitor came from makes no other page', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/bare.html?utm_source=mail&page=1`);
  await page.waitForFunction(() => 'loaded' in globalThis.onshelf);
  for (const address of ['?page=1', '?page=2']) {
    await page.evaluate((shown) => {
      history.replaceState(null, '', shown);
      const main = document.querySelector('main') as HTMLElement;
      main.innerHTML = '<article data-onshelf-event="view_item" data-onshelf-item="tent-001"></article>';
    }, address);
    await page.waitForTimeout(500);
  }
  await page.evaluate(() => history.replaceState(null, '', '?page=2&gclid=7'));
  await page.evaluate(() => document.querySelector('article')?.replaceWith(document.querySelector('article')?.cloneNode() as Node));
  expect(await heardEvents(page)).toEqual(['view_item tent-001', 'view_item tent-001']);
});

test('a late init says what is read', async ({ page, shop }) => {
  await page.addInitScript(() => {
    const view = (item: object): object => ({ event: 'view_item', ecommerce: { items: [item] } });
    Object.assign(globalThis, { dataLayer: [view({ item_id: 'tent-009' })], shopLayer: [view({ item_id: '4711', sku: 'tent-001' })] });
  });
  await page.route('**/shop/bare.html', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ body: (await answer.text()).replace('data-pack="/pack/pack.json"', ''), response: answer });
  });
  await openBare(page, shop.address);
  await page.waitForTimeout(700);
  await page.evaluate(() => globalThis.onshelf('init', { pack: '/pack/pack.json', dataLayer: 'shopLayer', itemKey: 'sku' }));
  expect(await heardEvents(page)).toEqual(['view_item tent-001']);
});

test('microdata may be spread over the page, and be what the page is mainly about', async ({ page, shop }) => {
  await openBare(page, shop.address);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      `<div itemscope itemtype="https://schema.org/ItemPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Product" itemref="more">
        <h1 itemprop="name">A tent</h1></div></div><div id="more"><meta itemprop="sku" content="tent-001"></div>`,
    );
  });
  expect(await heardEvents(page)).toEqual(['view_item tent-001']);
});

test('a search is heard from a field outside of its form, from a marked element around a form, and from a form in a shadow tree', async ({
  page,
  shop,
}) => {
  await openBare(page, shop.address);
  await page.evaluate(() => {
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = `<input id="outside" form="one"><form id="one" data-onshelf-event="search"></form>
      <div data-onshelf-event="search"><form><input id="around" name="q"></form></div><div id="host" data-onshelf-event="search"></div>`;
    const root = (main.querySelector('#host') as HTMLElement).attachShadow({ mode: 'open' });
    root.innerHTML = '<form><input type="search" id="within"></form>';
    for (const place of [document, root]) place.addEventListener('submit', (event) => event.preventDefault());
  });
  for (const field of ['outside', 'around', 'within']) {
    await page.locator(`#${field}`).click();
    await page.waitForTimeout(300);
    await page.locator(`#${field}`).pressSequentially(`tent ${field}`);
    await page.locator(`#${field}`).press('Enter');
  }
  const terms = await page.evaluate(async () => {
    const shelf = await new Promise<import('../../../src/index.js').Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    return (await shelf.profile.inspect()).events.map(({ name, search_term: term }) => `${name} ${term}`);
  });
  expect(terms).toEqual(['search tent outside', 'search tent around', 'search tent within']);
});
