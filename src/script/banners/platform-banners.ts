import { ownGlobal } from '../../core/page/platform.js';
import type { HeardSignal, HeardSignals } from '../../types/consent.js';
import { askPage, type Banner, type Categories, functionOf, membersOf, signalsOfCategories } from './banner.js';

/** Names that shops give a category of Usercentrics. */
const STATISTICS = ['statistics', 'analytics', 'performance', 'functional'];
const PREFERENCES = ['preferences', 'personalization', 'functional'];

/** The first of some categories that there is. */
function firstOf(states: ReadonlyMap<unknown, boolean>, names: readonly string[]): boolean | undefined {
  return states.get(names.find((name) => states.has(name)));
}

function categoriesOf(states: ReadonlyMap<unknown, boolean>): Categories {
  return { preferences: firstOf(states, PREFERENCES), statistics: firstOf(states, STATISTICS), marketing: states.get('marketing') };
}

/**
 * Usercentrics: version 2 (`UC_UI`) and version 3 (`__ucCmp`), which answers in promises.
 *
 * @see https://docs.usercentrics.com/#/cmp-v2-ui-api
 * @see https://docs.usercentrics.com/cmp_browser_sdk/
 */
export function usercentrics(): Banner {
  let third: HeardSignals | null = null;
  let asks = 0;
  const askThird = async (changed: () => void): Promise<void> => {
    const mine = ++asks;
    const cmp = ownGlobal('__ucCmp');
    if ((await askPage(cmp, 'isInitialized')) !== true) return;
    const details = membersOf(await askPage(cmp, 'getConsentDetails'));
    if (mine !== asks || details === undefined) return;
    const states = new Map<unknown, boolean>();
    for (const [name, category] of Object.entries(membersOf(details.categories) ?? {})) {
      const { state } = membersOf(category) ?? {};
      if (typeof state === 'string') states.set(name, state === 'ALL_ACCEPTED');
    }
    const { type, required } = membersOf(details.consent) ?? {};
    third = signalsOfCategories(categoriesOf(states), type === 'EXPLICIT' || (type === undefined && required === false));
    changed();
  };
  const second = (): HeardSignals | null => {
    const cmp = ownGlobal('UC_UI');
    if (askPage(cmp, 'isInitialized') !== true) return null;
    const services = askPage(cmp, 'getServicesBaseInfo');
    if (!Array.isArray(services)) return null;
    const states = new Map<unknown, boolean>();
    for (const service of services) {
      const { categorySlug: slug, consent } = membersOf(service) ?? {};
      states.set(slug, (states.get(slug) ?? true) && membersOf(consent)?.status === true);
    }
    const required = askPage(cmp, 'isConsentRequired');
    return signalsOfCategories(categoriesOf(states), typeof required === 'boolean' ? !required : null);
  };
  return {
    name: 'usercentrics',
    globals: ['UC_UI', '__ucCmp'],
    events: ['UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT', 'UC_CONSENT', 'ucEvent', 'onConsentStatusChange'],
    read: () => third ?? second(),
    listen: (changed) => {
      if (membersOf(ownGlobal('__ucCmp')) === undefined) return false;
      const again = (): void => void askThird(changed).catch(() => {});
      for (const name of ['UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT', 'UC_CONSENT']) addEventListener(name, again);
      again();
      return true;
    },
  };
}

/** Shopify's customer privacy API. https://shopify.dev/docs/api/customer-privacy */
export function shopifyPrivacy(): Banner {
  const privacy = (): unknown => membersOf(ownGlobal('Shopify'))?.customerPrivacy;
  return {
    name: 'shopify',
    events: ['visitorConsentCollected'],
    read: () => {
      const api = privacy();
      const preferences = askPage(api, 'preferencesProcessingAllowed');
      if (typeof preferences !== 'boolean') return null;
      const { preferences: answer } = membersOf(askPage(api, 'currentVisitorConsent')) ?? {};
      return signalsOfCategories(
        { preferences, statistics: askPage(api, 'analyticsProcessingAllowed'), marketing: askPage(api, 'marketingAllowed') },
        answer === undefined ? null : answer === 'yes' || answer === 'no',
      );
    },
    listen: (changed) => {
      if (askPage(privacy(), 'preferencesProcessingAllowed') !== undefined) return true;
      const shop = ownGlobal('Shopify');
      if (typeof membersOf(shop)?.loadFeatures !== 'function') return false;
      // Shopify loads it for whoever asks first.
      askPage(shop, 'loadFeatures', [{ name: 'consent-tracking-api', version: '0.1' }], changed);
      return true;
    },
  };
}

/** The purposes of the TCF that each signal needs: 1 store and access, 5 and 6 personalised content, 8 and 9 measurement, 3 and 4 advertising. */
const PURPOSES: Readonly<Record<string, readonly number[]>> = {
  personalization_storage: [1, 5, 6],
  functionality_storage: [1],
  analytics_storage: [1, 8, 9],
  ad_storage: [1],
  ad_personalization: [1, 3, 4],
};

/**
 * The signals of the TCF's data. The publisher's own purposes count if there are any, since the data stays with the shop.
 *
 * @param data of the callback of `addEventListener`, any value
 * @returns null while the banner is loading
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 */
export function signalsOfTcf(data: unknown): HeardSignals | null {
  const { eventStatus, gdprApplies, purpose, publisher } = membersOf(data) ?? {};
  const answered = eventStatus === 'tcloaded' || eventStatus === 'useractioncomplete';
  if (!answered && eventStatus !== 'cmpuishown') return null;
  // Where the law does not apply, the framework says nothing.
  if (gdprApplies === false) return null;
  const own = membersOf(membersOf(publisher)?.consents) ?? {};
  const all = membersOf(membersOf(purpose)?.consents) ?? {};
  const allowed = Object.keys(own).length > 0 ? own : all;
  const signals: Record<string, HeardSignal> = {};
  for (const [signal, needed] of Object.entries(PURPOSES))
    signals[signal] = { granted: needed.every((number) => allowed[number] === true), answered };
  return signals;
}

/** The IAB's Transparency and Consent Framework, version 2. It is only read. */
export function tcf(): Banner {
  let signals: HeardSignals | null = null;
  let applies = true;
  return {
    name: 'tcf',
    // Where the law does not apply, nothing is to be waited for.
    get globals() {
      return applies ? ['__tcfapi'] : [];
    },
    events: [],
    read: () => signals,
    listen: (changed) => {
      const api = functionOf('__tcfapi');
      api?.('addEventListener', 2, (data: unknown, success: unknown) => {
        if (success === false) return;
        signals = signalsOfTcf(data);
        applies = membersOf(data)?.gdprApplies !== false;
        changed();
      });
      return api !== undefined;
    },
  };
}
