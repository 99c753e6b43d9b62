import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

/** The host that a page's injected elements would make the tag load from. */
const FOREIGN = 'https://foreign.example/x/';
const TAG = '<script src="/dist/onshelf.js" data-pack="/pack/pack.json" data-backend="js"></script>';
const LIST = `<onshelf-list count="4"><template><li><a data-slot="link"><span data-slot="title"></span></a></li></template>
  <ul data-slot="items"><li>Our own</li><li>Our own</li><li>Our own</li><li>Our own</li></ul></onshelf-list>`;

/** All members of documents, elements and forms, as the browser lists them, and globals that a tag reads. */
async function platformNames(page: Page, address: string): Promise<string[]> {
  await page.goto(`${address}shop/missing.html`);
  const names = await page.evaluate(() =>
    [Document, Node, Element, HTMLElement, HTMLFormElement, EventTarget].flatMap((kind) => Object.getOwnPropertyNames(kind.prototype)),
  );
  return [...new Set([...names, 'onshelf', 'dataLayer', 'analytics', 'Shopify', 'trustedTypes', 'requestIdleCallback', 'q', 'loaded'])];
}

/** Opens a page with that body, and waits for its list. Returns the requests to the third-party host, without pictures. */
async function openBody(page: Page, address: string, body: string): Promise<string[]> {
  const asked: string[] = [];
  await page.route(`${FOREIGN}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.endsWith('.png')) asked.push(pathname);
    return route.fulfill({ contentType: 'text/javascript', body: 'globalThis.foreign = true; export const createShelf = () => {};' });
  });
  await page.route('**/shop/named.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><script src="/shop/faults.js"></script><body>${body}</body>` }),
  );
  await page.goto(`${address}shop/named.html`);
  // The test's own tools use these names as well.
  await expect
    .poll(() => page.evaluate(() => Document.prototype.querySelectorAll.call(document, '[data-onshelf-card]').length), { timeout: 15_000 })
    .toBe(4);
  expect(await page.evaluate(() => faults)).toEqual([]);
  expect(await page.evaluate(() => 'foreign' in globalThis)).toBe(false);
  return asked;
}

const KINDS: Readonly<Record<string, (name: string) => string>> = {
  'a picture': (name) => `<img name="${name}" id="${name}" alt="" src="${FOREIGN}pic.png">`,
  'a form': (name) =>
    `<form name="${name}" id="${name}"><input name="q"><input name="loaded"><input name="src" value="${FOREIGN}a.js"></form>`,
  'an object': (name) => `<object id="${name}" data="${FOREIGN}pic.png" type="image/png"></object>`,
  'a frame': (name) => `<iframe name="${name}" srcdoc="<a id=q></a><a id=loaded></a>"></iframe>`,
};

for (const [kind, elementOf] of Object.entries(KINDS)) {
  for (const order of ['before', 'after'] as const) {
    test(`${kind} with any name of the platform, ${order} the tag, redirects no request and removes no list`, async ({ page, shop }) => {
      const names = await platformNames(page, shop.address);
      expect(names.length).toBeGreaterThan(300);
      // Frames and objects are slow: a few names are enough.
      const few = ['currentScript', 'baseURI', 'querySelectorAll', 'readyState', 'onshelf', 'dataLayer', 'analytics', 'Shopify'];
      const elements = (kind === 'a frame' || kind === 'an object' ? few : names).map(elementOf).join('');
      const tag = order === 'after' ? TAG.replace('<script', '<script async') : TAG;
      expect(await openBody(page, shop.address, order === 'before' ? elements + tag + LIST : tag + LIST + elements)).toEqual([]);
    });
  }
}

test('a form of the shop is recorded, and its card filled, whatever the names of its inputs', async ({ page, shop }) => {
  const names = await platformNames(page, shop.address);
  const inputs = names.map((name) => `<input type="hidden" name="${name}" value="${FOREIGN}">`).join('');
  await openBody(
    page,
    shop.address,
    `<form id="search" data-onshelf-event="search">${inputs}<input type="search" value="warm tent"></form>
    <form lang="en">${inputs}
      <onshelf-list count="4"><template><form>${inputs}<a data-slot="link"><b data-slot="title"></b></a>
        <button data-slot="dismiss"></button></form></template></onshelf-list>
    </form>${TAG}`,
  );
  await page.evaluate(() => {
    const form = document.querySelector('#search') as HTMLFormElement;
    form.onsubmit = () => false;
    HTMLFormElement.prototype.requestSubmit.call(form);
  });
  const events = await page.evaluate(async () => {
    const shelf = await new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    return (await shelf.profile.inspect()).events.map(({ name, search_term }) => [name, search_term]);
  });
  expect(events).toContainEqual(['search', 'warm tent']);
});

test('a <base> after the tag does not redirect it to another host', async ({ page, shop }) => {
  const asked: string[] = [];
  await page.route(`${new URL('/', FOREIGN)}**`, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/javascript', body: 'globalThis.foreign = true;' });
  });
  await page.route('**/dist/onshelf.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.route('**/shop/named.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `${TAG.replace('<script', '<script async')}<base href="${FOREIGN}">${LIST}` }),
  );
  await page.goto(`${shop.address}shop/named.html`);
  await page.waitForTimeout(1500);
  expect(asked.filter((address) => address.endsWith('.js'))).toEqual([]);
  await expect(page.locator('onshelf-list li')).toHaveText(['Our own', 'Our own', 'Our own', 'Our own']);
});

test('options that a script added to every object have no effect', async ({ page, shop }) => {
  const names = [
    'workerUrl',
    'consent',
    'pack',
    'name',
    'adapters',
    'fallback',
    'recallConsent',
    'itemKey',
    'dataLayer',
    'backend',
    'build',
  ];
  const browsers = [
    'once',
    'capture',
    'passive',
    'root',
    'threshold',
    'endings',
    'enumerable',
    'configurable',
    'q',
    'loaded',
    'by',
    'touched',
  ];
  await page.addInitScript(
    ([all, address]) => {
      for (const name of all) (Object.prototype as unknown as Record<string, unknown>)[name] = `${address}worker.js`;
    },
    [[...names, ...browsers], FOREIGN] as const,
  );
  expect(await openBody(page, shop.address, TAG + LIST)).toEqual([]);
  const state = await page.evaluate(async () => {
    const shelf = await new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve));
    return [shelf.consent.state, (await shelf.health()).engine, (await indexedDB.databases()).length];
  });
  expect(state).toEqual(['unknown', 'worker', 0]);
});

test('a part of another build is not used, and the shop keeps its fallback cards', async ({ page, shop }) => {
  for (const file of ['index.js', 'elements.js']) {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.route(`**/dist/${file}`, async (route) => {
      const response = await route.fetch();
      const text = (await response.text()).replace(/\bas build\b/, 'as built');
      await route.fulfill({ response, body: text });
    });
    await page.goto(`${shop.address}shop/home.html`);
    await expect.poll(() => said.join()).toContain('[version-mismatch]');
    await expect(page.locator('onshelf-list li')).toHaveText(['A pair of boots', 'Another pair', 'A rucksack', 'A larger one']);
    expect(await page.evaluate(() => faults)).toEqual([]);
    await page.unroute(`**/dist/${file}`);
    page.removeAllListeners('console');
  }
});
