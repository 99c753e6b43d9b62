import { ownGlobal } from '../../core/page/platform.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { BannerWord, ConsentHeard } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import type { ScriptOptions } from '../script-options.js';

/** Globals of consent banners; the data layer is another. */
const VOICES =
  'google_tag_data Cookiebot OneTrust OnetrustActiveGroups UC_UI __ucCmp getCkyConsent cmplz_has_consent wp_has_consent Shopify __tcfapi';
/** Receives what follows from what banners say, and what was heard of them: before they are read, what is worth knowing. */
export type TellWord = (word: BannerWord | null, heard: ConsentHeard | readonly Note[]) => void;
/**
 * Looks for consent banners; call it again, since they may come late. Returns what resolves when the first word of the banners found so far is told;
 * never rejects.
 */
export type LookForBanners = () => Promise<unknown> | undefined;

/** Loads the readers of banners. */
type LoadReaders = () => Promise<typeof import('../banner-readers.js')>;

/**
 * Loads the readers of consent banners once one of them, or a data layer, is on the page. Until their first word consent is awaited: if they cannot
 * be loaded, nothing is read or stored.
 *
 * @param options returns the current names of the data layer, of the signals and of the banners; without banners, nothing is heard
 * @param load loads the readers
 * @param tell receives what the banners say
 */
export function hearBanners(
  options: () => Pick<ScriptOptions, 'dataLayer' | 'consentSignal' | 'consentFrom'>,
  load: LoadReaders,
  tell: TellWord,
): LookForBanners {
  let first: Promise<unknown> | undefined;
  return () => {
    const { dataLayer, consentFrom } = options();
    if (first !== undefined || consentFrom?.length === 0) return first;
    if (![dataLayer, ...VOICES.split(' ')].some((name) => ownGlobal(name) !== undefined)) return first;
    tell('awaited', []);
    first = load()
      .then(({ listenToBanners }) => listenToBanners(options, tell))
      .catch(() => {
        const note = { code: 'consent-unread', message: 'banner-readers.js not loaded: nothing is stored.' } as const;
        warnOnce('consent', note.code, note.message);
        tell('awaited', [note]);
      });
    return first;
  };
}
