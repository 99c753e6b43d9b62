import type { Page } from '@playwright/test';
import { expect, openShelf, type Site, test, view } from '../tools/site.js';

const FALLBACK = ['tent-002', 'tent-003'];

/** Opens a shelf whose worker handles the first requested list in its own way. */
async function openWith(page: Page, site: Site, what: string): Promise<void> {
  await page.route('**/dying-worker.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `let done = false;
        addEventListener('message', (event) => {
          if (event.data.name !== 'list' || done) return;
          done = true;
          event.stopImmediatePropagation();
          ${what}
        });
        await import('/dist/worker.js');`,
    }),
  );
  await openShelf(page, site, { consent: 'granted', backend: 'js', workerUrl: '/dying-worker.js', fallback: FALLBACK });
  await view(page, 'tent-001', 'tent-005');
}

const list = (page: Page): Promise<{ model: string; ids: string[] }> =>
  page.evaluate(async () => {
    const { servedBy, items } = await shelf.recommend({ count: 2 });
    return { model: servedBy.model, ids: items.map(({ id }) => id) };
  });
const engine = (page: Page): Promise<string> => page.evaluate(async () => (await shelf.health()).engine);

test('if a worker ends during a request, that list and all later ones are the fallback', async ({ page, site }) => {
  await openWith(page, site, 'close();');
  expect(await list(page)).toEqual({ model: 'fallback', ids: FALLBACK });
  expect(await engine(page)).toBe('failed');
  expect(await list(page)).toEqual({ model: 'fallback', ids: FALLBACK });
  // The page's own functions continue.
  expect(await view(page, 'tent-009')).toEqual(['stored']);
  expect(await page.evaluate(async () => (await shelf.consent.set('denied')) && shelf.consent.state)).toBe('denied');
  expect(await page.evaluate(() => faults)).toEqual([]);
});

test('an unrelated error in the worker fails the pending requests, and no later ones', async ({ page, site }) => {
  await openWith(page, site, "throw new Error('of nobody');");
  expect(await list(page)).toEqual({ model: 'fallback', ids: FALLBACK });
  expect((await list(page)).model).toBe('personal');
  expect(await engine(page)).toBe('worker');
  expect(await page.evaluate(() => faults)).toEqual([]);
});
