import { expect, openShelf, test } from '../tools/site.js';

/** Strings that are nowhere else, each said to the library in another way. */
const CANARIES = {
  item: 'canary-5f2c81d9a7',
  search: 'canary-b83e0417cc lantern',
  order: 'canary-0d94e6f213',
  link: 'canary-77a1c05b3e',
  brought: 'canary-e41f9b6620',
  account: 'canary-c2d7350f98',
};
const CONTROL = 'control-9a41d07be2';
const WORDS = Object.values(CANARIES).map((text) => text.split(' ')[0]);

test('what a shopper does is in no line of the console, no request, error, cookie, storage in clear, address or title', async ({
  context,
  page,
  site,
}) => {
  const lines: string[] = [];
  const requests: string[] = [];
  context.on('console', (message) => lines.push(message.text()));
  context.on('weberror', (error) => lines.push(String(error.error())));
  context.on('request', (request) => requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`));
  await openShelf(page, site, { consent: 'granted', backend: 'js', learning: true });
  const kept = await page.evaluate(async ({ item, search, order, link, brought, account }) => {
    const items = [{ item_id: item }, { item_id: 'tent-001' }];
    const results = [
      await shelf.track('view_item', { items: [{ item_id: item, link: `https://shop.example/${link}` } as { item_id: string }] }),
      await shelf.track('search', { search_term: search }),
      await shelf.track('add_to_cart', { items }),
      await shelf.track('purchase', { transaction_id: order, items }),
      await shelf.feedback(item, 'hide'),
    ];
    await shelf.profile.import({
      format: 'onshelf-profile',
      version: 1,
      events: [{ id: '01k00000000000000000000000', name: 'view_item', time: Date.now() - 5000, items: [{ item_id: brought }] }],
    });
    await shelf.recommend();
    await shelf.explain(item);
    await shelf.diagnose();
    await shelf.profile.inspect({ embedding: true, tastes: true, prices: true });
    await shelf.profile.forget({ itemId: `${item}-not` });
    await shelf.switchProfile(account, { join: true });
    await shelf.recommend();
    await shelf.switchProfile(null);
    await shelf.close();
    return results.map((result) => result.kept);
  }, CANARIES);
  expect(kept).toEqual(['stored', 'stored', 'stored', 'stored', 'stored']);
  const shown = await page.evaluate(() => [
    window.name,
    document.title,
    document.cookie,
    location.href,
    document.referrer,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    ...faults,
  ]);
  for (const word of WORDS) {
    expect(lines.filter((line) => line.includes(word))).toEqual([]);
    expect(requests.filter((request) => request.includes(word))).toEqual([]);
    expect(shown.filter((text) => text.includes(word))).toEqual([]);
  }
  // What is told on purpose is found, so the lists are not empty for another reason.
  await page.evaluate(async (word) => {
    console.log(word);
    await fetch(`/pages/?${word}`);
  }, CONTROL);
  expect(lines.some((line) => line.includes(CONTROL)) && requests.some((request) => request.includes(CONTROL))).toBe(true);
});
