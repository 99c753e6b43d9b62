import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { expect, test } from '../tools/site.js';

/** A copy of the sample's pack, with a placement beside it. */
const FOLDER = 'test-results/packs/elsewhere';
const PLACEMENTS = { 'home-top': { count: 3, pins: [{ id: 'tent-014', place: 0 }] } };

/** Opens a shelf, and has functions to record an event at a second and to list at one fixed time. */
const OPEN = `
  while (globalThis.createShelf === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  const shelf = await createShelf({ pack: '/packs/elsewhere/pack.json', backend: 'js', consent: 'granted' });
  while ((await shelf.health()).pack === null) await new Promise((resolve) => setTimeout(resolve, 50));
  globalThis.shelf = shelf;
  const began = Date.now() - 100000;
  globalThis.say = async (name, second, parameters) => (await shelf.track(name, parameters, began + 1000 * second)).kept;
  globalThis.listed = async () => (await shelf.recommend({ count: 12, now: began + 200000 })).items.map(({ id, score }) => [id, score]);
  const kept = [];
  for (const [second, id] of ['tent-001', 'tent-005'].entries()) kept.push(await say('view_item', second, { items: [{ item_id: id }] }));
  return kept;`;
/** Buys and gives back, puts into the cart and takes out again: the list before, between and after. */
const TAKE_BACK = `
  const lists = [await listed()];
  await say('purchase', 10, { transaction_id: 'order-1', items: [{ item_id: 'boot-010' }] });
  lists.push(await listed());
  await say('refund', 11, { transaction_id: 'order-1' });
  lists.push(await listed());
  await say('add_to_cart', 12, { items: [{ item_id: 'stove-003' }] });
  const saved = (await shelf.savedForLater()).items.map(({ id }) => id);
  lists.push(await listed());
  await say('remove_from_cart', 13, { items: [{ item_id: 'stove-003' }] });
  lists.push(await listed());
  return { lists: lists.map((list) => JSON.stringify(list)), saved };`;
const SEARCH = `
  await say('search', 20, { search_term: 'lantern' });
  const { items, trace } = await shelf.recommend({ count: 20 });
  return {
    reasons: items.flatMap(({ reasons }) => reasons).filter(({ kind }) => kind === 'search').map(({ text }) => text),
    sums: items.every(({ score, reasons }) => reasons.reduce((sum, { contribution }) => sum + contribution, 0) === score),
    notes: trace.notes,
  };`;
const PLACEMENT = `
  const { items, trace } = await shelf.recommend({ placement: 'home-top' });
  return { ids: items.map(({ id }) => id), notes: trace.notes, faults };`;

test.beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  cpSync('demo/dist/pack', FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/scenarios.json`, JSON.stringify({ format: 'onshelf-scenarios', version: 1, placements: PLACEMENTS }));
});

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);

    test('refunds and removals take back to the bit, a search is a reason, and a placement is followed', async ({ site }) => {
      const browser = await open();
      try {
        await browser.open(`${site.address}pages/`);
        expect(await browser.run(OPEN)).toEqual(['stored', 'stored']);
        const { lists, saved } = (await browser.run(TAKE_BACK)) as { lists: string[]; saved: string[] };
        const [before, bought, refunded, carted, removed] = lists;
        expect(bought).not.toBe(before);
        expect(refunded).toBe(before);
        expect(carted).not.toBe(before);
        expect(removed).toBe(before);
        expect(saved).toEqual(['stove-003']);
        const searched = (await browser.run(SEARCH)) as { reasons: string[]; sums: boolean; notes: unknown[] };
        expect(new Set(searched.reasons)).toEqual(new Set(['lantern']));
        expect(searched).toMatchObject({ sums: true, notes: [] });
        const { ids, ...rest } = (await browser.run(PLACEMENT)) as { ids: string[]; notes: unknown[]; faults: unknown[] };
        expect([ids.length, ids[0]]).toEqual([3, 'tent-014']);
        expect(rest).toEqual({ notes: [], faults: [] });
      } finally {
        await browser.close();
      }
    });
  });
}
