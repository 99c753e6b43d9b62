import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { cardsOf, OWN, openMarkup, TEMPLATE } from '../elements/list-page.js';
import { test as shopTest } from '../tools/shop-site.js';
import { expect, openShelf, type Site, test } from '../tools/site.js';

/** A copy of the sample's pack, with placements beside it. */
const FOLDER = 'test-results/packs/hand';
const write = (text: string): void => writeFileSync(`${FOLDER}/scenarios.json`, text);
const fileOf = (placements: object): string => JSON.stringify({ format: 'onshelf-scenarios', version: 1, placements });
/** The blocks of code of the document, by language. */
const blocksOf = (language: string): string[] =>
  [...readFileSync('docs/merchandising.md', 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code,
  );
const open = (page: Page, site: Site): Promise<void> =>
  openShelf(page, site, { pack: '/packs/hand/pack.json', backend: 'js', consent: 'granted' });

test.beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync('demo/dist/pack', FOLDER, { recursive: true });
});

test('the example of the document is sound, and its calls run without a note', async ({ page, site }) => {
  const [example] = blocksOf('json');
  const source = 'test-results/packs/hand-source.json';
  writeFileSync(source, example);
  const output = execFileSync('node', ['dist/cli.js', 'scenarios', 'publish', source, '--pack', FOLDER], { encoding: 'utf8' });
  expect(output).toMatch(/is valid for pack \d+: 3 placements/);
  await open(page, site);
  const [calls] = blocksOf('js');
  const all = await page.evaluate(`(async () => { ${calls}; return [top, trends, alike]; })()`);
  const [top, trends, alike] = all as Awaited<ReturnType<typeof shelf.recommend>>[];
  for (const { trace } of [top, trends, alike]) expect(trace.notes.map(({ message }) => message)).toEqual([]);
  expect([top, trends, alike].map(({ items }) => items.length)).toEqual([8, 4, 6]);
  expect([trends.servedBy.model, alike.servedBy.model]).toEqual(['trending', 'related']);
  expect(trends.items.filter(({ promoted }) => promoted)).toHaveLength(1);
  const shown = new Set(top.items.map(({ id }) => id));
  expect(trends.items.some(({ id }) => shown.has(id))).toBe(false);
});

test('the campaign of the document is for shoppers of its segment, who are drawn into one group', async ({ page, site }) => {
  write(blocksOf('json')[0]);
  await open(page, site);
  const asked = () => page.evaluate(async () => (await shelf.recommend({ placement: 'home-top' })).trace.placement);
  expect(await asked()).toEqual({ name: 'home-top', experiment: 'variety', count: 8, repeats: false });
  await page.evaluate(() => Promise.all(['tent-001', 'tent-005'].map((id) => shelf.track('view_item', { items: [{ item_id: id }] }))));
  const known = await asked();
  expect(known).toMatchObject({ campaign: 'campers', arm: expect.stringMatching(/^(some|more|control)$/) });
  await open(page, site);
  expect(await asked()).toEqual(known);
});

test('an edited file is followed by the next page, without a build; offline, the last good one applies', async ({ page, site }) => {
  write(fileOf({ 'home-top': { count: 3, pins: [{ id: 'tent-014', place: 0 }] } }));
  const asked: string[] = [];
  page.on('request', (request) => void (request.url().includes('scenarios') && asked.push(request.url())));
  const list = async (): Promise<{ ids: string[]; codes: string[] }> => {
    await open(page, site);
    return page.evaluate(async () => {
      const { items, trace } = await shelf.recommend({ placement: 'home-top' });
      return { ids: items.map(({ id }) => id), codes: trace.notes.map(({ code }) => code) };
    });
  };
  const first = await list();
  expect([first.ids.length, first.ids[0], first.codes]).toEqual([3, 'tent-014', []]);

  write(fileOf({ 'home-top': { count: 2, pins: [{ id: 'stove-003', place: 0 }] } }));
  const edited = await list();
  expect([edited.ids.length, edited.ids[0], edited.codes]).toEqual([2, 'stove-003', []]);

  // An upload that went wrong.
  write('<!doctype html>');
  expect(await list()).toEqual({ ids: edited.ids, codes: ['scenarios-from-store'] });
  rmSync(`${FOLDER}/scenarios.json`);
  expect(await list()).toEqual({ ids: edited.ids, codes: ['scenarios-from-store'] });

  asked.length = 0;
  await open(page, site);
  await page.evaluate(() => shelf.recommend({ count: 3 }));
  expect(asked).toEqual([]);
});

