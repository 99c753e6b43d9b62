import { expect, home, openShelf } from '../e2e/tools/site.js';
import { expectNoFaults, healthOf, knownMarks, trackMarked } from './tools/marked-events.js';
import { firstPage, noteCost, test } from './tools/shop-browser.js';

const granted = { consent: 'granted', backend: 'js' } as const;

test('F14: in a sandboxed frame without an origin, lists are personal and events stay in memory', async ({ launch, site }) => {
  const page = await firstPage(await launch());
  await page.goto(`${site.address}pages/`);
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = '/pages/index.html';
    document.body.append(frame);
  });
  const frame = await expect
    .poll(() => page.frames()[1])
    .toBeDefined()
    .then(() => page.frames()[1]);
  await frame.waitForFunction(() => globalThis.createShelf !== undefined);
  const outcome = await frame.evaluate(async () => {
    let refused = '';
    try {
      indexedDB.open('x');
    } catch (error) {
      refused = (error as DOMException).name;
    }
    const shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js' });
    const list = async (): Promise<string[]> => (await shelf.recommend({ count: 20 })).items.map((item: { id: string }) => item.id);
    const popular = await list();
    const { kept } = await shelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
    const personal = await list();
    const known = (await shelf.profile.inspect()).events.length;
    await shelf.consent.set('denied');
    return { refused, popular, kept, personal, known, after: await list(), mode: (await shelf.health()).mode, faults };
  });
  expect(outcome).toMatchObject({ refused: 'SecurityError', kept: 'memory', known: 1, mode: 'none', faults: [] });
  expect(outcome.popular).toHaveLength(20);
  expect(outcome.personal).not.toEqual(outcome.popular);
  expect(outcome.after).toEqual(outcome.popular);
  noteCost({ runs: 1, acknowledged: 0, lost: 0 });
});

test('F14: if the shopper disabled storage, lists are personal and events stay in memory', async ({ launch, site }) => {
  const page = await firstPage(await launch({ refusing: true }));
  await openShelf(page, site, granted);
  const refused = await page.evaluate(() => {
    try {
      return localStorage.length;
    } catch (error) {
      return (error as Error).name;
    }
  });
  // Then WebKit has no storage, rather than one that throws.
  expect(refused).toMatch(/^(SecurityError|TypeError)$/);
  const popular = await home(page);
  expect(await trackMarked(page, ['a-0', 'a-1'])).toEqual([]);
  expect(await knownMarks(page)).toEqual(['a-0', 'a-1']);
  expect(await home(page)).not.toEqual(popular);
  expect(await healthOf(page)).toMatchObject({ mode: 'memory', rung: 6 });
  await page.evaluate(() => shelf.consent.set('denied'));
  expect(await home(page)).toEqual(popular);
  await expectNoFaults(page);
  noteCost({ runs: 1, acknowledged: 0, lost: 0 });
});

test('F14: over plain http, without WebCrypto, buckets and locks, events are stored with a checksum', async ({ launch, site }) => {
  const context = await launch({ host: 'shop.test' });
  const page = await firstPage(context);
  const plain = { address: site.address.replace('127.0.0.1', 'shop.test') };
  await openShelf(page, plain, granted);
  expect(await page.evaluate(() => [isSecureContext, crypto.subtle === undefined])).toEqual([false, true]);
  const popular = await home(page);
  expect(await trackMarked(page, ['a-0', 'a-1'])).toEqual(['a-0', 'a-1']);
  expect(await home(page)).not.toEqual(popular);
  expect(await healthOf(page)).toMatchObject({ mode: 'stored', storage: { bucket: null, encrypted: false } });
  await expectNoFaults(page);
  await openShelf(page, plain, { backend: 'js' });
  expect(await knownMarks(page)).toEqual(['a-0', 'a-1']);
  expect((await healthOf(page)).lostEvents).toBe(0);
  noteCost({ runs: 1, acknowledged: 2, lost: 0 });
});
