import type { Note } from './note.js';

/**
 * Whether the shopper's events may be stored. `unknown`: they stay in memory. `granted`: they are stored. `denied`: they are not kept.
 * A change from `granted` to another value erases everything stored.
 */
export type Consent = 'unknown' | 'granted' | 'denied';

/** A source of consent that the script tag can hear. */
export type BannerName =
  | 'google-consent-mode'
  | 'cookiebot'
  | 'onetrust'
  | 'usercentrics'
  | 'cookieyes'
  | 'complianz'
  | 'wp-consent-api'
  | 'shopify'
  | 'tcf';

/** One signal of one banner. */
export interface HeardSignal {
  readonly granted: boolean;
  /** Whether the shopper has answered, now or on an earlier page; false: it is a default; null: the banner does not tell. */
  readonly answered: boolean | null;
}

/** What one banner says, by the names of Google's Consent Mode, such as `personalization_storage`. */
export type HeardSignals = Readonly<Record<string, HeardSignal>>;

/**
 * What the banners of a page say together. `awaited`: denied until the shopper answers, or denied by a banner that is still starting. That is
 * not a refusal: nothing may be read or stored, and nothing has to be erased.
 */
export type BannerWord = 'granted' | 'denied' | 'awaited';

/** What was heard of consent in a page, for diagnosis. */
export interface ConsentHeard {
  /** The banners that were found, with what they say. */
  readonly banners: readonly { readonly name: BannerName; readonly signals: HeardSignals }[];
  /** The signals that have to be granted, all of them. */
  readonly wanted: readonly string[];
  /** Those of them that no banner has said. */
  readonly missing: readonly string[];
  /** What follows from it; null: nothing, as without a banner. */
  readonly word: BannerWord | null;
  /** Whether the banners have started: a refusal counts at once. */
  readonly settled: boolean;
  /** Whether the browser sends Global Privacy Control. It forbids selling and sharing data, which the library never does, so it changes nothing without `honourPrivacyControl`. */
  readonly globalPrivacyControl: boolean;
  /** What is worth knowing, also in `health().notes`. */
  readonly notes: readonly Note[];
}
