import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { buildTestPage } from '../tools/build-test-page.mjs';
import { expectRestored, goBack, test } from '../tools/history-browser.js';
import { expect, openShelf, type Site, view } from '../tools/site.js';

const FOLDER = 'vue-restored';
const granted = { consent: 'granted', backend: 'js' } as const;
const idsOf = (tab: Page, list: string): Promise<string[]> =>
  tab.locator(`#${list} li`).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? ''));

/** Opens the page with a part of the Vue shop, whose shopper has looked at tents. */
async function openPart(tab: Page, site: Site, part: Parameters<typeof vuePage.mount>[0] | null): Promise<void> {
  await openShelf(tab, site, granted, 'pages/?first');
  await view(tab, 'tent-001', 'tent-005', 'tent-009');
  await tab.addScriptTag({ type: 'module', url: `${site.address}built/${FOLDER}/browser.js` });
  await tab.waitForFunction(() => globalThis.vuePage !== undefined);
  await tab.evaluate(async (name) => {
    if (name === null) await vuePage.hydrate(Promise.resolve(shelf));
    else vuePage.mount(name, shelf);
  }, part);
  // A first visit stores the pack and the state of the profile. A page that is left in the midst of it is not kept by the browser.
  await tab.waitForTimeout(1500);
}

/** Waits for every list: the browser gives up a page that was left while it reads what the next one wants to write. */
async function expectOthersReady(tab: Page): Promise<void> {
  for (const list of ['recent', 'because', 'reranked']) await expect(tab.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
  await expect(tab.locator('#known')).not.toBeEmpty();
}

/** On the next page the shopper looks at boots, then goes back. */
async function lookAtBootsAndReturn(tab: Page, site: Site): Promise<void> {
  await openShelf(tab, site, granted, 'pages/?second');
  await view(tab, 'boot-001', 'boot-002', 'boot-003', 'boot-004', 'boot-005');
  await goBack(tab, /first/);
  await expectRestored(tab);
}

test.beforeAll(async () => {
  mkdirSync(`test-results/built/${FOLDER}`, { recursive: true });
  await buildTestPage('test/e2e/vue/vue-page.ts', `test-results/built/${FOLDER}`, 'Vue', { 'onshelf/vue': resolve('dist/vue.js') });
});

test.afterEach(async ({ tab }) => {
  expect(await tab.evaluate(() => [...faults, ...vuePage.warnings])).toEqual([]);
});

test('lists of every composable are of now when the browser restores their page', async ({ tab, site }) => {
  await openPart(tab, site, 'Others');
  await expectOthersReady(tab);
  const [recent, because] = [await idsOf(tab, 'recent'), await idsOf(tab, 'because')];
  await lookAtBootsAndReturn(tab, site);
  await expect.poll(async () => (await idsOf(tab, 'recent'))[0]).toBe('boot-005');
  const wanted = await tab.evaluate(async () => ({
    recent: (await shelf.recentlyViewed({ count: 4 })).items.map(({ id }) => id),
    because: (await shelf.because({ count: 4 })).items.map(({ id }) => id),
    next: (await shelf.recommend({ count: 4 })).items.map(({ id }) => id),
    reranked: (await shelf.rerank(['lamp-001', 'tent-014', 'boot-001'], { strength: 1 })).items.map(({ id }) => id),
  }));
  for (const list of ['recent', 'because', 'next'] as const) await expect.poll(() => idsOf(tab, list)).toEqual(wanted[list]);
  await expect.poll(async () => (await idsOf(tab, 'reranked')).filter((id) => id !== 'unknown')).toEqual(wanted.reranked);
  await expect.poll(async () => Number.parseInt((await tab.locator('#known').textContent()) ?? '', 10)).toBeGreaterThanOrEqual(8);
  expect(await idsOf(tab, 'recent')).not.toEqual(recent);
  expect(wanted.because).not.toEqual(because);
});

test('lists that a server rendered, and one that suspends, are of now when the browser restores their page', async ({ tab, site }) => {
  await openPart(tab, site, null);
  for (const list of ['home', 'related', 'suspended']) await expect(tab.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
  const before = await idsOf(tab, 'home');
  await lookAtBootsAndReturn(tab, site);
  const now = await tab.evaluate(async () => (await shelf.recommend({ count: 8 })).items.map(({ id }) => id));
  expect(now).not.toEqual(before);
  for (const list of ['home', 'suspended']) await expect.poll(() => idsOf(tab, list)).toEqual(now);
});

test('a list of a component that suspended is of now when its page is restored', async ({ tab, site }) => {
  await openPart(tab, site, 'Suspended');
  await expect(tab.locator('#suspended')).toHaveAttribute('data-status', 'ready');
  await lookAtBootsAndReturn(tab, site);
  const now = await tab.evaluate(async () => (await shelf.recommend({ count: 8 })).items.map(({ id }) => id));
  await expect.poll(() => idsOf(tab, 'suspended')).toEqual(now);
});

test('a list that is kept out of sight while its page is restored is of now when it is shown again', async ({ tab, site }) => {
  await openPart(tab, site, 'Kept');
  await expect(tab.locator('#kept')).toHaveAttribute('data-status', 'ready');
  await tab.locator('#switch').click();
  await expect(tab.locator('#other')).toBeVisible();
  await openShelf(tab, site, granted, 'pages/?second');
  const hidden = await tab.evaluate(async () => (await shelf.related('tent-001', { count: 1 })).items[0]?.id as string);
  await tab.evaluate((id) => shelf.feedback(id, 'hide'), hidden);
  await goBack(tab, /first/);
  await expectRestored(tab);
  await tab.locator('#switch').click();
  await expect(tab.locator('#kept li')).toHaveCount(4);
  await expect.poll(() => idsOf(tab, 'kept')).not.toContain(hidden);
});

test('after a log-out on the next page, composables show nobody’s lists', async ({ tab, site }) => {
  await openPart(tab, site, 'Others');
  await expectOthersReady(tab);
  await openShelf(tab, site, granted, 'pages/?second');
  await tab.evaluate(() => shelf.switchProfile(null));
  await goBack(tab, /first/);
  await expectRestored(tab);
  await expect(tab.locator('#recent li')).toHaveCount(0);
  await expect(tab.locator('#because li')).toHaveCount(0);
  expect(await tab.evaluate(async () => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'view_item'))).toEqual([]);
});
