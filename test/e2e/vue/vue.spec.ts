import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { buildTestPage } from '../tools/build-test-page.mjs';
import { expect, type Site, test } from '../tools/site.js';

const FOLDER = 'vue';
const LISTS = ['together', 'trending', 'recent', 'new', 'because', 'reranked', 'next'] as const;

const idsOf = (page: Page, list: string): Promise<string[]> =>
  page.locator(`#${list} li`).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? ''));
const warningsOf = (page: Page): Promise<string[]> => page.evaluate(() => vuePage.warnings);

/** Opens the page, with a shelf that has three viewed tents, and counts layout shifts from then on. */
async function openShop(page: Page, site: Site): Promise<void> {
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js' });
    for (const id of ['tent-001', 'tent-005', 'tent-009']) await shelf.track('view_item', { items: [{ item_id: id }] });
    // With the whole pack, so that answers come at once.
    await shelf.newArrivals();
  });
  await page.addScriptTag({ type: 'module', url: `${site.address}built/${FOLDER}/browser.js` });
  await page.waitForFunction(() => globalThis.vuePage !== undefined);
  await page.evaluate(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
}

test.describe('Vue', () => {
  test.beforeAll(async () => {
    mkdirSync(`test-results/built/${FOLDER}`, { recursive: true });
    await buildTestPage('test/e2e/vue/vue-page.ts', `test-results/built/${FOLDER}`, 'Vue', { 'onshelf/vue': resolve('dist/vue.js') });
  });

  test('server-rendered HTML hydrates without a mismatch, becomes personal, and nothing moves', async ({ page, site }) => {
    await openShop(page, site);
    const html = await page.evaluate(() => vuePage.hydrate(Promise.resolve(shelf)));
    expect(html).toContain('Boot 1');
    expect(html).not.toContain('tent');
    for (const list of ['home', 'related', 'suspended']) {
      await expect(page.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
      expect((await idsOf(page, list)).length).toBe(8);
    }
    const wanted = await page.evaluate(async () => (await shelf.recommend({ count: 8 })).items.map(({ id }) => id));
    expect(await idsOf(page, 'home')).toEqual(wanted);
    expect(await idsOf(page, 'suspended')).toEqual(wanted);
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => shifts)).toBe(0);
    expect(await warningsOf(page)).toEqual([]);
  });

  test('a list updates after events of the shopper, and not after its own impressions', async ({ page, site }) => {
    await openShop(page, site);
    await page.evaluate(() => vuePage.hydrate(Promise.resolve(shelf)));
    await expect(page.locator('#home')).toHaveAttribute('data-status', 'ready');
    const before = await idsOf(page, 'home');
    const eventsOf = (name: string) =>
      page.evaluate(async (wanted) => (await shelf.profile.inspect()).events.filter((event) => event.name === wanted), name);
    await expect.poll(async () => (await eventsOf('view_item_list')).length).toBeGreaterThan(0);
    const seen = (await eventsOf('view_item_list')).flatMap(({ items }) => items);
    expect(seen).toContainEqual({ item_id: before[0], index: 0 });
    await page.waitForTimeout(1500);
    const told = (await eventsOf('view_item_list')).length;
    expect(await idsOf(page, 'home')).toEqual(before);
    await page.waitForTimeout(1500);
    expect((await eventsOf('view_item_list')).length).toBe(told);
    await page.locator('#home li').nth(2).click();
    await expect.poll(async () => (await eventsOf('select_item')).map(({ items }) => items)).toEqual([[{ item_id: before[2], index: 2 }]]);
    await page.evaluate((id) => shelf.feedback(id, 'hide'), before[0]);
    await expect.poll(() => idsOf(page, 'home')).not.toContain(before[0]);
  });

  test('without a server, Suspense waits for the answer', async ({ page, site }) => {
    await openShop(page, site);
    await page.evaluate(() => vuePage.mount('Suspended', shelf));
    await expect(page.locator('#suspended')).toHaveAttribute('data-status', 'ready');
    expect((await idsOf(page, 'suspended')).length).toBe(8);
    expect(await page.locator('#waiting').count()).toBe(0);
  });

  test('every other composable returns the result of its call, and updates with consent and events', async ({ page, site }) => {
    await openShop(page, site);
    await page.evaluate(() => vuePage.mount('Others', shelf));
    for (const list of LISTS) await expect(page.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
    const wanted = await page.evaluate(async () => {
      const lists = [
        await shelf.boughtTogether(['tent-001', 'tent-005'], { count: 4 }),
        await shelf.trending({ count: 4 }),
        await shelf.recentlyViewed({ count: 4 }),
        await shelf.newArrivals({ count: 4 }),
        await shelf.because({ count: 4 }),
        await shelf.rerank(['lamp-001', 'unknown', 'tent-014', 'boot-001'], { strength: 1 }),
        await shelf.recommend({ count: 4 }),
      ];
      return lists.map(({ items }) => items.map(({ id }) => id));
    });
    expect(await Promise.all(LISTS.map((list) => idsOf(page, list)))).toEqual(wanted);
    await expect(page.locator('#asked')).toHaveText('ready ready ready ready');
    await expect(page.locator('#reranked li').first()).toHaveText(/^Found /);
    await page.locator('#more').click();
    await expect.poll(async () => (await idsOf(page, 'next')).length).toBe(8);
    for (let step = 0; step < 2; step++) await page.locator('#choose').click();
    await expect(page.locator('#asked')).toHaveText('ready ready ready complete');
    await page.locator('#look').click();
    await expect.poll(() => idsOf(page, 'recent')).toEqual(['tent-014', 'tent-009', 'tent-005', 'tent-001']);
    await expect(page.locator('#known')).toHaveText(/^\d+ granted$/);
    await page.locator('#refuse').click();
    await expect(page.locator('#known')).toHaveText('0 denied');
    expect(await warningsOf(page)).toEqual([]);
  });

  test('a request follows its ref; KeepAlive stops a list, and brings it up to date again', async ({ page, site }) => {
    await openShop(page, site);
    await page.evaluate(() => vuePage.mount('Kept', shelf));
    await expect(page.locator('#kept')).toHaveAttribute('data-status', 'ready');
    const ofTent = await idsOf(page, 'kept');
    await page.locator('#change').click();
    await expect.poll(() => idsOf(page, 'kept')).not.toEqual(ofTent);
    await expect(page.locator('#kept')).toHaveAttribute('data-status', 'ready');
    await page.locator('#switch').click();
    await expect(page.locator('#other')).toBeVisible();
    await page.locator('#change').click();
    await page.locator('#switch').click();
    await expect(page.locator('#kept')).toHaveAttribute('data-status', 'ready');
    expect(await idsOf(page, 'kept')).toEqual(ofTent);
  });

  test('a request that changes with every rendering settles, and says so once', async ({ page, site }) => {
    await openShop(page, site);
    await page.evaluate(() => vuePage.mount('Restless', shelf));
    await expect(page.locator('#restless')).toHaveAttribute('data-status', 'ready');
    await page.waitForTimeout(300);
    const before = await page.evaluate(() => vuePage.updates);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => vuePage.updates)).toBe(before);
    expect((await idsOf(page, 'restless')).length).toBe(4);
    expect((await warningsOf(page)).filter((line) => line.includes('[unsteady-request]')).length).toBe(1);
  });

  test('nothing is asked once the app is unmounted', async ({ page, site }) => {
    await openShop(page, site);
    await page.evaluate(() => vuePage.hydrate(Promise.resolve(shelf)));
    await expect(page.locator('#home')).toHaveAttribute('data-status', 'ready');
    const asked = await page.evaluate(async () => {
      vuePage.unmount();
      let calls = 0;
      const { recommend } = shelf;
      Object.defineProperty(shelf, 'recommend', {
        value: (...given: Parameters<typeof recommend>) => {
          calls++;
          return recommend(...given);
        },
      });
      await shelf.track('view_item', { items: [{ item_id: 'lamp-001' }] });
      await new Promise((done) => setTimeout(done, 200));
      return calls;
    });
    expect(asked).toBe(0);
  });
});
