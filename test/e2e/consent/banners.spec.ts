import type { Page } from '@playwright/test';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, tagEvents } from '../tools/tag-shelf.js';
import { BANNERS, bannerPage, GTAG, toldSignals } from './banner-page.js';

/** Attributes of the page's tag, and the script of its banner. */
let attributes = '';
let banner = '';

/** Opens a page with that banner, whose tag has those attributes. */
async function visit(page: Page, shop: ShopSite, id: string, answer: '' | 'granted' | 'denied'): Promise<void> {
  await page.unroute('**/shop/banner.html*').catch(() => {});
  await page.route('**/shop/banner.html*', (route) =>
    route.fulfill({ contentType: 'text/html', body: bannerPage({ id, answer, banner, attributes }) }),
  );
  await page.goto(`${shop.address}shop/banner.html?${id}`);
}

const state = (page: Page): Promise<string> => askTagShelf(page, async (shelf) => shelf.consent.state);
const stored = (page: Page): Promise<number> => askTagShelf(page, async (shelf) => (await shelf.health()).storedEvents);
/** What is noted outside the database: nothing before consent. */
const notes = (page: Page): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('onshelf')));

test.beforeEach(() => {
  attributes = '';
});

for (const [name, script] of Object.entries(BANNERS)) {
  test(`${name}: before an answer nothing is stored, a consent lasts over pages whose banner starts from a refusal, and a refusal erases`, async ({
    page,
    shop,
  }) => {
    banner = script;
    if (!name.includes('by update')) {
      await visit(page, shop, 'tent-001', '');
      await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-001']]);
      expect(await state(page)).toBe('unknown');
      expect(await notes(page)).toEqual([]);
    }
    await visit(page, shop, 'tent-005', 'granted');
    await expect.poll(() => stored(page)).toBe(1);
    await visit(page, shop, 'tent-009', 'granted');
    await expect
      .poll(() => tagEvents(page))
      .toEqual([
        ['view_item', 'tent-005'],
        ['view_item', 'tent-009'],
      ]);
    await expect.poll(() => state(page)).toBe('granted');
    await visit(page, shop, 'tent-013', 'denied');
    await expect.poll(() => state(page), { timeout: 15_000 }).toBe('denied');
    await expect.poll(() => tagEvents(page)).toEqual([]);
    expect(await page.evaluate(() => faults)).toEqual([]);
  });
}

