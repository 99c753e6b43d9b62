import { expect, home, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, scoresAt, trackMarked } from './tools/marked-events.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;
const CALLS = 100_000;

test('F27: a hundred thousand calls at once are answered, the log is capped, and refused events are counted', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await openShelf(page, site, granted);
  // The calls keep the page busy for seconds: a database that is still opening then times out, and the events would stay in
  // memory, with room for 5 000.
  expect(await trackMarked(page, ['first-0'])).toEqual(['first-0']);
  const counts = await page.evaluate(async (calls) => {
    const results = await Promise.all(
      Array.from({ length: calls }, (_, index) => shelf.track('view_item', { items: [{ item_id: `tent-${index}` }] })),
    );
    const found: Record<string, number> = {};
    for (const { kept } of results) found[kept] = (found[kept] ?? 0) + 1;
    return found;
  }, CALLS);
  const health = await healthOf(page);
  expect(counts.stored + counts.no, JSON.stringify([counts, health])).toBe(CALLS);
  expect(health.storedEvents).toBe(counts.stored + 1);
  expect(health.rejectedEvents['too many events']).toBe(counts.no);
  // A burst of 5 000, one of which is removed, and 50 for each second that it takes.
  expect(counts.stored).toBeGreaterThanOrEqual(4999);
  expect(counts.stored).toBeLessThan(10_000);
  expect(await home(page)).toHaveLength(20);
  await expectNoFaults(page);
  // The log is tidied once, soon after a page opens: on this page possibly before the flood.
  await openShelf(page, site, granted);
  await expect.poll(async () => (await knownMarks(page)).length, { timeout: 60_000 }).toBeLessThanOrEqual(5000);
  await expectNoFaults(page);
  noteCost({ runs: 1, acknowledged: counts.stored, lost: 0 });
});

test('F27: extreme quantities, negative prices and similar values are clamped, and scores stay in range', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await openShelf(page, site, granted);
  const items = [
    { item_id: 'tent-001', quantity: 1e308, price: -5 },
    { item_id: 'tent-005', quantity: -3, price: Number.POSITIVE_INFINITY },
    { item_id: 'tent-009', quantity: Number.NaN, price: Number.NaN },
  ];
  const kept = await page.evaluate(async (given) => (await shelf.track('purchase', { transaction_id: 'T1', items: given })).kept, items);
  expect(kept).toBe('stored');
  const [event] = await page.evaluate(async () => (await shelf.profile.inspect()).events);
  expect(event.items).toEqual([{ item_id: 'tent-001', quantity: 10_000 }, { item_id: 'tent-005' }, { item_id: 'tent-009' }]);
  expect((await healthOf(page)).clampedEvents).toBe(1);
  const scores = await scoresAt(page, Date.now());
  expect(scores.filter(([, score]) => !Number.isFinite(score) || Math.abs(score) > 1e4)).toEqual([]);
  await trackMarked(page, ['after-0']);
  expect((await scoresAt(page, Date.now())).length).toBe(50);
  await expectNoFaults(page);
});
