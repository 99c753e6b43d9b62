import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Banner } from '../../../src/script/banners/banner.js';
import { complianz, cookiebot, cookieYes, oneTrust, wpConsent } from '../../../src/script/banners/cookie-banners.js';
import { shopifyPrivacy, signalsOfTcf, tcf, usercentrics } from '../../../src/script/banners/platform-banners.js';

afterEach(() => void vi.unstubAllGlobals());

/** What a banner says of personalisation in a page with these globals: granted or not, and whether the shopper answered. */
function saidBy(banner: Banner, globals: Record<string, unknown>): readonly [boolean, boolean | null] | null {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  const { personalization_storage: said } = banner.read() ?? {};
  return said === undefined ? null : [said.granted, said.answered];
}

it('no banner says anything on a page without one', () => {
  const banners = [cookiebot, oneTrust, usercentrics(), cookieYes, complianz, wpConsent, shopifyPrivacy(), tcf()];
  expect(banners.map((banner) => banner.read())).toEqual(banners.map(() => null));
});

describe('Cookiebot', () => {
  const consent = (preferences: boolean): object => ({ necessary: true, preferences, statistics: false, marketing: false });
  it('denies without an answer, and then says what the shopper said', () => {
    expect(saidBy(cookiebot, { Cookiebot: { consent: consent(false), hasResponse: false } })).toEqual([false, false]);
    expect(saidBy(cookiebot, { Cookiebot: { consent: consent(false), hasResponse: true } })).toEqual([false, true]);
    expect(saidBy(cookiebot, { Cookiebot: { consent: consent(true), hasResponse: true } })).toEqual([true, true]);
  });
});

describe('OneTrust', () => {
  const banner = (groups: string, closed: boolean): Record<string, unknown> => ({
    OnetrustActiveGroups: groups,
    OneTrust: Object.fromEntries([['IsAlertBoxClosed', () => closed]]),
  });
  it('says nothing before it has started, and then which groups are active', () => {
    expect(saidBy(oneTrust, banner('', false))).toBeNull();
    expect(saidBy(oneTrust, banner(',C0001,', false))).toEqual([false, false]);
    expect(saidBy(oneTrust, banner(',C0001,', true))).toEqual([false, true]);
    expect(saidBy(oneTrust, banner(',C0001,C0003,', true))).toEqual([true, true]);
  });

  it('says nothing of a group that the site does not have, under whatever names', () => {
    const site = (groups: string, ids: readonly object[]): Record<string, unknown> => ({
      OnetrustActiveGroups: groups,
      OneTrust: Object.fromEntries([
        ['IsAlertBoxClosed', (): unknown => true],
        ['GetDomainData', () => ({ Groups: ids })],
      ]),
    });
    expect(saidBy(oneTrust, banner(',1,2,3,4,', true))).toBeNull();
    expect(saidBy(oneTrust, site(',C0001,C0002,', [{ CustomGroupId: 'C0001' }, { CustomGroupId: 'C0002' }]))).toBeNull();
    expect(saidBy(oneTrust, site(',C0001,', [{ OptanonGroupId: 'C0001' }, { OptanonGroupId: 'C0003' }]))).toEqual([false, true]);
    expect(saidBy(oneTrust, site(',C0001,C0003,', [{ CustomGroupId: 'C0001' }, { CustomGroupId: 'C0003' }]))).toEqual([true, true]);
  });
});

describe('Usercentrics', () => {
  const second = (status: boolean, required: boolean): Record<string, unknown> => ({
    UC_UI: {
      isInitialized: () => true,
      isConsentRequired: () => required,
      getServicesBaseInfo: () => [
        { categorySlug: 'essential', consent: { status: true } },
        { categorySlug: 'functional', consent: { status: true } },
        { categorySlug: 'functional', consent: { status } },
      ],
    },
  });
  it('of version 2 grants a category if all its services are granted', () => {
    expect(saidBy(usercentrics(), second(false, true))).toEqual([false, false]);
    expect(saidBy(usercentrics(), second(false, false))).toEqual([false, true]);
    expect(saidBy(usercentrics(), second(true, false))).toEqual([true, true]);
    expect(saidBy(usercentrics(), { UC_UI: { isInitialized: () => false } })).toBeNull();
  });

  it('of version 3 answers in promises', async () => {
    vi.stubGlobal('addEventListener', () => {});
    vi.stubGlobal('__ucCmp', {
      isInitialized: async () => true,
      getConsentDetails: async () => ({
        consent: { type: 'EXPLICIT' },
        categories: { functional: { state: 'ALL_ACCEPTED' }, marketing: { state: 'ALL_DENIED' } },
      }),
    });
    const banner = usercentrics();
    await new Promise<void>((resolve) => expect(banner.listen?.(resolve)).toBe(true));
    expect(banner.read()).toMatchObject({
      personalization_storage: { granted: true, answered: true },
      ad_storage: { granted: false, answered: true },
    });
  });
});

