import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { buildTestPage } from '../tools/build-test-page.mjs';
import { expectRestored, goBack, test } from '../tools/history-browser.js';
import { expect, openShelf, type Site, view } from '../tools/site.js';

const granted = { consent: 'granted', backend: 'js' } as const;
const idsOf = (tab: Page, list: string): Promise<string[]> =>
  tab.locator(`#${list} li`).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-id') ?? ''));
const wordsOf = async (tab: Page, part: string): Promise<string[]> =>
  ((await tab.locator(`#${part}`).textContent()) ?? '').split(' ').filter(Boolean);

/** Opens a page whose shopper has looked at tents, and loads a bundle of hooks into it. */
async function openPage(tab: Page, site: Site, folder: string): Promise<void> {
  await openShelf(tab, site, granted, 'pages/?first');
  await view(tab, 'tent-001', 'tent-005', 'tent-009');
  await tab.addScriptTag({ type: 'module', url: `${site.address}built/${folder}/browser.js` });
  await tab.waitForFunction(() => globalThis.reactPage !== undefined || globalThis.hooksPage !== undefined);
}

/** On the next page the shopper looks at boots, then goes back. */
async function lookAtBootsAndReturn(tab: Page, site: Site): Promise<void> {
  await openShelf(tab, site, granted, 'pages/?second');
  await view(tab, 'boot-001', 'boot-002', 'boot-004', 'boot-005');
  await goBack(tab, /first/);
  await expectRestored(tab);
}

const versions = [
  { name: 'React 19', folder: 'restored-19', alias: {} },
  { name: 'React 18', folder: 'restored-18', alias: { react: 'react-18', 'react-dom': 'react-dom-18' } },
] as const;

