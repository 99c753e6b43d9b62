import type { Page } from '@playwright/test';
import { expect, openShelf, type Site, test } from '../tools/site.js';

/** Opens a page with the tag, and tells which files of the library and the pack it asks for. */
async function openTag(page: Page, site: Site, path: string, attributes: string, body: string): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const tag = `<script src="/dist/onshelf.js" data-pack="/pack/pack.json" data-consent="granted" data-backend="js" ${attributes}></script>`;
  await page.route(`**${path}`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><link rel="icon" href="data:,">${tag}<body>${body}</body>` }),
  );
  await page.goto(`${site.address.slice(0, -1)}${path}`);
  await page.evaluate(() => {
    const { onshelf } = globalThis as unknown as { onshelf: (...given: unknown[]) => void };
    onshelf('track', 'purchase', { transaction_id: 'T-1', items: [{ item_id: 'tent-001' }] });
    onshelf('ready', (opened: typeof shelf) => {
      globalThis.shelf = opened;
    });
  });
  // Longer than the second after which the tag loads the other files.
  await page.waitForTimeout(1500);
  return asked.filter((file) => /^\/(dist|pack)\//.test(file));
}

const stored = (page: Page) =>
  page.evaluate(async () => [...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => name)]);

const LIST = '<onshelf-list><p>The shop’s own</p></onshelf-list>';
for (const [what, path, attributes, body] of [
  ['marked by the tag', '/pay', 'data-page="checkout"', LIST],
  ['marked in its head', '/pay', '', `<meta name="onshelf" content="off">${LIST}`],
  ['with a field for a card number', '/pay', '', `<input autocomplete="section-a billing cc-number">${LIST}`],
  ['of Shopify’s checkout', '/checkouts/cn/1a2b', '', LIST],
] as const)
  test(`a page ${what} requests nothing, records nothing and says why`, async ({ page, site }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    expect(await openTag(page, site, path, attributes, body)).toEqual(['/dist/onshelf.js']);
    expect(await stored(page)).toEqual([]);
    expect(said.filter((line) => line.includes('[page-off]')).length).toBe(1);
    await expect(page.getByText('own')).toBeVisible();
  });

for (const word of ['Checkout', 'cart', ''])
  test(`data-page="${word}" is no kind of page, and the console says so once`, async ({ page, site }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    expect(await openTag(page, site, '/pay', `data-page="${word}"`, '')).toContain('/dist/index.js');
    expect(said.filter((line) => line.endsWith('[unknown-name]'))).toEqual([
      `onshelf: page "${word}": use checkout or payment. [unknown-name]`,
    ]);
  });

test('a function that gives no kind of page says so once it does', async ({ page, site }) => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await openShelf(page, site, {});
  const [before, after] = await page.evaluate(async () => {
    let word: unknown;
    const shelf = await createShelf({ pack: '/pack/pack.json', backend: 'js', name: 'worded', page: () => word as undefined });
    const first = await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    word = 'payment ';
    return [first.kept, (await shelf.track('view_item', { items: [{ item_id: 'tent-002' }] })).kept];
  });
  expect([before, after]).toEqual(['memory', 'memory']);
  expect(said.filter((line) => line.endsWith('[unknown-name]')).length).toBe(1);
});

test('a purchase on the page that thanks for an order of Shopify counts', async ({ page, site }) => {
  const asked = await openTag(page, site, '/checkouts/cn/1a2b/thank-you', '', '');
  expect(asked).toContain('/dist/index.js');
  await expect.poll(() => page.evaluate(async () => (await globalThis.shelf?.profile.inspect())?.bought)).toEqual(['tent-001']);
});

test('a single-page app that goes to its checkout is off while it is there, and works again afterwards', async ({ page, site }) => {
  await openTag(page, site, '/shop', '', '<p>The shop</p>');
  await expect.poll(() => page.evaluate(async () => (await globalThis.shelf?.profile.inspect())?.bought)).toEqual(['tent-001']);
  const tracked = (step: () => void) =>
    page.evaluate(`(${step})();
      onshelf('track', 'view_item', { items: [{ item_id: 'tent-002' }] });
      Promise.all([shelf.track('view_item', { items: [{ item_id: 'tent-003' }] }), shelf.recommend()])
        .then(([{ reason }, { trace }]) => [reason, trace.notes.some(({ code }) => code === 'page-off')])`);
  const events = () => page.evaluate(async () => (await shelf.profile.inspect()).events.length);
  expect(await tracked(() => history.pushState({}, '', '/checkouts/5'))).toEqual(['page-off', true]);
  const mark = () => {
    history.pushState({}, '', '/shop');
    document.head.insertAdjacentHTML('beforeend', '<meta name="onshelf" content="off">');
  };
  expect(await tracked(mark)).toEqual(['page-off', true]);
  expect(await events()).toBe(1);
  expect(await tracked(() => document.querySelector('meta[name=onshelf]')?.remove())).toEqual([undefined, false]);
  await expect.poll(events).toBe(3);
});

test('a refusal with options that cannot be read applies', async ({ page, site }) => {
  await openShelf(page, site, { backend: 'js' });
  const refused = await page.evaluate(async () => {
    await shelf.consent.set('granted', { by: 'shopper' });
    const hostile = {
      get by(): never {
        throw new Error('boom');
      },
    };
    return [await shelf.consent.set('denied', hostile), shelf.consent.state];
  });
  expect(refused).toEqual([{ done: true }, 'denied']);
});

test('createShelf() on a checkout opens nothing and requests nothing', async ({ page, site }) => {
  const asked: string[] = [];
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  page.on('request', (request) => asked.push(request.url()));
  const health = await page.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', page: 'checkout', consent: 'granted', fallback: ['a'] });
    await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    await shelf.recommend();
    return shelf.health();
  });
  expect(health).toMatchObject({ mode: 'none', notes: [{ code: 'page-off' }] });
  expect(asked).toEqual([]);
  expect(await stored(page)).toEqual([]);
});

test('a page that honours Global Privacy Control stores nothing by its own word, and the shopper’s own consent counts', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  const options = { consent: 'granted', backend: 'js', honourPrivacyControl: 'storage' } as const;
  await openShelf(page, site, options);
  const now = () =>
    page.evaluate(async () => ({ state: shelf.consent.state, codes: (await shelf.health()).notes.map(({ code }) => code) }));
  expect(await now()).toMatchObject({ state: 'unknown', codes: expect.arrayContaining(['privacy-control']) });
  expect(await page.evaluate(() => shelf.consent.set('granted', { by: 'page' }))).toMatchObject({ done: false, reason: 'privacy-control' });
  expect(await stored(page)).toEqual([]);
  expect(await page.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }))).toMatchObject({ done: true });
  await openShelf(page, site, options);
  expect((await now()).state).toBe('granted');
});

/** Opens a shelf, marks its page once the pack is there, and returns what the page asks for from then on. */
async function markLater(page: Page, site: Site, options: Parameters<typeof openShelf>[2], mark: () => void): Promise<string[]> {
  const asked: string[] = [];
  await openShelf(page, site, { backend: 'js', ...options });
  await page.evaluate(mark);
  // What is on its way arrives.
  await page.waitForTimeout(300);
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  // Longer than the worker waits before it loads ahead, and before it looks after the log.
  await page.waitForTimeout(4500);
  return asked;
}
const markHead = () => document.head.insertAdjacentHTML('beforeend', '<meta name="onshelf" content="off">');
const unmark = () => document.querySelector('meta[name=onshelf]')?.remove();
const AHEAD = /worker-(further-lists|plan-rules)/;

for (const [what, options] of [
  ['a shopper who agreed', { consent: 'granted' }],
  ['a shopper who was not asked', {}],
] as const)
  test(`a page that is marked later begins no request, with ${what}, and loads ahead once it is on again`, async ({ page, site }) => {
    const asked = await markLater(page, site, options, markHead);
    expect(asked).toEqual([]);
    await page.evaluate(unmark);
    await expect.poll(() => asked.filter((file) => AHEAD.test(file)).length).toBeGreaterThanOrEqual(2);
  });

test('a consent that is given in another tab opens nothing on a page that is off, and counts once it is on', async ({
  page,
  site,
  context,
}) => {
  const asked = await markLater(page, site, {}, markHead);
  const other = await context.newPage();
  await openShelf(other, site, { backend: 'js' });
  await other.mouse.click(10, 10);
  await other.evaluate(() => shelf.consent.set('granted', { by: 'shopper' }));
  const from = asked.length;
  await page.waitForTimeout(1500);
  expect(await page.evaluate(() => shelf.consent.state)).toBe('unknown');
  expect(from).toBe(asked.length);
  await page.evaluate(unmark);
  await expect.poll(() => page.evaluate(() => shelf.consent.state)).toBe('granted');
});

test('createShelf() on a checkout removes what the tab set aside under a consent that was withdrawn in another tab', async ({
  page,
  site,
  context,
}) => {
  const aside = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('onshelf-aside')));
  await openShelf(page, site, { backend: 'js', consent: 'granted' });
  await page.evaluate(() => shelf.profile.setAside({ from: 'empty' }));
  expect(await aside()).toEqual(['onshelf-aside:onshelf']);
  const openCheckout = () =>
    page.evaluate(async () => {
      globalThis.shelf = await createShelf({ pack: '/pack/pack.json', page: 'checkout' });
    });
  const bare = async () => {
    await page.goto(`${site.address}pages/`);
    await page.waitForFunction(() => globalThis.createShelf !== undefined);
  };
  await bare();
  await openCheckout();
  // Of a consent that still counts it stays.
  expect(await aside()).toEqual(['onshelf-aside:onshelf']);
  const other = await context.newPage();
  await bare();
  await openShelf(other, site, { backend: 'js', consent: 'granted' });
  expect(await other.evaluate(() => shelf.consent.set('denied', { by: 'shopper' }))).toMatchObject({ done: true });
  expect(await aside()).toEqual(['onshelf-aside:onshelf']);
  await openCheckout();
  expect(await aside()).toEqual([]);
});
