import type { Page } from '@playwright/test';
import type { Diagnosis } from '../../../src/index.js';
import { HEARD_MS, openBare } from '../tools/bare-page.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';

/** What the diagnosis says of what is not read. */
const unread = (page: Page): Promise<string[]> =>
  askTagShelf(page, async (shelf) =>
    (await shelf.diagnose()).findings.filter(({ code }) => code === 'source-unread').map(({ message }) => message),
  );

/** Opens a bare page in which globals are set from the start. */
async function openWith(page: Page, address: string, globals: Readonly<Record<string, unknown>>): Promise<void> {
  await page.addInitScript((given) => void Object.assign(globalThis, given), globals);
  await openBare(page, address);
  await page.waitForTimeout(HEARD_MS);
}

/** Opens a bare page with another body, and with more attributes on the tag. */
async function openAltered(page: Page, address: string, body: string, attributes = ''): Promise<void> {
  await page.route('**/shop/bare.html', async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace('<h1>Nothing</h1>', body).replace('data-backend', `${attributes} data-backend`);
    await route.fulfill({ body: text, response: answer });
  });
  await openBare(page, address);
  await page.waitForTimeout(HEARD_MS);
}

const VIEW = { event: 'view_item', ecommerce: { items: [{ item_id: 'tent-001' }] } };

test.describe('a page from which nothing is heard: the diagnosis names', () => {
  test('other trackers that are told', async ({ page, shop }) => {
    await openWith(page, shop.address, { _paq: [['setEcommerceView', 'tent-001']], utag_data: { product_id: ['tent-001'] } });
    const [message, ...more] = await unread(page);
    expect(message).toContain('Matomo or Piwik PRO (_paq), Tealium (utag_data)');
    expect(more).toEqual([]);
  });

  test('a data layer of another name, with the attribute to set', async ({ page, shop }) => {
    await openWith(page, shop.address, { shopLayer: [VIEW] });
    expect(await unread(page)).toEqual([expect.stringContaining('data-layer="shopLayer"')]);
  });

  test('a data layer that the adapters leave out', async ({ page, shop }) => {
    await page.addInitScript((view) => void Object.assign(globalThis, { dataLayer: [view] }), VIEW);
    await openAltered(page, shop.address, '', 'data-adapters="attributes"');
    expect(await unread(page)).toEqual([expect.stringContaining('add ga4')]);
  });

  test('a data layer whose push a script replaced', async ({ page, shop }) => {
    await openWith(page, shop.address, { dataLayer: [] });
    await page.evaluate((view) => {
      const { dataLayer } = globalThis as unknown as { dataLayer: unknown[] };
      dataLayer.push = (...given) => Array.prototype.push.apply(dataLayer, given);
      dataLayer.push(view);
    }, VIEW);
    expect(await unread(page)).toEqual([expect.stringContaining('replaced its push()')]);
  });

  test('an "analytics" that is not Segment\'s', async ({ page, shop }) => {
    await openWith(page, shop.address, { analytics: { page: 1 } });
    expect(await unread(page)).toEqual([expect.stringContaining('"analytics"')]);
  });

  test('a product in Open Graph, or in RDFa', async ({ page, shop }) => {
    await openAltered(page, shop.address, '<div typeof="Product"></div><meta property="og:type" content="product">');
    const messages = await unread(page);
    expect(messages.map((message) => /by (Open Graph|RDFa)/.exec(message)?.[1])).toEqual(['Open Graph', 'RDFa']);
  });

  test('marked items without an event, and marked elements in shadow trees', async ({ page, shop }) => {
    await openAltered(
      page,
      shop.address,
      '<div data-onshelf-item="tent-001"></div><div><template shadowrootmode="open"><p data-onshelf-event="view_item"></p></template></div>',
    );
    expect(await unread(page)).toEqual([
      expect.stringContaining('An element with data-onshelf-event is in shadow trees'),
      expect.stringContaining('none has data-onshelf-event'),
    ]);
  });

  test('nothing where a source is heard', async ({ page, shop }) => {
    await openWith(page, shop.address, { dataLayer: [VIEW], _paq: [], shopLayer: [VIEW] });
    expect(await unread(page)).toEqual([]);
  });
});

test('the console says it by itself where nothing could be heard', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openWith(page, shop.address, { _paq: [['setEcommerceView', 'tent-001']] });
  await askTagShelf(page, async () => {});
  await expect.poll(() => warnings.filter((text) => text.includes('[source-unread]')).length, { timeout: 15_000 }).toBe(1);
});

test('a wrong call of track is said on the console, once, and by the diagnosis', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openBare(page, shop.address);
  await page.evaluate(() => {
    for (const _ of [1, 2]) globalThis.onshelf('track', 'viewItem', { items: [{ item_id: 'tent-001' }] });
    globalThis.onshelf('track', 'view_item', { items: [{ id: 'tent-001' }] });
    globalThis.onshelf('track', 'view_item', { item_id: 'tent-001' });
  });
  const findings = await askTagShelf(page, async (shelf) => (await shelf.diagnose()).findings);
  expect(findings.find(({ code }) => code === 'bad-input')?.message).toContain('unknown event name (2), bad item (1), no items (1)');
  await expect
    .poll(() => warnings.filter((text) => text.includes('[bad-input]')).map((text) => /"(\w+)" is not recorded/.exec(text)?.[1]))
    .toEqual(['viewItem', 'view_item', 'view_item']);
});

test('a call of the tag writes the diagnosis on the console, and a shelf knows what the tag and the elements know', async ({
  page,
  shop,
}) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.addInitScript((view) => void Object.assign(globalThis, { dataLayer: [view] }), VIEW);
  await openAltered(page, shop.address, '<onshelf-list list="nonsense"><ul data-slot="items"><li>Our own</li></ul></onshelf-list>');
  await page.evaluate(() => globalThis.onshelf('diagnose'));
  await expect.poll(() => warnings.find((text) => text.includes('[consent-unknown]'))).toContain('[filled-up]');
  const facts: Diagnosis['page'] = await askTagShelf(page, async (shelf) => (await shelf.diagnose()).page);
  expect(facts.voices).toEqual([{ adapter: 'gtm', event: 'view_item', count: 1 }]);
  expect(facts.elements?.map(({ element, shows }) => [element, shows])).toEqual([['<onshelf-list list="nonsense">', 'own content']]);
});
