import { whoActs } from '../../core/page/who-acts.js';
import { toJson } from '../../core/text/to-json.js';
import type { Consent } from '../../types/consent.js';
import type { NotedForget } from '../../types/known.js';
import { CONSENTS } from '../consent/consent-state.js';
import type { EarlierConsent } from '../consent/stored-doubt.js';

/**
 * Messages between the tabs of one shop. A missed refusal is noticed by the erasure that follows it. A frozen tab receives
 * messages late: `at` is the time when consent was granted or withdrawn, in milliseconds since 1970.
 */
export type TabMessage =
  | { readonly kind: 'changed' }
  | ({ readonly kind: 'consent'; readonly state: Consent; readonly at: number } & EarlierConsent)
  | { readonly kind: 'pause'; readonly paused: boolean }
  /** Somebody logged in or out. Who is there is noted, or only their own page knows. */
  | { readonly kind: 'profile' }
  | { readonly kind: 'forget'; readonly what: NotedForget; readonly unfinished?: true };

/** Read when the library loads: a page may replace it later. */
const { parse } = JSON;

/** Key of the entry of localStorage by which tabs tell what the shopper did. It is there for no longer than it takes to write it. */
export const toldKey = (name: string): string => `onshelf-told:${name}`;

/**
 * Tells the other tabs: the entry is written and removed again in one go, and the browser reports both to them. So a tab hears without a channel, which
 * would have a name before consent, and nothing stays. Chromium reports it to pages in its back/forward cache too, once they are back.
 *
 * Without consent the others hear of acts of the shopper alone: what a page does by itself, as it loads, writes nothing.
 *
 * @param name of the shop, or of the database of an account
 * @param granted whether consent is
 */
export function tellTabs(name: string, message: TabMessage, granted?: boolean): void {
  if (!granted && (message as { readonly state?: Consent }).state !== 'granted' && whoActs() === 'page') return;
  const key = toldKey(name);
  try {
    localStorage.setItem(key, toJson(message));
    localStorage.removeItem(key);
  } catch {
    // Refused: each tab hears of what is stored by its note, or when it looks.
  }
}

/** A message as it was told; undefined if it is none: other scripts and other versions may write anything. */
export function readTold(text: string | null): TabMessage | undefined {
  try {
    const told: unknown = parse(text as string);
    return isMessage(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

/** Whether data has the form of a message. */
export function isMessage(data: unknown): data is TabMessage {
  const { kind, state, at, paused, what } = Object(data) as { readonly [field: string]: unknown };
  if (kind === 'consent') return CONSENTS.includes(state as Consent) && Number.isFinite(at);
  if (kind === 'pause') return typeof paused === 'boolean';
  if (kind === 'forget') return Object(what) === what;
  return kind === 'changed' || kind === 'profile';
}
