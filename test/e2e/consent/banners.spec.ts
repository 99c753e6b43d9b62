import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefox, type Page } from '@playwright/test';
import { serveFolders } from '../../../scripts/setup/serve-folders.mjs';
import type { Shelf } from '../../../src/index.js';
import { FIREFOX, firefoxMissing } from '../tools/firefox-program.js';
import { type ShopSite, test } from '../tools/shop-site.js';
import { expect } from '../tools/site.js';
import { askTagShelf, tagEvents } from '../tools/tag-shelf.js';

/** Attributes of the tag of the page. */
let attributes = '';
/** Script before the tag: the banner, as it behaves on each load. `ANSWER` is `granted`, `denied`, or `` while the shopper was not asked. */
let banner = '';

/** A page with the banner, on which an item is viewed. */
const pageOf = (id: string, answer: string): string => `<!doctype html><title>A shop with a banner</title><link rel="icon" href="data:,">
  <script src="/shop/faults.js"></script>
  <script>const ANSWER = ${JSON.stringify(answer)};\n${banner}</script>
  <script async src="/dist/onshelf.js" data-pack="/pack/pack.json" data-backend="js" ${attributes}></script>
  <p data-onshelf-event="view_item" data-onshelf-item="${id}">An item</p>
  <button id="reject">Reject</button>`;

/** Opens that page. */
async function visit(page: Page, shop: ShopSite, id: string, answer: '' | 'granted' | 'denied'): Promise<void> {
  await page.unroute('**/shop/banner.html*').catch(() => {});
  await page.route('**/shop/banner.html*', (route) => route.fulfill({ contentType: 'text/html', body: pageOf(id, answer) }));
  await page.goto(`${shop.address}shop/banner.html?${id}`);
}

const state = (page: Page): Promise<string> => askTagShelf(page, async (shelf) => shelf.consent.state);
const stored = (page: Page): Promise<number> => askTagShelf(page, async (shelf) => (await shelf.health()).storedEvents);
/** What is noted outside the database: nothing before consent. */
const notes = (page: Page): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('onshelf')));

const GTAG = 'window.dataLayer = []; function gtag() { dataLayer.push(arguments); }';
const SIGNALS = (word: string): string => `{ personalization_storage: ${word}, analytics_storage: ${word}, ad_storage: ${word} }`;

