import { ownGlobal } from '../../core/page/platform.js';
import { askPage, type Banner, functionOf, membersOf, signalsOfCategories } from './banner.js';

/** Cookiebot. https://www.cookiebot.com/en/developer/ */
export const cookiebot: Banner = {
  name: 'cookiebot',
  events: ['CookiebotOnLoad', 'CookiebotOnConsentReady', 'CookiebotOnAccept', 'CookiebotOnDecline'],
  read: () => {
    const bot = membersOf(ownGlobal('Cookiebot'));
    const consent = membersOf(bot?.consent);
    if (bot === undefined || consent === undefined) return null;
    const answered = bot.hasResponse ?? (bot.consented === true || bot.declined === true);
    return signalsOfCategories(consent, answered === true);
  },
};

/** The ids of a site's groups by OneTrust's own account; undefined where it gives none. */
function groupsOf(data: unknown): unknown[] | undefined {
  const groups = membersOf(data)?.Groups;
  return Array.isArray(groups) ? groups.flatMap((group) => [membersOf(group)?.CustomGroupId, membersOf(group)?.OptanonGroupId]) : undefined;
}

/** OneTrust. Groups: C0002 performance, C0003 functional, C0004 targeting. https://developer.onetrust.com/onetrust/docs/javascript-api */
export const oneTrust: Banner = {
  name: 'onetrust',
  globals: ['OnetrustActiveGroups', 'OneTrust'],
  events: ['OneTrustGroupsUpdated', 'OTConsentApplied'],
  read: () => {
    const groups = ownGlobal('OnetrustActiveGroups');
    // Empty until the banner has started.
    if (typeof groups !== 'string' || groups === '') return null;
    const active = groups.split(',');
    const api = ownGlobal('OneTrust');
    const answered = askPage(api, 'IsAlertBoxClosed');
    const known = groupsOf(askPage(api, 'GetDomainData'));
    // A group that the site does not have is refused by nobody: many sites name their groups otherwise.
    const has = (id: string): boolean | undefined =>
      active.includes(id) || ((known ? known.includes(id) : /C000\d/.test(groups)) ? false : undefined);
    return signalsOfCategories(
      { preferences: has('C0003'), statistics: has('C0002'), marketing: has('C0004') },
      typeof answered === 'boolean' ? answered : null,
    );
  },
};

/** CookieYes. https://www.cookieyes.com/documentation/events-on-cookie-banner-interactions/ */
export const cookieYes: Banner = {
  name: 'cookieyes',
  events: ['cookieyes_banner_load', 'cookieyes_consent_update'],
  read: () => {
    const given = membersOf(functionOf('getCkyConsent')?.());
    const categories = membersOf(given?.categories);
    if (given === undefined || categories === undefined) return null;
    const { functional: preferences, analytics: statistics, advertisement: marketing } = categories;
    return signalsOfCategories({ preferences, statistics, marketing }, given.isUserActionCompleted === true);
  },
};

/** Complianz. https://complianz.io/developers-guide-for-third-party-integrations/ */
export const complianz: Banner = {
  name: 'complianz',
  events: ['cmplz_status_change', 'cmplz_enable_category', 'cmplz_fire_categories', 'cmplz_revoke', 'cmplz_cookie_warning_loaded'],
  read: () => {
    const allows = functionOf('cmplz_has_consent');
    if (allows === undefined) return null;
    const dismissed = functionOf('cmplz_get_cookie')?.('banner-status');
    return signalsOfCategories(
      { preferences: allows('preferences'), statistics: allows('statistics'), marketing: allows('marketing') },
      dismissed === undefined ? null : dismissed === 'dismissed',
    );
  },
};

/** The WP Consent API, which banners of WordPress fill. https://wordpress.org/plugins/wp-consent-api/ */
export const wpConsent: Banner = {
  name: 'wp-consent-api',
  events: ['wp_listen_for_consent_change', 'wp_consent_type_defined', 'wp_consent_type_functions_loaded'],
  read: () => {
    const allows = functionOf('wp_has_consent');
    // Before a banner sets a type, the API allows everything.
    const type = ownGlobal('wp_consent_type') ?? membersOf(ownGlobal('consent_api'))?.consent_type;
    if (allows === undefined || typeof type !== 'string' || type === '') return null;
    const prefix = membersOf(ownGlobal('consent_api'))?.cookie_prefix ?? 'wp_consent';
    const cookie = functionOf('consent_api_get_cookie')?.(`${prefix}_preferences`);
    return signalsOfCategories(
      { preferences: allows('preferences'), statistics: allows('statistics'), marketing: allows('marketing') },
      cookie === undefined ? null : cookie === 'allow' || cookie === 'deny',
    );
  },
};