for (const { name, folder, alias } of versions) {
  test.describe(name, () => {
    test.beforeAll(async () => {
      for (const page of ['react', 'hooks']) {
        mkdirSync(`test-results/built/${page}-${folder}`, { recursive: true });
        await buildTestPage(`test/e2e/react/${page}-page.ts`, `test-results/built/${page}-${folder}`, name, {
          'onshelf/react': resolve('dist/react.js'),
          ...alias,
        });
      }
    });

    test.afterEach(async ({ tab }) => {
      expect(await tab.evaluate(() => [...faults, ...(globalThis.reactPage?.errors ?? [])])).toEqual([]);
    });

    test('lists of hooks are of now when the browser restores their page', async ({ tab, site }) => {
      await openPage(tab, site, `react-${folder}`);
      await tab.evaluate(() => reactPage.mountOthers(shelf));
      for (const list of ['recent', 'reranked']) await expect(tab.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
      const before = await idsOf(tab, 'reranked');
      await lookAtBootsAndReturn(tab, site);
      await expect.poll(async () => (await idsOf(tab, 'recent'))[0]).toBe('boot-005');
      const wanted = await tab.evaluate(async () => ({
        recent: (await shelf.recentlyViewed({ count: 4 })).items.map(({ id }) => id),
        reranked: (await shelf.rerank(['lamp-001', 'unknown', 'tent-014', 'boot-001'], { strength: 1 })).items.map(({ id }) => id),
      }));
      for (const list of ['recent', 'reranked'] as const) await expect.poll(() => idsOf(tab, list)).toEqual(wanted[list]);
      expect(wanted.reranked).not.toEqual(before);
      await expect.poll(async () => Number((await wordsOf(tab, 'known'))[0])).toBeGreaterThanOrEqual(7);
    });

    test('lists that a server rendered are of now when the browser restores their page', async ({ tab, site }) => {
      await openPage(tab, site, `react-${folder}`);
      await tab.evaluate(() => reactPage.hydrate(Promise.resolve(shelf)));
      for (const list of ['home', 'suspended']) await expect(tab.locator(`#${list}`)).toHaveAttribute('data-status', 'ready');
      const before = await idsOf(tab, 'home');
      await lookAtBootsAndReturn(tab, site);
      const now = await tab.evaluate(async () => (await shelf.recommend({ count: 8 })).items.map(({ id }) => id));
      expect(now).not.toEqual(before);
      for (const list of ['home', 'suspended']) await expect.poll(() => idsOf(tab, list)).toEqual(now);
    });

    test('what hooks answer besides lists, and lists in pages, are of now too', async ({ tab, site }) => {
      await openPage(tab, site, `hooks-${folder}`);
      await tab.evaluate(() => hooksPage.mount('others', shelf));
      for (const part of ['segments', 'because', 'next']) await expect(tab.locator(`#${part}`)).toHaveAttribute('data-status', 'ready');
      await tab.locator('#more').click();
      await expect.poll(async () => (await wordsOf(tab, 'next')).length).toBe(8);
      await lookAtBootsAndReturn(tab, site);
      const wanted = await tab.evaluate(async () => ({
        because: [(await shelf.because({ count: 3 })).about?.itemId, '3'],
        segments: (await shelf.segments({ count: 3 })).categories.map(({ name: category }) => category).join(' '),
        next: (await shelf.recommend({ count: 4 })).items.map(({ id }) => id),
      }));
      await expect.poll(() => wordsOf(tab, 'because')).toEqual(wanted.because);
      await expect(tab.locator('#segments')).toHaveText(wanted.segments);
      await expect.poll(async () => (await wordsOf(tab, 'next')).slice(0, 4)).toEqual(wanted.next);
    });

    test('a list that has grown, and the pages of a list, keep nothing of a shopper who logs out', async ({ tab, site }) => {
      await openPage(tab, site, `hooks-${folder}`);
      await tab.evaluate(async () => {
        await shelf.switchProfile('anna');
        for (const id of ['ski-001', 'ski-002', 'ski-005', 'boot-001', 'boot-002', 'boot-004'])
          await shelf.track('add_to_cart', { items: [{ item_id: id }] });
      });
      await tab.evaluate(() => hooksPage.mount('growing', shelf));
      await expect(tab.locator('#growing')).toHaveAttribute('data-status', 'ready');
      await tab.locator('#grow').click();
      await expect.poll(async () => (await wordsOf(tab, 'growing')).length).toBe(16);
      const annas = await wordsOf(tab, 'growing');
      await tab.evaluate(() => shelf.switchProfile(null));
      const given = ['tent', 'boot'].flatMap((kind) => [...'12345678'].map((digit) => `${kind}-00${digit}`));
      const guests = await tab.evaluate(async (all) => (await shelf.rerank(all, { strength: 1 })).items.map(({ id }) => id), given);
      expect(guests).not.toEqual(annas);
      await expect.poll(() => wordsOf(tab, 'growing')).toEqual(guests);

      await tab.evaluate(() => shelf.switchProfile('anna'));
      await tab.evaluate(() => hooksPage.mount('others', shelf));
      await expect(tab.locator('#next')).toHaveAttribute('data-status', 'ready');
      await expect.poll(async () => (await wordsOf(tab, 'next')).length).toBe(4);
      await tab.locator('#more').click();
      await expect.poll(async () => (await wordsOf(tab, 'next')).length).toBe(8);
      const annasNext = await wordsOf(tab, 'next');
      await tab.evaluate(() => shelf.switchProfile(null));
      const guestsNext = await tab.evaluate(async () => {
        const { recommendationId, items } = await shelf.recommend({ count: 4 });
        return [...items, ...(await shelf.next(recommendationId, 4)).items].map(({ id }) => id);
      });
      expect(guestsNext.slice(0, 4)).not.toEqual(annasNext.slice(0, 4));
      await expect.poll(() => wordsOf(tab, 'next')).toEqual(guestsNext);
    });

    test('a list that has grown is ordered anew when the browser restores its page', async ({ tab, site }) => {
      await openPage(tab, site, `hooks-${folder}`);
      await tab.evaluate(() => hooksPage.mount('growing', shelf));
      await expect(tab.locator('#growing')).toHaveAttribute('data-status', 'ready');
      await tab.locator('#grow').click();
      await tab.locator('#grow').click();
      await expect.poll(async () => (await wordsOf(tab, 'growing')).length).toBeGreaterThan(20);
      await lookAtBootsAndReturn(tab, site);
      const ids = await wordsOf(tab, 'growing');
      const given = ['tent', 'boot', 'lamp'].flatMap((kind) => [...'12345678'].map((digit) => `${kind}-00${digit}`));
      const now = await tab.evaluate(async (all) => (await shelf.rerank(all, { strength: 1 })).items.map(({ id }) => id), given);
      expect(ids).toHaveLength(now.length);
      await expect.poll(() => wordsOf(tab, 'growing')).toEqual(now);
    });
  });
}
