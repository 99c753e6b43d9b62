import { readFileSync } from 'node:fs';
import { expect, openShelf, test } from '../tools/site.js';

const CANARY = 'canary7f3a';

test('a whole visit requests only the page and the pack, and sends no data', async ({ page, site, context }) => {
  const requests: { url: string; method: string; text: string }[] = [];
  context.on('request', (request) =>
    requests.push({
      url: request.url(),
      method: request.method(),
      text: `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`,
    }),
  );
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));

  await openShelf(page, site, { consent: 'granted' });
  await page.evaluate(async (canary) => {
    const items = [{ item_id: `${canary}-1`, price: 10, quantity: 2 }, { item_id: 'tent-001' }];
    await shelf.track('search', { search_term: `${canary} search` });
    for (const name of ['view_item_list', 'select_item', 'view_item', 'add_to_wishlist', 'add_to_cart', 'begin_checkout'] as const)
      await shelf.track(name, { items });
    await shelf.track('purchase', { items, transaction_id: `${canary}-order` });
    await shelf.feedback('tent-002', 'hide');
    await shelf.recommend();
    await shelf.related('tent-001');
    await shelf.related(`${canary}-1`);
    await shelf.recentlyViewed();
    await shelf.profile.import(await shelf.profile.export());
    await shelf.profile.forget({ itemId: `${canary}-1` });
    await shelf.health();
    await shelf.consent.set('denied');
    await shelf.profile.erase();
    shelf.close();
  }, CANARY);
  await page.goto(`${site.address}pages/`);

  const pack: { files: { path: string }[] } = JSON.parse(readFileSync('demo/dist/pack/pack.json', 'utf8'));
  const own = [
    'pages/',
    'pages/page.js',
    'dist/index.js',
    'dist/worker.js',
    'pack/pack.json',
    ...pack.files.map(({ path }) => `pack/${path}`),
  ];
  const allowed = new Set(own.map((path) => site.address + path));
  const lazy = new RegExp(`^${site.address}dist/(?:worker|index)-[a-z-]+-[0-9a-z]{10}\\.js$`);
  const strangers = requests.filter(({ url }) => !allowed.has(url) && !lazy.test(url) && !url.startsWith('data:'));
  expect(strangers).toEqual([]);
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(requests.filter(({ text }) => text.includes(CANARY))).toEqual([]);
  expect(sockets).toEqual([]);
  // The trap recorded something: it was active.
  expect(requests.some(({ url }) => url.endsWith('pack/pack.json'))).toBe(true);
});

test('requests do not depend on the events of the shopper', async ({ browser, site }) => {
  const journeys: string[][] = [];
  for (const ids of [['tent-001', 'tent-002'], ['ski-001'], []]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url()));
    await openShelf(page, site, { consent: 'granted', backend: 'js' });
    await page.evaluate(async (seen) => {
      for (const id of seen) await shelf.track('view_item', { items: [{ item_id: id }] });
      await shelf.recommend();
      await shelf.recommend({ scenario: 'landing', query: 'tent', diversity: 0.5 });
    }, ids);
    // Page and worker run in parallel: the order of their requests may vary.
    journeys.push(urls.sort());
    await context.close();
  }
  expect(journeys[1]).toEqual(journeys[0]);
  expect(journeys[2]).toEqual(journeys[0]);
});