test('while a banner that denies by itself is starting, nothing is read from storage, and nothing is erased if the page is left', async ({
  page,
  shop,
}) => {
  banner = BANNERS['Consent Mode that is denied by update, then granted'];
  await visit(page, shop, 'tent-001', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
  await visit(page, shop, 'tent-005', '');
  // Asked at once: only this page's own event is known.
  expect(await tagEvents(page)).toEqual([['view_item', 'tent-005']]);
  expect(await notes(page)).toContain('onshelf:onshelf');
  expect(await notes(page)).not.toContain('onshelf-refusal:onshelf');
  await visit(page, shop, 'tent-009', 'granted');
  await expect.poll(() => tagEvents(page)).toContainEqual(['view_item', 'tent-001']);
});

test("the shopper's own click on a banner that was denied all along holds at once", async ({ page, shop }) => {
  banner = `${GTAG}
    gtag('consent', 'default', ${toldSignals("'denied'")});
    gtag('consent', 'update', ${toldSignals('ANSWER')});
    addEventListener('click', () => {
      gtag('consent', 'update', ${toldSignals("'denied'")});
      window.noted = localStorage.getItem('onshelf-refusal:onshelf');
    });`;
  await visit(page, shop, 'tent-001', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
  await page.click('#reject');
  // In the same turn, before anything else could happen.
  expect(await page.evaluate(() => (globalThis as { noted?: unknown }).noted)).toMatch(/^erased \d+$/);
  await expect.poll(() => state(page)).toBe('denied');
});

test('a default for a region awaits the answer, and the region that Google found counts', async ({ page, shop }) => {
  banner = `${GTAG}
    gtag('consent', 'default', { personalization_storage: 'granted' });
    gtag('consent', 'default', { personalization_storage: 'denied', region: ['ES'] });`;
  await visit(page, shop, 'tent-001', '');
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-001']]);
  expect(await state(page)).toBe('unknown');
  banner += 'window.google_tag_data = { ics: { entries: { personalization_storage: { default: true } }, addListener: () => {} } };';
  await visit(page, shop, 'tent-005', '');
  await expect.poll(() => state(page)).toBe('granted');
});

test('a banner that never says the signal is reported with what it says, and data-consent-signal names another', async ({ page, shop }) => {
  const warnings: string[] = [];
  page.on('console', (message) => void warnings.push(message.text()));
  banner = `${GTAG}
    const four = (word) => ({ ad_storage: word, ad_user_data: word, ad_personalization: word, analytics_storage: word });
    gtag('consent', 'default', four('denied'));
    gtag('consent', 'update', four('granted'));`;
  await visit(page, shop, 'tent-001', 'granted');
  const noted = (): Promise<string | undefined> =>
    askTagShelf(page, async (shelf) => (await shelf.health()).notes.find(({ code }) => code === 'consent-signal-missing')?.message);
  await expect.poll(noted, { timeout: 15_000 }).toMatch(/google-consent-mode said .*analytics_storage.*never personalization_storage/);
  expect(warnings.filter((text) => text.includes('[consent-signal-missing]'))).toHaveLength(1);
  const heard = await askTagShelf(page, async (shelf) => (await shelf.health()).consentHeard);
  expect(heard).toMatchObject({ wanted: ['personalization_storage'], missing: ['personalization_storage'], word: null, settled: true });
  expect(heard?.banners.map(({ name }) => name)).toEqual(['google-consent-mode']);
  attributes = 'data-consent-signal="analytics_storage ad_storage"';
  await visit(page, shop, 'tent-005', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
});

test('with two banners the refusal of one counts, and data-consent-from names the one to hear', async ({ page, shop }) => {
  banner = `
    window.Cookiebot = { hasResponse: true, consent: { preferences: true, statistics: true, marketing: true } };
    window.OnetrustActiveGroups = ',C0001,'; window.OneTrust = { IsAlertBoxClosed: () => true };`;
  await visit(page, shop, 'tent-001', '');
  await expect.poll(() => state(page)).toBe('denied');
  attributes = 'data-consent-from="cookiebot"';
  await visit(page, shop, 'tent-005', '');
  await expect.poll(() => state(page)).toBe('granted');
});

test('a banner that is there and has said nothing yet is waited for, so that nothing stored is read before its word', async ({
  page,
  shop,
}) => {
  banner = BANNERS.OneTrust ?? '';
  await visit(page, shop, 'tent-001', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
  banner = "window.OnetrustActiveGroups = '';";
  await visit(page, shop, 'tent-005', '');
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-005']]);
  const heard = (): Promise<unknown> => askTagShelf(page, async (shelf) => (await shelf.health()).consentHeard?.banners);
  expect(await heard()).toEqual([{ name: 'onetrust', signals: {} }]);
  const codes = (): Promise<string[]> => askTagShelf(page, async (shelf) => (await shelf.health()).notes.map(({ code }) => code));
  await expect.poll(codes, { timeout: 15_000 }).toContain('consent-signal-missing');
});

for (const [when, wait] of [
  ['at once', 0],
  ['after the banners count as started', 5000],
] as const)
  test(`where the TCF says ${when} that it does not apply, the consent of the tag counts`, async ({ page, shop }) => {
    banner = `let answer = (call) => asked.push(call);
      const asked = [];
      function __tcfapi(command, version, call) { answer(call); }
      setTimeout(() => {
        answer = (call) => call({ eventStatus: 'tcloaded', gdprApplies: false }, true);
        asked.forEach(answer);
      }, ${wait});`;
    attributes = 'data-consent="granted"';
    await visit(page, shop, 'tent-001', '');
    await expect.poll(() => stored(page), { timeout: 20_000 }).toBe(1);
    expect(await askTagShelf(page, async (shelf) => (await shelf.health()).consentHeard)).toMatchObject({ banners: [], word: null });
  });

test('a banner that never speaks leaves the consent of the tag without effect, and that is said', async ({ page, shop }) => {
  banner = 'function __tcfapi() {}';
  attributes = 'data-consent="granted"';
  await visit(page, shop, 'tent-001', '');
  const codes = (): Promise<string[]> => askTagShelf(page, async (shelf) => (await shelf.health()).notes.map(({ code }) => code));
  await expect.poll(codes, { timeout: 15_000 }).toContain('consent-signal-missing');
  expect([await state(page), await notes(page)]).toEqual(['unknown', []]);
});

test('at log-out the tag lets go of the account, and at log-in the banner speaks for it too', async ({ page, shop }) => {
  banner = BANNERS.Cookiebot ?? '';
  attributes = 'data-profile="customer-1"';
  await visit(page, shop, 'tent-001', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
  // Said before anything is loaded.
  attributes = '';
  banner += "onshelf = (...call) => { (onshelf.q ??= []).push([Date.now(), ...call]); }; onshelf('reset');";
  await visit(page, shop, 'tent-005', 'granted');
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-005']]);
  expect(await askTagShelf(page, async (shelf) => (await shelf.health()).profile)).toBe('guest');
  await page.evaluate(() => globalThis.onshelf('profile', 'customer-1'));
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-001']]);
  await expect.poll(() => state(page)).toBe('granted');
});

test('if the readers of banners cannot be loaded, nothing is read or stored, and that is said', async ({ page, shop }) => {
  banner = BANNERS['Consent Mode that is denied by update, then granted'];
  await visit(page, shop, 'tent-001', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
  await page.route('**/banner-readers.js', (route) => route.abort());
  await visit(page, shop, 'tent-005', 'granted');
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-005']]);
  expect(await state(page)).toBe('unknown');
  const codes = await askTagShelf(page, async (shelf) => (await shelf.health()).notes.map(({ code }) => code));
  expect(codes).toContain('consent-unread');
  // An explicit erasure works all the same.
  await page.evaluate(() => globalThis.onshelf('erase'));
  await expect.poll(() => notes(page)).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('a page without banner and data layer loads no reader', async ({ page, shop }) => {
  const requests: string[] = [];
  page.on('request', (request) => void requests.push(request.url()));
  banner = '';
  await visit(page, shop, 'tent-001', '');
  await expect.poll(() => tagEvents(page)).toEqual([['view_item', 'tent-001']]);
  expect(requests.filter((url) => url.includes('banner-readers'))).toEqual([]);
});
