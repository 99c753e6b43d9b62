import { ownGlobal } from '../../core/page/platform.js';
import { hookMethod } from '../../record/adapters/hook-method.js';
import { createReadingQueue } from '../../record/adapters/reading-queue.js';
import type { HeardSignal, HeardSignals } from '../../types/consent.js';
import { askPage, type Banner, membersOf } from './banner.js';

/** What Consent Mode was told of one signal. */
interface Told {
  readonly update?: boolean;
  readonly default?: boolean;
  /** Denied by default in some regions; which region the shopper is in is not known. */
  readonly deniedSomewhere?: boolean;
}

/** What Consent Mode was told by the data layer, by signal; `wait`: milliseconds that tags wait for the banner's answer. */
export interface ToldByLayer {
  readonly signals: Readonly<Record<string, Told>>;
  readonly wait: number;
}

/** Nothing told yet. */
export const NOTHING_TOLD: ToldByLayer = { signals: {}, wait: 0 };

/** Longest wait for an answer, in milliseconds. */
const MAX_WAIT = 5000;

/**
 * Adds an entry of a data layer to what it told before. Pure.
 *
 * A default for some regions applies to an unknown share of shoppers: a refusal in it means waiting for the shopper's answer; a consent in it is
 * ignored, and then so is a consent for all regions.
 *
 * @param entry any value; only `gtag('consent', 'default' | 'update', signals)` counts
 * @returns the same object if the entry says nothing of consent
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export function tellLayer(told: ToldByLayer, entry: unknown): ToldByLayer {
  const given = membersOf(entry);
  const kind = given?.[1];
  if (given?.[0] !== 'consent' || (kind !== 'default' && kind !== 'update')) return told;
  const { region, wait_for_update: waiting, ...said } = membersOf(given[2]) ?? {};
  const signals = { ...told.signals };
  for (const [signal, state] of Object.entries(said)) {
    if (state !== 'granted' && state !== 'denied') continue;
    const granted = state === 'granted';
    if (kind === 'update') signals[signal] = { ...signals[signal], update: granted };
    else if (region === undefined) signals[signal] = { ...signals[signal], default: granted };
    else if (!granted) signals[signal] = { ...signals[signal], deniedSomewhere: true };
  }
  return { signals, wait: typeof waiting === 'number' && waiting > 0 ? Math.min(waiting, MAX_WAIT) : told.wait };
}

/**
 * What Consent Mode says: Google's own state, which also has what templates of Tag Manager said, and what the library of a region said; without
 * it, what the data layer says.
 *
 * @param told by the data layer
 * @param entries `google_tag_data.ics.entries`, any value
 */
export function signalsOfConsentMode(told: ToldByLayer, entries: unknown): HeardSignals {
  const state = membersOf(entries) ?? {};
  const signals: Record<string, HeardSignal> = {};
  for (const signal of new Set([...Object.keys(state), ...Object.keys(told.signals)])) {
    const google = membersOf(state[signal]) ?? {};
    const layer = told.signals[signal] ?? {};
    const update = flag(google.update) ?? layer.update;
    // Google's state has the default of the shopper's own region.
    const byDefault = flag(google.default) ?? (layer.deniedSomewhere ? false : layer.default);
    if (update !== undefined) signals[signal] = { granted: update, answered: null };
    else if (byDefault !== undefined) signals[signal] = { granted: byDefault, answered: false };
  }
  return signals;
}

/**
 * Google Consent Mode: the data layer's calls, and Google's own state.
 *
 * @param layerName name of the global variable of the data layer
 * @returns the banner, and how long it waits for an answer, in milliseconds
 */
export function consentMode(layerName: string): Banner & { wait(): number } {
  let told = NOTHING_TOLD;
  /** The array that is heard: pages replace it. */
  let heard: unknown;
  let hearsGoogle = false;
  const stateOfGoogle = (): unknown => membersOf(ownGlobal('google_tag_data'))?.ics;
  return {
    name: 'google-consent-mode',
    events: [],
    read: () => {
      const signals = signalsOfConsentMode(told, membersOf(stateOfGoogle())?.entries);
      return Object.keys(signals).length > 0 ? signals : null;
    },
    listen: (changed) => {
      const layer = ownGlobal(layerName);
      if (layer !== heard && Array.isArray(layer)) {
        heard = layer;
        const queue = createReadingQueue((entry) => {
          const before = told;
          told = tellLayer(told, entry);
          if (told === before) return;
          changed();
          // Google's library may read the entry after us.
          setTimeout(changed);
        });
        const earlier = layer.slice();
        hookMethod(layer, 'push', queue.isReading, queue.add);
        queue.add(earlier);
      }
      const google = stateOfGoogle();
      if (!hearsGoogle && google !== undefined) {
        hearsGoogle = true;
        const names = Object.keys(membersOf(membersOf(google)?.entries) ?? {});
        askPage(google, 'addListener', [...new Set([...names, ...KNOWN])], () => setTimeout(changed));
      }
      return false;
    },
    wait: () => told.wait,
  };
}

/** The signals that Google documents. */
const KNOWN: readonly string[] = [
  'personalization_storage',
  'functionality_storage',
  'analytics_storage',
  'ad_storage',
  'ad_user_data',
  'ad_personalization',
];

/** Google's state has true, false, or nothing; some imitations write the words. */
function flag(value: unknown): boolean | undefined {
  if (value === 'granted' || value === 'denied') return value === 'granted';
  return typeof value === 'boolean' ? value : undefined;
}
