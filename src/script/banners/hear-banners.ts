import { ownGlobal } from '../../core/page/platform.js';
import { warnOnce } from '../../core/text/warn-once.js';
import { within } from '../../core/time/deadline.js';
import type { Note } from '../../types/note.js';
import type { ListenOptions, listenToBanners, TellBanners } from './listen-to-banners.js';

/** Globals of consent banners; the data layer is another. */
const VOICES =
  'google_tag_data Cookiebot OneTrust OnetrustActiveGroups UC_UI __ucCmp getCkyConsent cmplz_has_consent wp_has_consent Shopify __tcfapi';
/** Milliseconds between looks for a banner that comes late. */
const LOOK_INTERVAL_MS = 2000;
/** Milliseconds that a shelf waits for the first word. */
const READERS_DEADLINE = 5000;

/** Loads the readers of banners. */
type LoadReaders = () => Promise<{ readonly listenToBanners: typeof listenToBanners }>;

/**
 * Loads the readers of consent banners once one of them, or a data layer, is on the page. Until their first word consent is awaited: if they cannot
 * be loaded, nothing is read or stored.
 *
 * @param options returns the current names of the data layer, of the signals and of the banners; without banners, nothing is heard
 * @param load loads the readers
 * @param tell receives what the banners say
 * @returns a function that resolves when the first word of the banners found so far is told; never rejects
 */
export function hearBanners(options: () => ListenOptions, load: LoadReaders, tell: TellBanners): () => Promise<void> {
  let first: Promise<unknown> | undefined;
  const awaiting = (notes: readonly Note[]): void =>
    tell('awaited', {
      banners: [],
      wanted: options().consentSignal,
      missing: [],
      word: 'awaited',
      settled: false,
      globalPrivacyControl: false,
      notes,
    });
  const look = (): void => {
    const { dataLayer, consentFrom } = options();
    if (first !== undefined || consentFrom?.length === 0) return;
    if (![dataLayer, ...VOICES.split(' ')].some((name) => ownGlobal(name) !== undefined)) return;
    awaiting([]);
    first = load()
      .then((readers) => readers.listenToBanners(options, tell))
      .catch(() => {
        const [code, message] = ['consent-unread', 'banner-readers.js was not loaded: consent is not known, nothing is stored.'] as const;
        warnOnce('consent', code, message);
        awaiting([{ code, message }]);
      });
  };
  look();
  for (const moment of ['DOMContentLoaded', 'load']) addEventListener(moment, look);
  setInterval(look, LOOK_INTERVAL_MS);
  return () => {
    look();
    return within(first, READERS_DEADLINE);
  };
}
