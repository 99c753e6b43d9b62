import { smallLogPack } from '../../fixtures/small-log-pack.js';
import { expect, openShelf, test, view } from '../tools/site.js';

/** The answer of every list of the API, as a page asks for it. */
const everyList = async () => {
  const recommend = await shelf.recommend({ count: 6 });
  return {
    recommend,
    next: await shelf.next(recommend.recommendationId, 6),
    related: await shelf.related('tent-001', { count: 6 }),
    relatedForMe: await shelf.related('tent-001', { count: 6, userImpact: 0.5 }),
    boughtTogether: await shelf.boughtTogether(['tent-001', 'tent-005'], { count: 6 }),
    trending: await shelf.trending({ count: 6 }),
    newArrivals: await shelf.newArrivals({ count: 6 }),
    recentlyViewed: await shelf.recentlyViewed({ count: 6 }),
    buyAgain: await shelf.buyAgain({ count: 6 }),
    rerank: await shelf.rerank(['tent-021', 'tent-017']),
    because: await shelf.because({ count: 6 }),
    product: await shelf.recommend({ scenario: 'product', itemId: 'tent-001', count: 6 }),
    category: await shelf.recommend({ scenario: 'category', category: 'Outdoor > Camping > Tents', count: 6 }),
    landing: await shelf.recommend({ scenario: 'landing', query: 'tent', count: 6 }),
  };
};

for (const [name, history] of [
  ['a stranger', []],
  ['a known shopper', ['tent-001', 'tent-005', 'tent-009']],
] as const)
  test(`no list of the sample shop has a note for ${name}, where all goes to plan`, async ({ page, site }) => {
    await openShelf(page, site, { consent: 'granted', learning: true });
    await view(page, ...history);
    const decided = () => page.evaluate(async () => (await shelf.health()).notes.map(({ code }) => code));
    await expect.poll(decided, { timeout: 20_000 }).toContain('scorer-chosen');
    for (const [list, { items, trace }] of Object.entries(await page.evaluate(everyList))) {
      const filled = items.filter(({ filledFrom }) => filledFrom).length;
      const told = `${filled} of ${items.length} items are listed for category alone.`;
      expect(trace.notes, list).toEqual(filled ? [{ code: 'filled-up', message: told }] : []);
      // Few baskets tell of a single tent.
      expect(filled > 0, list).toBe(list === 'boughtTogether');
    }
  });

test('the demo’s own explanation says which places are filled up, and from what', async ({ page, site }) => {
  const { manifest, files } = await smallLogPack();
  await page.route('**/pack/*', (route) => {
    const name = route.request().url().split('/').at(-1) ?? '';
    return route.fulfill({ body: name === 'pack.json' ? JSON.stringify(manifest) : Buffer.from(files.get(name) ?? []) });
  });
  await page.goto(`${site.address}#/product/lamp-1`);
  await page.getByTestId('consent-grant').click();
  await page.getByTestId('open-drawer').click();
  await expect(page.getByTestId('filled').first()).toHaveText('This place is filled up from popularity.');
  await expect(page.getByTestId('served-by')).toContainText('12 of 12 items are listed for popularity alone.');
  await expect(page.getByTestId('filled')).toHaveCount(12);
});

test('relevance is a chance that lists share, and absent for a stranger and once all is forgotten', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted' });
  const lists = () =>
    page.evaluate(async () => {
      const now = Date.now();
      const { items: own } = await shelf.recommend({ count: 40, now });
      const { items: related } = await shelf.related('tent-001', { count: 40, now });
      return { own, related };
    });
  const stranger = await lists();
  expect([...stranger.own, ...stranger.related].filter((item) => 'relevance' in item)).toEqual([]);

  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const { own, related } = await lists();
  const relevanceOf = new Map(own.map(({ id, relevance }) => [id, relevance]));
  const chances = own.flatMap(({ relevance }) => relevance ?? []);
  expect(chances.length).toBeGreaterThan(30);
  for (const chance of chances) expect(chance > 0 && chance < 0.2).toBe(true);
  // The best items are likelier than the others, and no chance is a certainty.
  expect(Math.max(...chances)).toBeGreaterThan(1.2 * Math.min(...chances));
  const shared = related.filter(({ id, relevance }) => relevance !== undefined && relevanceOf.has(id));
  expect(shared.length).toBeGreaterThan(0);
  for (const { id, relevance } of shared) expect(relevance).toBe(relevanceOf.get(id));

  await page.evaluate(
    async (ids) => {
      for (const itemId of ids) await shelf.profile.forget({ itemId });
    },
    ['tent-001', 'tent-005', 'tent-009'],
  );
  expect((await lists()).own.filter((item) => 'relevance' in item)).toEqual([]);
});

test('the earlier name of minDistinctness still shortens a list, with a note', async ({ page, site }) => {
  await openShelf(page, site, { consent: 'granted' });
  await view(page, 'tent-001', 'tent-005', 'tent-009');
  const { now, before } = await page.evaluate(async () => {
    const moment = { count: 40, now: Date.now() };
    const former = { ...moment, minRelevance: 0.9 };
    return { now: await shelf.recommend({ ...moment, minDistinctness: 0.9 }), before: await shelf.recommend(former) };
  });
  expect(before.items).toEqual(now.items);
  expect(now.trace.notes).toEqual([]);
  expect(before.trace.notes).toEqual([
    { code: 'unknown-name', message: '"minRelevance" is called minDistinctness now, and is taken as that.' },
  ]);
});
