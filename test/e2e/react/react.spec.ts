import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { buildTestPage } from '../tools/build-test-page.mjs';
import { expect, type Site, test } from '../tools/site.js';

declare global {
  var shifts: number;
}

const versions = [
  { name: 'React 19', folder: 'react-19', alias: {} },
  { name: 'React 18', folder: 'react-18', alias: { react: 'react-18', 'react-dom': 'react-dom-18' } },
] as const;

const idsOf = (page: Page, list: string): Promise<string[]> =>
  page.locator(`#${list} li`).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? ''));

/** Opens the page, with a shelf that has three viewed tents, and counts layout shifts from then on. */
async function openShop(page: Page, site: Site, folder: string): Promise<void> {
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js' });
    for (const id of ['tent-001', 'tent-005', 'tent-009']) await shelf.track('view_item', { items: [{ item_id: id }] });
  });
  await page.addScriptTag({ type: 'module', url: `${site.address}built/${folder}/browser.js` });
  await page.waitForFunction(() => globalThis.reactPage !== undefined);
  await page.evaluate(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
}

for (const { name, folder, alias } of versions) {
  test.describe(name, () => {
    test.beforeAll(async () => {
      mkdirSync(`test-results/built/${folder}`, { recursive: true });
      await buildTestPage('test/e2e/react/react-page.ts', `test-results/built/${folder}`, name, {
        'onshelf/react': resolve('dist/react.js'),
        ...alias,
      });
    });

    test('server-rendered HTML hydrates without an error, becomes personal, and nothing moves', async ({ page, site }) => {
      await openShop(page, site, folder);
      expect(await page.evaluate(() => reactPage.version)).toMatch(folder === 'react-18' ? /^18\./ : /^19\./);
      const html = await page.evaluate(() => reactPage.hydrate(Promise.resolve(shelf)));
      expect(html).toContain('Boot 1');
      expect(html).not.toContain('tent');
      for (const list of ['home', 'related', 'suspended']) {
        await expect(page.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
        expect((await idsOf(page, list)).length).toBe(8);
      }
      const wanted = await page.evaluate(async () => (await shelf.recommend({ count: 8 })).items.map(({ id }) => id));
      expect(await idsOf(page, 'home')).toEqual(wanted);
      await page.waitForTimeout(200);
      expect(await page.evaluate(() => ({ errors: reactPage.errors, waited: reactPage.waited, shifts }))).toEqual({
        errors: [],
        waited: 0,
        shifts: 0,
      });
    });

    test('a list updates after events of the shopper, and not after its own impressions', async ({ page, site }) => {
      await openShop(page, site, folder);
      await page.evaluate(() => reactPage.hydrate(Promise.resolve(shelf)));
      await expect(page.locator('#home')).toHaveAttribute('data-status', 'ready');
      const before = await idsOf(page, 'home');
      const impressions = (): Promise<string[]> =>
        page.evaluate(async () =>
          (await shelf.profile.inspect()).events
            .filter(({ name }) => name === 'view_item_list')
            .map(({ items, item_list_id }) => `${item_list_id} ${items.map(({ item_id, index }) => `${index}:${item_id}`).join()}`),
        );
      await expect.poll(async () => (await impressions()).length).toBeGreaterThan(0);
      expect((await impressions()).join()).toContain(`0:${before[0]}`);
      await page.waitForTimeout(1500);
      expect(await idsOf(page, 'home')).toEqual(before);
      const told = (await impressions()).length;
      await page.waitForTimeout(1500);
      expect((await impressions()).length).toBe(told);
      await page.locator('#home li').nth(2).click();
      const chosen = await page.evaluate(async () => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'select_item'));
      expect(chosen.map(({ items }) => items)).toEqual([[{ item_id: before[2], index: 2 }]]);
      await page.evaluate((id) => shelf.feedback(id, 'hide'), before[0]);
      await expect.poll(() => idsOf(page, 'home')).not.toContain(before[0]);
      expect(await page.evaluate(() => reactPage.errors)).toEqual([]);
    });

    test('without a server, the Suspense hook waits for shelf and answer, the others show their fallbacks', async ({ page, site }) => {
      await openShop(page, site, folder);
      const seen = await page.evaluate(async () => {
        const give = reactPage.mount();
        await new Promise((done) => setTimeout(done, 100));
        const waiting = [document.querySelector('#waiting') !== null, document.querySelector('#home')?.getAttribute('data-status')];
        give(Promise.resolve(shelf));
        return waiting;
      });
      expect(seen).toEqual([true, 'loading']);
      for (const list of ['home', 'suspended']) await expect(page.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
      expect(await page.locator('#waiting:visible').count()).toBe(0);
      expect(await page.evaluate(() => reactPage.errors)).toEqual([]);
    });

    test('every other hook returns the result of its call, and updates with consent and events', async ({ page, site }) => {
      await openShop(page, site, folder);
      await page.evaluate(() => reactPage.mountOthers(shelf));
      for (const list of ['together', 'trending', 'recent', 'reranked'])
        await expect(page.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
      const wanted = await page.evaluate(async () => {
        const lists = [
          await shelf.boughtTogether(['tent-001', 'tent-005'], { count: 4 }),
          await shelf.trending({ count: 4 }),
          await shelf.recentlyViewed({ count: 4 }),
          await shelf.rerank(['lamp-001', 'unknown', 'tent-014', 'boot-001'], { strength: 1 }),
        ];
        return lists.map(({ items }) => items.map(({ id }) => id));
      });
      expect(await Promise.all(['together', 'trending', 'recent', 'reranked'].map((list) => idsOf(page, list)))).toEqual(wanted);
      expect(wanted.map((ids) => ids.length)).toEqual([4, 4, 3, 4]);
      await expect(page.locator('#reranked li').first()).toHaveText(/^Found /);

      await page.locator('#look').click();
      await expect.poll(() => idsOf(page, 'recent')).toEqual(['tent-014', 'tent-009', 'tent-005', 'tent-001']);
      await expect.poll(() => page.locator('#known').textContent()).toMatch(/^\d+ granted$/);
      await page.locator('#forget').click();
      await expect.poll(() => idsOf(page, 'recent')).toEqual(['tent-009', 'tent-005', 'tent-001']);
      await page.locator('#refuse').click();
      await expect(page.locator('#known')).toHaveText('0 denied');
      expect(await page.evaluate(() => reactPage.errors)).toEqual([]);
    });
  });
}
