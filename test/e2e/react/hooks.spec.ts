import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { buildTestPage } from '../tools/build-test-page.mjs';
import { expect, type Site, test } from '../tools/site.js';

const versions = [
  { name: 'React 19', folder: 'hooks-19', alias: {} },
  { name: 'React 18', folder: 'hooks-18', alias: { react: 'react-18', 'react-dom': 'react-dom-18' } },
] as const;

const wordsOf = async (page: Page, part: string): Promise<string[]> =>
  ((await page.locator(`#${part}`).textContent()) ?? '').split(' ').filter(Boolean);

/** Opens a part of the page, with a shelf that has viewed tents, and counts its list calls. */
async function openPart(page: Page, site: Site, folder: string, part: Parameters<typeof hooksPage.mount>[0]): Promise<void> {
  await page.goto(`${site.address}pages/`);
  await page.waitForFunction(() => globalThis.createShelf !== undefined);
  await page.evaluate(async () => {
    globalThis.shelf = await createShelf({ pack: '/pack/pack.json', consent: 'granted', backend: 'js' });
    for (const id of ['tent-001', 'tent-005', 'tent-009']) await shelf.track('view_item', { items: [{ item_id: id }] });
    // With the whole pack, so that answers come at once.
    await shelf.newArrivals();
  });
  await page.addScriptTag({ type: 'module', url: `${site.address}built/${folder}/browser.js` });
  await page.waitForFunction(() => globalThis.hooksPage !== undefined);
  await page.evaluate((name) => hooksPage.mount(name, shelf), part);
}

const unsteady = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    hooksPage.warnings.filter((line) => line.includes('[unsteady-request]')).map((line) => line.replace(/ changes .*/, '')),
  );

