import { ownGlobal } from './platform.js';

/** Globals of systems that are told what shoppers do, and that the library does not read. */
const SOURCES: readonly (readonly [name: string, globals: string])[] = [
  ['Matomo or Piwik PRO', '_paq'],
  ['the Meta pixel', 'fbq'],
  ['the TikTok pixel', 'ttq'],
  ['the Pinterest tag', 'pintrk'],
  ['Klaviyo', '_learnq klaviyo'],
  ['Tealium', 'utag_data utag'],
  ["Adobe's data layer", 'adobeDataLayer digitalData'],
  ['Snowplow', 'snowplow'],
  ['RudderStack', 'rudderanalytics'],
  ["BigCommerce's data layer", 'BODL bodlEvents'],
  ["Shopify's own analytics", 'ShopifyAnalytics'],
  ["Google Analytics' old libraries", 'ga _gaq'],
  ["Google Ads' old parameters", 'google_tag_params'],
  ['Criteo', 'criteo_q'],
  ['PostHog', 'posthog'],
  ['Mixpanel', 'mixpanel'],
  ['Amplitude', 'amplitude'],
];

/** The systems on the page that are told what shoppers do, and that the library does not read, each with its global. */
export function unreadSources(): string[] {
  return SOURCES.flatMap(([name, globals]) => {
    const global = globals.split(' ').find((one) => ownGlobal(one) !== undefined);
    return global === undefined ? [] : [`${name} (${global})`];
  });
}
