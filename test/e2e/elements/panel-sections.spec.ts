import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Shelf } from '../../../src/index.js';
import { axeViolations } from '../tools/axe-violations.js';
import { test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf } from '../tools/tag-shelf.js';

const PASSPHRASE = 'four plain words here';

/** Opens the panel's page, and records views with consent. */
async function openPanel(page: Page, address: string, ...ids: string[]): Promise<void> {
  await page.goto(`${address}shop/panel.html`);
  await page.getByRole('button', { name: 'Remember on this device' }).click();
  await page.evaluate((all) => {
    for (const id of all) globalThis.onshelf('track', 'view_item', { items: [{ item_id: id }] });
  }, ids);
  await expect(page.getByText(`Recorded: ${ids.length}`)).toBeVisible();
}

const open = (page: Page, name: string): Promise<void> => page.locator('summary', { hasText: name }).first().click();
const section = (page: Page, name: string) =>
  page.locator('details[data-onshelf-fold]', { has: page.locator(`> summary:text-is("${name}")`) });
const knownIds = (page: Page): Promise<string[]> =>
  askTagShelf(page, async (shelf) => (await shelf.profile.inspect()).events.map(({ items }) => items[0].item_id));

test('tastes, prices and lists are told with titles, and a category is forgotten with the number of its events', async ({ page, shop }) => {
  await openPanel(page, shop.address, 'tent-001', 'tent-002', 'stove-001');
  await open(page, 'Your tastes');
  const tastes = section(page, 'Your tastes');
  await expect(tastes.getByText('Shares of your own interest.')).toBeVisible();
  await tastes.locator('summary', { hasText: 'What it rests on: 2' }).first().click();
  const titles = await askTagShelf(page, async (shelf) =>
    (await shelf.rerank(['tent-001', 'tent-002'])).items.map(({ item }) => item.title as string),
  );
  for (const title of titles) await expect(tastes.getByText(`viewed ${title}`).first()).toBeVisible();
  for (const name of [
    'The prices you look at',
    'What your lists are made of',
    'What is stored',
    'What was requested, and what pictures tell',
  ])
    await open(page, name);
  await expect(section(page, 'What your lists are made of').getByText(titles[0]).first()).toBeVisible();
  await expect(section(page, 'What is stored').getByText('Entries: 3')).toBeVisible();
  await expect(section(page, 'What was requested, and what pictures tell').getByText(/^Requests of this page/)).toBeVisible();
  expect(await page.locator('onshelf-panel').textContent()).not.toMatch(/(?<!product )\b(tent|stove)-00\d/);

  await tastes.getByRole('button', { name: /^Forget all of it: .*Tents$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(tastes.getByRole('status')).toHaveText('Forgotten: 2.');
  expect(await knownIds(page)).toEqual(['stove-001']);
  // What was pressed is gone; the keyboard goes on in the section.
  expect(await tastes.evaluate((fold) => fold.contains(document.activeElement))).toBe(true);
});

test('a taste is asked less of and taken back, lists stand beside everybody’s, and a visit is set aside', async ({ page, shop }) => {
  await openPanel(page, shop.address, 'tent-001', 'tent-002');
  await open(page, 'Your tastes');
  const tastes = section(page, 'Your tastes');
  const none = tastes.getByRole('button', { name: /^Not interested: .*Tents$/ });
  await none.focus();
  await page.keyboard.press('Enter');
  await expect(tastes.getByRole('status')).toHaveText(/^Noted\. Not interested: .*Tents\.$/);
  await expect(none).toHaveAttribute('aria-pressed', 'true');
  // The row has another place now: a second press must be about the same taste.
  await expect(none).toBeFocused();
  await open(page, 'Your list beside everybody’s');
  const compared = section(page, 'Your list beside everybody’s');
  await expect(compared.getByRole('listitem')).toHaveCount(10);

  await open(page, 'This visit');
  const visit = section(page, 'This visit');
  await visit.getByRole('button', { name: 'I am looking for a gift' }).click();
  await expect(visit.getByRole('status')).toHaveText('From now on it is kept apart.');
  await expect(visit.getByRole('button', { pressed: true })).toHaveText('I am looking for a gift');
  await expect(tastes.getByText('Nothing yet.')).toBeVisible();
  await expect(compared.getByText('Now they are the same.')).toBeVisible();
  await visit.getByRole('button', { name: 'End it: nothing of it is kept' }).click();
  await expect(visit.getByRole('button', { pressed: true })).toHaveCount(0);

  await tastes.getByRole('button', { name: /^As it was: .*Tents$/ }).click();
  await expect(tastes.getByRole('status')).toHaveText('Forgotten: 1.');
  await expect(none).toHaveAttribute('aria-pressed', 'false');
  expect(await knownIds(page)).toEqual(['tent-001', 'tent-002']);
});

test('a product, a kind, today and a span of days are forgotten, each with its number', async ({ page, shop }) => {
  await openPanel(page, shop.address, 'tent-001', 'tent-002', 'stove-001');
  await open(page, 'Forget a part of it');
  const part = section(page, 'Forget a part of it');
  const status = part.getByRole('status');
  await part.getByRole('combobox', { name: 'A product' }).selectOption({ index: 0 });
  await part.getByRole('button', { name: 'Forget: A product' }).click();
  await expect(status).toHaveText('Forgotten: 1.');
  expect(await knownIds(page)).toEqual(['tent-001', 'tent-002']);
  await part.getByRole('button', { name: 'Forget these days' }).click();
  await expect(status).toHaveText('Choose a day first.');
  await part.getByLabel('From').fill('2020-01-01');
  await part.getByRole('button', { name: 'Forget these days' }).click();
  await expect(status).toHaveText('There was nothing to forget.');
  await part.getByRole('button', { name: 'Forget today' }).click();
  await expect(status).toHaveText('Forgotten: 2.');
  expect(await knownIds(page)).toEqual([]);
});

test('an encrypted copy is read back; a short or wrong passphrase and a damaged copy are told at their fields', async ({ page, shop }) => {
  await openPanel(page, shop.address, 'tent-001', 'tent-002');
  await open(page, 'Take it to another device');
  const part = section(page, 'Take it to another device');
  const [saving, reading] = [0, 1].map((index) => part.getByLabel('Passphrase, 8 characters or more').nth(index));
  await saving.fill('short');
  await part.getByRole('button', { name: 'Save as a file' }).click();
  await expect(part.getByRole('alert').filter({ hasText: '8 characters' })).toBeVisible();
  await expect(saving).toBeFocused();
  await saving.fill(PASSPHRASE);
  const [download] = await Promise.all([page.waitForEvent('download'), part.getByRole('button', { name: 'Save as a file' }).click()]);
  const copy = readFileSync(await download.path(), 'utf8');
  expect(JSON.parse(copy)).toMatchObject({ format: 'onshelf-profile-encrypted' });

  await askTagShelf(page, async (shelf) => {
    for (const itemId of ['tent-001', 'tent-002']) await shelf.profile.forget({ itemId });
  });
  const choose = (text: string) =>
    part.getByLabel('File').setInputFiles({ name: 'copy.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose(copy);
  for (const [text, passphrase, words, field] of [
    [copy, 'another passphrase', 'The passphrase does not open this copy.', reading],
    [copy.replace(/"digest": "./, '"digest": "_'), PASSPHRASE, 'The copy is damaged', part.getByLabel('File')],
    ['no copy', PASSPHRASE, 'The copy is damaged', part.getByLabel('File')],
  ] as const) {
    await choose(text);
    await reading.fill(passphrase);
    await part.getByRole('button', { name: 'Read the file' }).click();
    await expect(part.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  await choose(copy);
  await part.getByRole('button', { name: 'Read the file' }).click();
  await expect(part.getByRole('status')).toHaveText('Read. New entries: 2.');
  expect(await knownIds(page)).toEqual(['tent-001', 'tent-002']);
});

test('what failed, what cannot be measured and what stays are told as they are', async ({ page, shop }) => {
  await page.goto(`${shop.address}shop/bare.html`);
  await page.evaluate(async () => {
    const { mountPanel } = (await import(`${location.origin}/dist/elements.js`)) as typeof import('../../../src/elements/elements.js');
    const events = [{ id: 'e', name: 'view_item', time: 1_700_000_000_000, items: [{ item_id: 'gone' }] }];
    const tastes = {
      state: 'ready',
      halfLifeDays: { short: 7, long: 180 },
      tastes: [{ kind: 'brand', name: 'Lost', long: 0.5, short: 0, events: ['e'] }],
      prototypes: [],
      segments: [],
    };
    const results = [
      { done: false, removed: 0, reason: 'storage-failed', message: 'no' },
      { done: false, removed: 0, reason: 'some-code', message: 'A message.' },
      { done: true, removed: 1, unknown: 3 },
    ];
    const shelf = {
      consent: { state: 'granted' },
      profile: {
        inspect: async (options?: object) => ({
          consent: 'granted',
          complete: true,
          events,
          ...(options && { tastes, prices: { state: 'off', note: { message: 'No prices here.' } } }),
        }),
        forget: async () => results.shift(),
        edit: async () => ({ done: false, reason: 'storage-failed', message: 'no' }),
      },
      privacy: {
        receipt: async () => ({ requests: [], complete: false, notes: [{ message: 'A worker has ended.' }] }),
        leak: async () => ({ bits: null, possible: null, lists: [], guesses: [], notes: [{ message: 'There is no pack.' }] }),
        describe: () => Promise.reject(new Error('No sheet.')),
      },
      subscribe: () => () => {},
    };
    const panel = document.createElement('div');
    document.body.append(panel);
    await mountPanel(panel, shelf as unknown as Shelf);
  });
  for (const name of ['Your tastes', 'The prices you look at', 'What was requested, and what pictures tell', 'Privacy in plain words'])
    await open(page, name);
  await expect(page.getByText('This could not be read. No prices here.')).toBeVisible();
  await expect(page.getByText('What pictures tell could not be measured. There is no pack.')).toBeVisible();
  await expect(page.getByText('Not all requests can be seen here. A worker has ended.')).toBeVisible();
  await expect(page.getByText('This could not be read. No sheet.')).toBeVisible();
  const tastes = section(page, 'Your tastes');
  await tastes.locator('summary', { hasText: 'What it rests on' }).click();
  await expect(tastes.getByText('viewed product gone')).toBeVisible();
  for (const words of [
    'That did not work. This browser’s storage does not answer. Close other tabs of this shop, and try again. (storage-failed)',
    'That did not work. A message. (some-code)',
    'Forgotten: 1. These stay, since the shop no longer tells their category or brand: 3. Forget them one by one.',
  ]) {
    await tastes.getByRole('button', { name: 'Forget all of it: Lost' }).click();
    await expect(tastes.getByRole('status')).toHaveText(words);
  }
  // The event of an edit is in memory then.
  await tastes.getByRole('button', { name: 'More: Lost' }).click();
  await expect(tastes.getByRole('status')).toHaveText(
    'That did not work. This browser’s storage does not answer. It counts in this page at most. (storage-failed)',
  );
});

test('with all sections open it fits 320 pixels, in German, without a violation that axe finds', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.route('**/shop/panel.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('lang="en"', 'lang="de-AT"') });
  });
  await page.goto(`${shop.address}shop/panel.html`);
  await page.getByRole('button', { name: 'Auf diesem Gerät merken' }).click();
  await page.evaluate(() => globalThis.onshelf('track', 'view_item', { items: [{ item_id: 'tent-001' }] }));
  await expect(page.getByText('Aufgezeichnet: 1')).toBeVisible();
  for (const summary of await page.locator('onshelf-panel > div > details > summary').all()) await summary.click();
  await expect(page.getByText('Anteile Ihres eigenen Interesses.')).toBeVisible();
  await expect(page.getByText('Einen Moment …')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(await axeViolations(page)).toEqual([]);
});