for (const { name, folder, alias } of versions) {
  test.describe(name, () => {
    test.beforeAll(async () => {
      mkdirSync(`test-results/built/${folder}`, { recursive: true });
      await buildTestPage('test/e2e/react/hooks-page.ts', `test-results/built/${folder}`, name, {
        'onshelf/react': resolve('dist/react.js'),
        ...alias,
      });
    });

    test('requests that change with every render settle, say so once, and follow what changes for a reason', async ({ page, site }) => {
      await openPart(page, site, folder, 'restless');
      for (const part of ['now', 'seed', 'item', 'segments', 'explanation'])
        await expect(page.locator(`#${part}`)).toHaveAttribute('data-status', 'ready');
      await page.waitForTimeout(300);
      const before = await page.evaluate(() => hooksPage.renders);
      await page.waitForTimeout(500);
      expect(await page.evaluate(() => hooksPage.renders)).toBe(before);
      const related = await wordsOf(page, 'item');
      await page.locator('#change').click();
      await expect.poll(() => wordsOf(page, 'item')).not.toEqual(related);
      await expect(page.locator('#item')).toHaveAttribute('data-status', 'ready');
      // An event asks again, once.
      await page.evaluate(() => shelf.track('view_item', { items: [{ item_id: 'lamp-001' }] }));
      await page.waitForTimeout(500);
      const after = await page.evaluate(() => hooksPage.renders);
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => hooksPage.renders)).toBe(after);
      for (const part of ['now', 'seed', 'item']) await expect(page.locator(`#${part}`)).toHaveAttribute('data-status', 'ready');
      const said = await unsteady(page);
      expect(said).toContain('onshelf: "now" of recommend()');
      expect(said).toContain('onshelf: "seed" of trending()');
      expect(new Set(said).size).toBe(said.length);
    });

    test('a component that suspends settles too', async ({ page, site }) => {
      await openPart(page, site, folder, 'suspended');
      await expect(page.locator('#suspended')).toHaveAttribute('data-status', 'ready');
      expect((await wordsOf(page, 'suspended')).length).toBe(4);
      await page.waitForTimeout(300);
      const before = await page.evaluate(() => hooksPage.renders);
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => hooksPage.renders)).toBe(before);
      expect(await unsteady(page)).toEqual(['onshelf: "now" of recommend()']);
    });

    test('a component that renders all the time for another reason has its list', async ({ page, site }) => {
      await openPart(page, site, folder, 'ticking');
      await expect(page.locator('#ticking')).toHaveAttribute('data-status', 'ready');
      await page.waitForTimeout(300);
      await expect(page.locator('#ticking')).toHaveAttribute('data-status', 'ready');
      expect(await unsteady(page)).toEqual(['onshelf: "now" of recommend()']);
    });

    test('a list that grows keeps what is shown where it is, until it is to be ordered anew', async ({ page, site }) => {
      await openPart(page, site, folder, 'growing');
      await expect(page.locator('#growing')).toHaveAttribute('data-status', 'ready');
      let shown = await wordsOf(page, 'growing');
      expect(shown.length).toBe(8);
      for (const length of [16, 24]) {
        await page.locator('#grow').click();
        await expect.poll(async () => (await wordsOf(page, 'growing')).length).toBe(length);
        expect((await wordsOf(page, 'growing')).slice(0, shown.length)).toEqual(shown);
        await expect(page.locator('#growing')).toHaveAttribute('data-status', 'ready');
        const grown = await wordsOf(page, 'growing');
        expect(grown.slice(0, shown.length)).toEqual(shown);
        // What came is ranked among itself.
        const given = ['tent', 'boot', 'lamp'].flatMap((kind) => [...'12345678'].map((digit) => `${kind}-00${digit}`)).slice(0, length);
        const ranked = await page.evaluate(async (ids) => (await shelf.rerank(ids, { strength: 1 })).items.map(({ id }) => id), given);
        expect(grown.slice(shown.length)).toEqual(ranked.filter((id) => !shown.includes(id)));
        shown = grown;
      }
      await page.evaluate(() => shelf.track('view_item', { items: [{ item_id: 'lamp-001' }] }));
      await page.waitForTimeout(300);
      expect((await wordsOf(page, 'growing')).slice(0, 16)).toEqual(shown.slice(0, 16));
      await page.locator('#renew').click();
      await expect.poll(() => wordsOf(page, 'growing')).not.toEqual(shown);
      expect([...(await wordsOf(page, 'growing'))].sort()).toEqual([...shown].sort());
    });

    test("cards show the shop's own records, and items without one are left out, which is said", async ({ page, site }) => {
      await openPart(page, site, folder, 'resolved');
      await expect(page.locator('#resolved')).toHaveAttribute('data-status', 'ready');
      for (const word of await wordsOf(page, 'resolved')) expect(word).toMatch(/^\d\.\d$/);
      const wanted = await page.evaluate(
        async () => (await shelf.recommend({ count: 12 })).items.filter(({ id }) => /^(tent|boot|lamp)-00[1-9]$/.test(id)).length,
      );
      expect((await wordsOf(page, 'resolved')).length).toBe(wanted);
      const said = await page.evaluate(() => hooksPage.warnings.filter((line) => line.includes('[unresolved-item]')));
      expect(said.length).toBe(wanted < 12 ? 1 : 0);
    });

    test('segments, explanation, measures, quiz and further lists are those of the shelf', async ({ page, site }) => {
      await openPart(page, site, folder, 'others');
      for (const part of ['segments', 'best', 'explanation', 'measures', 'quiz', 'because', 'new', 'next'])
        await expect(page.locator(`#${part}`)).toHaveAttribute('data-status', 'ready');
      const wanted = await page.evaluate(async () => ({
        segments: (await shelf.segments({ count: 3 })).categories.map(({ name }) => name).join(' '),
        member: (await shelf.segments({ memberOf: true })).memberOf?.map(({ name }) => name).join('|') ?? '',
        best: (await shelf.nextBest({ slots: [{ id: 'hero', kinds: ['category'] }] })).slots[0].places[0].id,
        explanation: String((await shelf.explain('tent-001', { now: hooksPage.now }))?.score),
        because: (await shelf.because({ count: 3 })).about?.itemId,
        new: (await shelf.newArrivals({ count: 3 })).items.map(({ id }) => id).join(' '),
        long: (await shelf.recommend({ count: 12 })).items.map(({ id }) => id),
      }));
      expect(await page.locator('#segments').textContent()).toBe(wanted.segments);
      expect(await page.locator('#best').textContent()).toBe(wanted.best);
      expect(wanted.member).not.toBe('');
      await expect(page.locator('#member')).toHaveText(wanted.member);
      expect(await page.locator('#explanation').textContent()).toBe(wanted.explanation);
      expect(await wordsOf(page, 'because')).toEqual([wanted.because, '3']);
      expect(await page.locator('#new').textContent()).toBe(wanted.new);

      // Of an id that the catalogue does not have, there is no title.
      const titles = await page.evaluate(async () => {
        const { items } = await shelf.rerank(['tent-001', 'tent-005'], { strength: 0 });
        return items.map(({ item }) => item.title);
      });
      await expect(page.locator('#named')).toHaveText(`tent-001: ${titles[0]} gla_tent-005: ${titles[1]} unknown: undefined`);
      await expect(page.locator('#none')).toHaveText('0');

      expect(await wordsOf(page, 'next')).toEqual(wanted.long.slice(0, 4));
      for (const length of [8, 12]) {
        await page.locator('#more').click();
        await expect.poll(async () => (await wordsOf(page, 'next')).length).toBe(length);
      }
      expect(await wordsOf(page, 'next')).toEqual(wanted.long);
      await page.locator('#click').click();
      await expect.poll(() => page.locator('#measures').textContent()).toBe('1');
      const clicked = await page.evaluate(async () => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'select_item'));
      expect(clicked.map(({ items }) => items)).toEqual([[{ item_id: wanted.long[11], index: 11 }]]);
      // The list has changed with that, and is as long as before.
      await expect.poll(async () => (await wordsOf(page, 'next')).length).toBe(12);

      const first = await wordsOf(page, 'quiz');
      expect(first.slice(0, 3)).toEqual(['0', 'of', '2']);
      await page.locator('#choose').click();
      await expect.poll(async () => (await wordsOf(page, 'quiz'))[0]).toBe('1');
      await page.locator('#choose').click();
      await expect(page.locator('#quiz')).toHaveAttribute('data-status', 'complete');
      const answers = await page.evaluate(async () => (await shelf.profile.inspect()).events.filter(({ name }) => name === 'feedback'));
      expect(answers.map(({ kind, items }) => [kind, items[0].item_id])[0]).toEqual(['more', first[3]]);
      expect(answers.every(({ item_list_id }) => item_list_id?.startsWith('quiz-'))).toBe(true);
      await page.locator('#restart').click();
      await expect(page.locator('#quiz')).toHaveAttribute('data-status', 'ready');

      await page.locator('#buy').click();
      await expect.poll(() => wordsOf(page, 'again')).toEqual(['tent-013']);
      await page.locator('#wish').click();
      await expect.poll(() => wordsOf(page, 'saved')).toEqual(['tent-021']);
    });
  });
}
