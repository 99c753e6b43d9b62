import { ownGlobal, readyState } from '../../core/page/platform.js';
import { toJson } from '../../core/text/to-json.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { BannerName, BannerWord, ConsentHeard, HeardSignals } from '../../types/consent.js';
import type { Note } from '../../types/note.js';
import { NOTHING_HEARD, reduceBanners, type Statement, statementOf, strictestOf } from './banner-state.js';
import { complianz, cookiebot, cookieYes, oneTrust, wpConsent } from './cookie-banners.js';
import { consentMode } from './google-consent-mode.js';
import { shopifyPrivacy, tcf, usercentrics } from './platform-banners.js';

/** Milliseconds without a new word, after the page has loaded, after which the banners count as started. */
const QUIET_MS = 3000;
/** Milliseconds between looks for banners that come late, and for what they say without an event. */
const LOOK_INTERVAL_MS = 1000;
/** Milliseconds for which an act of the shopper explains what a banner says: as long as browsers keep a user activation. */
const ACT_MS = 5000;

/** What to listen to. */
interface ListenOptions {
  /** Name of the global variable of the data layer. */
  readonly dataLayer: string;
  /** Signals of Consent Mode that must be granted, all of them. */
  readonly consentSignal: readonly string[];
  /** The banners to hear; undefined: all. */
  readonly consentFrom?: readonly string[];
}

/** Receives what follows from what the banners say, and what was heard. Called when either changes. */
type TellBanners = (word: BannerWord | null, heard: ConsentHeard) => void;

/**
 * Listens to all banners of the page, from now on. The first word is told before it returns.
 *
 * @param options returns what to listen to; the name of the data layer is read once
 * @param tell see `TellBanners`; the same word is told again only after another one
 */
export function listenToBanners(options: () => ListenOptions, tell: TellBanners): void {
  const google = consentMode(options().dataLayer);
  const banners = [google, cookiebot, oneTrust, usercentrics(), cookieYes, complianz, wpConsent, shopifyPrivacy(), tcf()];
  const unheard = new Set(banners.filter(({ listen }) => listen !== undefined));
  let state = NOTHING_HEARD;
  let told: string | undefined;
  /** When the shopper acted last, while a banner was there. */
  let actedAt = Number.NEGATIVE_INFINITY;
  let loaded = readyState() === 'complete';
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let started = false;
  /** While banners are asked to call back, which some do at once. */
  let asking = false;
  let signals: readonly { readonly name: BannerName; readonly signals: HeardSignals }[] = [];
  let last = '';

  const act = (action: Parameters<typeof reduceBanners>[1]): void => {
    state = reduceBanners(state, action);
    const heard = reportHeard(signals, options().consentSignal, state);
    const news = toJson(heard);
    if (news === told) return;
    told = news;
    for (const { code, message } of heard.notes) warnOnce('banner', code, message);
    tell(state.word, heard);
  };
  const restQuietly = (): void => {
    clearTimeout(quiet);
    if (loaded && !state.settled) quiet = setTimeout(() => act({ kind: 'settle' }), QUIET_MS);
  };
  const changed = (): void => void (asking || look(true));
  /** `spoken`: a banner said something, perhaps the same again. */
  const look = (spoken: boolean): void => {
    asking = true;
    for (const banner of unheard) if (quietly(() => banner.listen?.(changed)) === true) unheard.delete(banner);
    asking = false;
    const { consentSignal: wanted, consentFrom: only } = options();
    const stated: Statement[] = [];
    let silent = false;
    signals = banners.flatMap((banner) => {
      if (!(only?.includes(banner.name) ?? true)) return [];
      const said = quietly(banner.read);
      if (said && Object.keys(said).length > 0) stated.push(statementOf(said, wanted, banner !== google));
      else if (!said && !banner.globals?.some((name) => ownGlobal(name) !== undefined)) return [];
      // It is there, and has not said anything yet.
      else if (state.settled) silent = true;
      else stated.push('asking');
      return [{ name: banner.name, signals: said ?? {} }];
    });
    const now = toJson([signals, stated, silent, wanted]);
    const acted = performance.now() - actedAt < ACT_MS;
    if (now === last && started && !(spoken && acted)) return;
    last = now;
    // One that never speaks is no refusal, and no leave to go on without it.
    const together = strictestOf(stated) ?? (silent ? 'awaited' : null);
    if (started || signals.length > 0) restQuietly();
    started = true;
    clearTimeout(waiting);
    if (together === 'assumed') waiting = setTimeout(() => act({ kind: 'wait-over' }), google.wait());
    act({ kind: 'hear', stated: together, acted });
  };
  const noteAct = ({ isTrusted }: Event): void => {
    if (isTrusted && signals.length > 0) actedAt = performance.now();
  };
  for (const name of ['click', 'keydown']) addEventListener(name, noteAct, true);
  // While an event goes down from the window it also passes those who would stop it, and those that do not bubble.
  for (const name of new Set(banners.flatMap(({ events }) => events))) addEventListener(name, () => setTimeout(changed), true);
  const names = banners.map(({ name }) => name as string);
  const strangers = options().consentFrom?.filter((name) => !names.includes(name)) ?? [];
  if (strangers.length > 0)
    warnOnce('banner', 'unknown-name', `data-consent-from: ${strangers.join(', ')} is no banner; use ${names.join(', ')}.`);
  look(false);
  restQuietly();
  if (!loaded)
    addEventListener('load', () => {
      loaded = true;
      restQuietly();
    });
  setInterval(() => look(false), LOOK_INTERVAL_MS);
}

/** What was heard, and what is worth knowing of it. */
function reportHeard(
  banners: ConsentHeard['banners'],
  wanted: readonly string[],
  { word, settled }: { readonly word: BannerWord | null; readonly settled: boolean },
): ConsentHeard {
  const said = new Set(banners.flatMap(({ signals }) => Object.keys(signals)));
  const missing = wanted.filter((name) => !said.has(name));
  const notes: Note[] = [];
  if (settled && banners.length > 0 && missing.length > 0)
    notes.push({
      code: 'consent-signal-missing',
      message: `${banners.map(({ name }) => name).join(', ')} said ${[...said].join(', ') || 'nothing'}, and never ${missing.join(', ')}: have the banner say it, or name a signal that it says in data-consent-signal.`,
    });
  const globalPrivacyControl = (globalThis.navigator as { globalPrivacyControl?: unknown } | undefined)?.globalPrivacyControl === true;
  return { banners, wanted, missing, word, settled, globalPrivacyControl, notes };
}

/** What a step returns; undefined if the page's own code throws in it. */
function quietly<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    // A banner that is not what it seems says nothing.
    return undefined;
  }
}
