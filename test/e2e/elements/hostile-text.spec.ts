import type { Page } from '@playwright/test';
import type { Answer, Shelf } from '../../../src/index.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';

const TITLES = [
  '\u202eTent reversed',
  'Unbalanced \u2067\u2067 isolates',
  'אוהל לשני אנשים (2)',
  'خيمة 3',
  '\u200f\u061cmarks\u0000\n',
  'A plain tent',
];

/** Puts a list and a panel with such titles into a page. */
async function openTitles(page: Page, address: string, direction: string): Promise<void> {
  const answer: Answer = {
    recommendationId: 'list',
    servedBy: { model: 'personal', backend: 'js' },
    items: TITLES.map((title, index) => ({
      id: `tent-00${index}`,
      score: 1,
      reasons: [{ kind: 'event', itemId: `tent-00${index + 1}`, name: 'view_item', contribution: 1 }],
      item: { id: `tent-00${index}`, title, brand: title, price: 1234.5, currency: 'EUR' },
    })),
    trace: { events: 0, knownItems: 0, excluded: 0, steps: [], milliseconds: 0, notes: [] },
  };
  await page.goto(`${address}shop/bare.html`);
  await page.evaluate(
    async ([given, dir]) => {
      const { mountList, mountPanel } = (await import(
        `${location.origin}/dist/elements.js`
      )) as typeof import('../../../src/elements/elements.js');
      document.documentElement.dir = dir;
      const events = given.items.map(({ id }, index) => ({
        id,
        name: 'view_item',
        time: 1_700_000_000_000 + index,
        items: [{ item_id: id }, { item_id: 'x' }],
      }));
      const done = async () => ({ done: true });
      const shelf = {
        consent: { state: 'granted', set: done },
        recommend: async () => given,
        rerank: async () => given,
        profile: { inspect: async () => ({ consent: 'granted', paused: false, complete: true, events }), forget: done },
        subscribe: () => () => {},
      } as unknown as Shelf;
      const [list, panel] = [document.createElement('div'), document.createElement('div')];
      list.innerHTML = `<template><li><a data-slot="link"><span data-slot="title"></span></a> <i data-slot="brand"></i> <b data-slot="price"></b>
        <small data-slot="reason"></small> <button data-slot="dismiss"></button></li></template>`;
      document.querySelector('main')?.append(list, panel);
      await mountList(list, shelf);
      await mountPanel(panel, shelf);
    },
    [answer, direction] as const,
  );
}

/** Whether the characters of each element are laid out from left to right, as written. */
const inOrder = (page: Page, selector: string): Promise<boolean[]> =>
  page.locator(selector).evaluateAll((all) =>
    all.map((element) => {
      const [text] = element.childNodes;
      const range = document.createRange();
      const lefts = [...(text.textContent ?? '')].flatMap((sign, at) => {
        if (!/\d/.test(sign)) return [];
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return [range.getBoundingClientRect().left];
      });
      return lefts.length > 4 && lefts.every((left, at) => at === 0 || left > lefts[at - 1]);
    }),
  );

for (const direction of ['ltr', 'rtl']) {
  test(`in a page written ${direction}, prices and dates keep their order beside any title`, async ({ page, shop }) => {
    await openTitles(page, shop.address, direction);
    expect(await inOrder(page, '[data-slot=price]')).toEqual(TITLES.map(() => true));
    expect(await inOrder(page, 'time')).toEqual(TITLES.map(() => true));
    // The title comes before its price, and the text before its time.
    for (const [first, second] of [
      ['[data-slot=title]', '[data-slot=price]'],
      ['li bdi', 'time'],
    ]) {
      const [firsts, seconds] = await Promise.all(
        [first, second].map((selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left))),
      );
      expect(firsts.map((left, at) => left < seconds[at])).toEqual(TITLES.map(() => direction === 'ltr'));
    }
    await page.screenshot({ path: `test-results/hostile-text-${direction}.png`, fullPage: true });
  });
}

test('no text and no attribute contains a character that changes the direction of its surroundings', async ({ page, shop }) => {
  await openTitles(page, shop.address, 'ltr');
  const shown = await page.locator('main').evaluate((main) => {
    const labels = [...main.querySelectorAll('[aria-label], [alt]')].map(
      (one) => `${one.getAttribute('aria-label')}${one.getAttribute('alt')}`,
    );
    return [main.textContent, ...labels].join('\n');
  });
  expect(shown).not.toMatch(/[\u202a-\u202e\u2066\u2067\u200e\u200f\u061c]/);
  // Isolating characters come in pairs.
  expect(shown.replace(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u2068\u2069]/);
  expect(shown).toContain('Because of \u2068אוהל לשני אנשים (2)\u2069');
});