shopTest('what a control group with the order of the shop sees and clicks is counted for the group', async ({ page, shop }) => {
  const experiment = { name: 'bold', variants: [{ name: 'bright', share: 0 }], control: { share: 1, order: 'shop' } };
  await page.route('**/scenarios.json', (route) => route.fulfill({ body: fileOf({ 'home-top': { count: 3, experiment } }) }));
  const own = '<ul data-slot="items"><li data-onshelf-item="tent-001"><a href="#a">A tent</a></li><li><a href="/p/b">Another</a></li></ul>';
  await openMarkup(page, `${shop.address}shop/bare.html`, '<main></main>');
  const arms = () =>
    page.evaluate(async () => {
      const tagShelf = await new Promise<typeof shelf>((resolve) => globalThis.onshelf('ready', resolve));
      return (await tagShelf.measure())?.arms.map(({ arm, lists, impressions, clicks }) => [arm, lists, impressions, clicks]);
    });
  await page.evaluate(async (html) => {
    const tagShelf = await new Promise<typeof shelf>((resolve) => globalThis.onshelf('ready', resolve));
    await tagShelf.track('view_item', { items: [{ item_id: 'tent-005' }] });
    (document.querySelector('main') as HTMLElement).innerHTML = html;
  }, `<onshelf-list placement="home-top" id="home-top">${own}</onshelf-list>`);
  await expect.poll(arms, { timeout: 15_000 }).toEqual([['control', 1, 2, 0]]);
  await page.getByText('A tent').click();
  await expect.poll(arms).toEqual([['control', 1, 2, 1]]);
});

shopTest('elements name a placement alone; they do not repeat each other, and find what a placement is about', async ({ page, shop }) => {
  await page.route('**/scenarios.json', (route) =>
    route.fulfill({
      body: fileOf({
        'home-top': { count: 3, filter: 'price < 40' },
        'home-more': { count: 3, filter: 'price < 40' },
        alike: { list: 'related', count: 2 },
      }),
    }),
  );
  const element = (placement: string): string =>
    `<onshelf-list placement="${placement}" id="${placement}">${TEMPLATE}${OWN}</onshelf-list>`;
  await openMarkup(page, `${shop.address}shop/bare.html`, element('home-top') + element('home-more'));
  const [top, more] = [await cardsOf(page, '#home-top', 3), await cardsOf(page, '#home-more', 3)];
  expect(new Set([...top, ...more]).size).toBe(6);
  await page.screenshot({ path: 'test-results/placements.png' });

  await page.evaluate(async () => {
    const tagShelf = await new Promise<typeof shelf>((resolve) => globalThis.onshelf('ready', resolve));
    await tagShelf.track('view_item', { items: [{ item_id: 'tent-001' }] });
  });
  await page.evaluate((html) => {
    (document.querySelector('main') as HTMLElement).innerHTML = html;
  }, element('alike'));
  const alike = await cardsOf(page, '#alike', 2);
  const wanted = await page.evaluate(async () => {
    const tagShelf = await new Promise<typeof shelf>((resolve) => globalThis.onshelf('ready', resolve));
    return (await tagShelf.related('tent-001', { count: 2 })).items.map(({ id }) => id);
  });
  expect(alike).toEqual(wanted);
});
