import { PLAIN_BROWSERS } from '../tools/plain-browsers.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { OWN, TEMPLATE } from './list-page.js';

const LIST = (id: string): string => `<onshelf-list id="${id}" layout="grid">${TEMPLATE}${OWN}</onshelf-list>`;

/** Functions for the bodies below. */
const TOOLS = `
  const ids = (list) => [...document.querySelectorAll(list + ' [data-onshelf-card]')].map((card) => card.dataset.onshelfCard);
  const until = async (right) => {
    for (let tries = 0; tries < 200 && !right(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return right();
  };
  const shown = (list) => [...document.querySelectorAll(list + ' [data-slot=items] > li, ' + list + ' > .cards > li')].filter((item) => item.getClientRects().length > 0).length;
`;
const WRITE = `${TOOLS}
  const shelf = await new Promise((resolve) => onshelf('ready', resolve));
  document.querySelector('main').innerHTML = ${JSON.stringify(`${LIST('a')}${LIST('b')}<onshelf-panel>Wait</onshelf-panel>`)};
  await until(() => ids('#a').length === 4 && ids('#b').length === 4);
  return [new Set([...ids('#a'), ...ids('#b')]).size, shown('#a'), getComputedStyle(document.querySelector('#a [data-slot=price]')).fontWeight];`;
const DISMISS = `${TOOLS}
  const [first] = ids('#a');
  document.querySelector('#a [data-slot=dismiss]').click();
  await until(() => !ids('#a').includes(first));
  return [ids('#a').length, ids('#b').includes(first)];`;
const CHANGE = `${TOOLS}
  const shelf = await new Promise((resolve) => onshelf('ready', resolve));
  document.querySelector('#a').setAttribute('item', 'tent-001');
  const { items } = await shelf.related('tent-001', { count: 12 });
  const related = items.map(({ id }) => id);
  const right = await until(() => ids('#a').length === 4 && ids('#a').every((id) => related.includes(id)));
  document.querySelector('#b').remove();
  await until(() => false || document.querySelector('onshelf-panel h2') !== null);
  return [right, document.querySelector('onshelf-panel').innerText.includes('Wait'), faults, violations];`;
const RESTORE = `${TOOLS}
  const list = document.querySelector('#a');
  list.remove();
  await until(() => list.querySelectorAll('[data-onshelf-card]').length === 0);
  document.querySelector('main').append(list.querySelector('ul'));
  return shown('main');`;
const KEPT = `${TOOLS}
  await new Promise((resolve) => onshelf('ready', resolve));
  document.querySelector('main').innerHTML = ${JSON.stringify(LIST('a'))};
  await until(() => ids('#a').length === 4);
  const copy = document.body.cloneNode(true);
  document.body.replaceWith(document.createElement('body'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  document.body.replaceWith(copy);
  return [await until(() => shown('#a') === 4 && ids('#a').length === 4), document.querySelectorAll('[data-onshelf-card]').length];`;
const RESTYLED = `${TOOLS}
  document.adoptedStyleSheets = [new CSSStyleSheet()];
  await new Promise((resolve) => setTimeout(resolve, 100));
  return [await until(() => shown('#a') === 4), document.adoptedStyleSheets.length, faults];`;

for (const { name, missing, open } of PLAIN_BROWSERS) {
  test.describe(`in ${name}${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
    test.skip(missing !== '', missing);
    test.setTimeout(180_000);

    test("lists fill, share nothing, follow and give back the shop's items, under a strict policy", async ({ shop }) => {
      const browser = await open();
      try {
        await browser.open(`${shop.address}self/bare.html`);
        expect(await browser.run(WRITE)).toEqual([8, 4, '600']);
        expect(await browser.run(DISMISS)).toEqual([4, false]);
        expect(await browser.run(CHANGE)).toEqual([true, false, [], []]);
        expect(await browser.run(RESTORE)).toBe(4);
      } finally {
        await browser.close();
      }
    });

    test('a page kept as a copy shows each item once, and one that replaces its style sheets only cards', async ({ shop }) => {
      const browser = await open();
      try {
        await browser.open(`${shop.address}shop/bare.html`);
        expect(await browser.run(KEPT)).toEqual([true, 4]);
        // The page's own sheet, the rule that hides the shop's items, and the grid.
        expect(await browser.run(RESTYLED)).toEqual([true, 3, []]);
      } finally {
        await browser.close();
      }
    });
  });
}