/** Each banner as it behaves on each load: it denies by itself, and says the shopper's answer a moment later. */
const BANNERS: Readonly<Record<string, string>> = {
  'Consent Mode that is denied by update, then granted': `${GTAG}
    gtag('consent', 'default', ${SIGNALS("'denied'")});
    gtag('consent', 'update', ${SIGNALS("'denied'")});
    if (ANSWER) setTimeout(() => gtag('consent', 'update', ${SIGNALS('ANSWER')}), 600);`,
  'Consent Mode that answers late': `${GTAG}
    gtag('consent', 'default', ${SIGNALS("'denied'")});
    if (ANSWER) addEventListener('load', () => setTimeout(() => gtag('consent', 'update', ${SIGNALS('ANSWER')}), 1200));`,
  'a template of Tag Manager, which makes no calls': `
    const listeners = [];
    window.google_tag_data = { ics: { entries: { personalization_storage: { default: false } }, addListener: (types, call) => listeners.push(call) } };
    if (ANSWER) setTimeout(() => { google_tag_data.ics.entries.personalization_storage.update = ANSWER === 'granted'; for (const call of listeners) call(); }, 500);`,
  Cookiebot: `
    window.Cookiebot = { hasResponse: false, consent: { preferences: false, statistics: false, marketing: false } };
    if (ANSWER) setTimeout(() => { Cookiebot.hasResponse = true; Cookiebot.consent.preferences = ANSWER === 'granted'; dispatchEvent(new Event('CookiebotOnConsentReady')); }, 400);`,
  OneTrust: `
    window.OnetrustActiveGroups = '';
    setTimeout(() => { window.OneTrust = { IsAlertBoxClosed: () => ANSWER !== '' }; OnetrustActiveGroups = ',C0001,';
      setTimeout(() => { if (ANSWER === 'granted') OnetrustActiveGroups = ',C0001,C0003,'; dispatchEvent(new Event('OneTrustGroupsUpdated')); }, ANSWER === 'denied' ? 0 : 1); }, 300);`,
  'Usercentrics 2': `
    const info = () => [{ categorySlug: 'functional', consent: { status: ANSWER === 'granted' } }];
    window.UC_UI = { isInitialized: () => false };
    setTimeout(() => { UC_UI = { isInitialized: () => true, isConsentRequired: () => ANSWER === '', getServicesBaseInfo: info }; dispatchEvent(new Event('UC_UI_INITIALIZED')); }, 300);`,
  'Usercentrics 3': `
    let ready = false;
    window.__ucCmp = { isInitialized: async () => ready, getConsentDetails: async () => ({ consent: { type: ANSWER ? 'EXPLICIT' : 'IMPLICIT' },
      categories: { functional: { state: ANSWER === 'granted' ? 'ALL_ACCEPTED' : 'ALL_DENIED' } } }) };
    setTimeout(() => { ready = true; dispatchEvent(new Event('UC_UI_INITIALIZED')); }, 300);`,
  CookieYes: `
    let done = false;
    window.getCkyConsent = () => ({ categories: { functional: done && ANSWER === 'granted' }, isUserActionCompleted: done });
    if (ANSWER) setTimeout(() => { done = true; document.dispatchEvent(new Event('cookieyes_banner_load')); }, 300);`,
  Complianz: `
    let done = false;
    function cmplz_has_consent(category) { return done && ANSWER === 'granted'; }
    function cmplz_get_cookie(name) { return done ? 'dismissed' : ''; }
    if (ANSWER) setTimeout(() => { done = true; document.dispatchEvent(new Event('cmplz_status_change')); }, 300);`,
  'the WP Consent API': `
    function wp_has_consent() { return window.wp_consent_type === undefined || ANSWER === 'granted'; }
    function consent_api_get_cookie() { return { granted: 'allow', denied: 'deny' }[ANSWER] ?? ''; }
    window.consent_api = { cookie_prefix: 'wp_consent' };
    setTimeout(() => { window.wp_consent_type = 'optin'; document.dispatchEvent(new Event('wp_consent_type_defined')); }, 300);`,
  Shopify: `
    const api = { preferencesProcessingAllowed: () => ANSWER === 'granted', analyticsProcessingAllowed: () => false, marketingAllowed: () => false,
      currentVisitorConsent: () => ({ preferences: { granted: 'yes', denied: 'no' }[ANSWER] ?? '' }) };
    window.Shopify = { loadFeatures: (features, call) => setTimeout(() => { Shopify.customerPrivacy = api; call(); }, 300) };`,
  'the TCF': `
    const calls = [];
    function __tcfapi(command, version, call) { calls.push(call); }
    setTimeout(() => { for (const call of calls) call({ eventStatus: ANSWER ? 'tcloaded' : 'cmpuishown', gdprApplies: true,
      purpose: { consents: ANSWER === 'granted' ? { 1: true, 5: true, 6: true } : {} } }, true); }, 300);`,
};

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
    gtag('consent', 'default', ${SIGNALS("'denied'")});
    gtag('consent', 'update', ${SIGNALS('ANSWER')});
    addEventListener('click', () => gtag('consent', 'update', ${SIGNALS("'denied'")}));`;
  await visit(page, shop, 'tent-001', 'granted');
  await expect.poll(() => stored(page)).toBe(1);
  await page.click('#reject');
  expect(
    await page.evaluate(() => localStorage.getItem('onshelf-refusal:onshelf') ?? localStorage.getItem('onshelf:onshelf')),
  ).not.toContain('since');
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

test.describe(`in Firefox${firefoxMissing() === '' ? '' : ` (skipped: ${firefoxMissing()})`}`, () => {
  test.skip(firefoxMissing() !== '', firefoxMissing());
  test.setTimeout(120_000);

  for (const name of ['Consent Mode that is denied by update, then granted', 'Cookiebot', 'Usercentrics 3', 'the TCF']) {
    test(`${name}: a consent lasts over pages whose banner starts from a refusal, and a refusal erases`, async () => {
      banner = BANNERS[name] ?? '';
      const folder = await mkdtemp(join(tmpdir(), 'onshelf-banner-'));
      const site = await serveFolders({ '/': 'demo/dist', '/dist/': 'dist', '/shop/': 'test/e2e/shop', '/made/': folder }, 0);
      const browser = await firefox.launch({ channel: 'moz-firefox', executablePath: FIREFOX });
      const page = await browser.newPage();
      const open = async (id: string, answer: 'granted' | 'denied'): Promise<void> => {
        await writeFile(join(folder, 'index.html'), pageOf(id, answer));
        await page.goto(`${site.address}made/?${id}`);
      };
      const known = (): Promise<unknown> =>
        page.evaluate(async () => {
          const shelf = await new Promise<Shelf>((resolve) => globalThis.onshelf('ready', resolve));
          const { events } = await shelf.profile.inspect();
          return [shelf.consent.state, ...events.map(({ items }) => items[0]?.item_id)];
        });
      try {
        await open('tent-001', 'granted');
        await expect.poll(known, { timeout: 20_000 }).toEqual(['granted', 'tent-001']);
        await open('tent-005', 'granted');
        await expect.poll(known, { timeout: 20_000 }).toEqual(['granted', 'tent-001', 'tent-005']);
        await open('tent-009', 'denied');
        await expect.poll(known, { timeout: 20_000 }).toEqual(['denied']);
      } finally {
        await Promise.all([browser.close(), site.stop(), rm(folder, { recursive: true })]);
      }
    });
  }
});