it('CookieYes says its categories, and whether the shopper has acted', () => {
  const banner = (functional: boolean, done: boolean): Record<string, unknown> => ({
    getCkyConsent: () => ({ categories: { necessary: true, functional, analytics: false }, isUserActionCompleted: done }),
  });
  expect(saidBy(cookieYes, banner(false, false))).toEqual([false, false]);
  expect(saidBy(cookieYes, banner(false, true))).toEqual([false, true]);
  expect(saidBy(cookieYes, banner(true, true))).toEqual([true, true]);
});

it('Complianz says its categories, and whether its banner was dismissed', () => {
  const banner = (granted: boolean, status: string): Record<string, unknown> => ({
    cmplz_has_consent: (category: string) => category === 'functional' || granted,
    cmplz_get_cookie: (name: string) => (name === 'banner-status' ? status : ''),
  });
  expect(saidBy(complianz, banner(false, ''))).toEqual([false, false]);
  expect(saidBy(complianz, banner(false, 'dismissed'))).toEqual([false, true]);
  expect(saidBy(complianz, banner(true, 'dismissed'))).toEqual([true, true]);
});

it('the WP Consent API says nothing before a banner sets its type, when it allows everything', () => {
  const api = (granted: boolean, cookie: string): Record<string, unknown> => ({
    wp_has_consent: () => granted,
    consent_api: { cookie_prefix: 'wp_consent' },
    consent_api_get_cookie: (name: string) => (name === 'wp_consent_preferences' ? cookie : ''),
  });
  expect(saidBy(wpConsent, api(true, ''))).toBeNull();
  vi.stubGlobal('wp_consent_type', 'optin');
  expect(saidBy(wpConsent, api(false, ''))).toEqual([false, false]);
  expect(saidBy(wpConsent, api(false, 'deny'))).toEqual([false, true]);
  expect(saidBy(wpConsent, api(true, 'allow'))).toEqual([true, true]);
});

it("Shopify's privacy API is loaded by Shopify if nobody did, and says the visitor's preferences", () => {
  const features: unknown[] = [];
  const shop: Record<string, unknown> = { loadFeatures: (list: unknown) => void features.push(list) };
  vi.stubGlobal('Shopify', shop);
  const banner = shopifyPrivacy();
  expect(banner.read()).toBeNull();
  expect(banner.listen?.(() => {})).toBe(true);
  expect(features).toEqual([[{ name: 'consent-tracking-api', version: '0.1' }]]);
  const privacy = (allowed: boolean, preferences: string): object => ({
    preferencesProcessingAllowed: () => allowed,
    analyticsProcessingAllowed: () => false,
    marketingAllowed: () => false,
    currentVisitorConsent: () => ({ preferences }),
  });
  for (const [allowed, answer, said] of [
    [false, '', [false, false]],
    [true, '', [true, false]],
    [false, 'no', [false, true]],
    [true, 'yes', [true, true]],
  ] as const) {
    shop.customerPrivacy = privacy(allowed, answer);
    expect(saidBy(banner, {})).toEqual(said);
  }
});

describe('the TCF', () => {
  const data = (eventStatus: string, purposes: readonly number[], more: object = {}): object => ({
    eventStatus,
    gdprApplies: true,
    purpose: { consents: Object.fromEntries(purposes.map((purpose) => [purpose, true])) },
    ...more,
  });

  it('grants personalisation with the purposes 1, 5 and 6', () => {
    const said = (given: object): unknown => signalsOfTcf(given)?.personalization_storage;
    expect(said(data('cmpuishown', []))).toEqual({ granted: false, answered: false });
    expect(said(data('tcloaded', [1, 5]))).toEqual({ granted: false, answered: true });
    expect(said(data('useractioncomplete', [1, 5, 6]))).toEqual({ granted: true, answered: true });
    expect(said(data('tcloaded', [1, 5, 6], { publisher: { consents: { 1: true } } }))).toEqual({ granted: false, answered: true });
  });

  it('says nothing while it loads, and where it does not apply', () => {
    expect(signalsOfTcf(data('cmploading', []))).toBeNull();
    expect(signalsOfTcf(data('tcloaded', [], { gdprApplies: false }))).toBeNull();
    expect(signalsOfTcf('text')).toBeNull();
  });

  it('calls back', () => {
    vi.stubGlobal('__tcfapi', (_command: string, _version: number, callback: (...given: unknown[]) => void) =>
      callback(data('tcloaded', [1, 5, 6]), true),
    );
    const banner = tcf();
    let changes = 0;
    expect(banner.listen?.(() => void changes++)).toBe(true);
    expect(changes).toBe(1);
    expect(banner.read()?.personalization_storage).toEqual({ granted: true, answered: true });
  });
});
