/** A page with a consent banner, the tag, and an item that is viewed. */
export interface BannerPage {
  /** The item. */
  readonly id: string;
  /** What the shopper answered: `ANSWER` in the banner's script; empty if they were not asked. */
  readonly answer: '' | 'granted' | 'denied';
  /** Script before the tag: the banner, as it behaves on each load. */
  readonly banner: string;
  /** More attributes of the tag. */
  readonly attributes: string;
}

/** Writes that page as HTML. */
export function bannerPage({ id, answer, banner, attributes }: BannerPage): string {
  return `<!doctype html><title>A shop with a banner</title><link rel="icon" href="data:,">
  <script src="/shop/faults.js"></script>
  <script>const ANSWER = ${JSON.stringify(answer)};\n${banner}</script>
  <script async src="/dist/onshelf.js" data-pack="/pack/pack.json" data-backend="js" ${attributes}></script>
  <p data-onshelf-event="view_item" data-onshelf-item="${id}">An item</p>
  <button id="reject">Reject</button>`;
}

/** Google's snippet. */
export const GTAG = 'window.dataLayer = []; function gtag() { dataLayer.push(arguments); }';
/** Three signals of Consent Mode with one value: an expression of the page. */
export const toldSignals = (word: string): string =>
  `{ personalization_storage: ${word}, analytics_storage: ${word}, ad_storage: ${word} }`;

/** Each banner as it behaves on each load: it denies by itself, and says the shopper's answer a moment later. */
export const BANNERS: Readonly<Record<string, string>> = {
  'Consent Mode that is denied by update, then granted': `${GTAG}
    gtag('consent', 'default', ${toldSignals("'denied'")});
    gtag('consent', 'update', ${toldSignals("'denied'")});
    if (ANSWER) setTimeout(() => gtag('consent', 'update', ${toldSignals('ANSWER')}), 600);`,
  'Consent Mode that answers late': `${GTAG}
    gtag('consent', 'default', ${toldSignals("'denied'")});
    if (ANSWER) addEventListener('load', () => setTimeout(() => gtag('consent', 'update', ${toldSignals('ANSWER')}), 1200));`,
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
