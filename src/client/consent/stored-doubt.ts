import { isSignalled } from '../../core/page/is-signalled.js';
import type { Note } from '../../types/note.js';
import type { ConsentReceipt } from '../../types/privacy/consent-receipt.js';
import type { ShelfOptions } from '../../types/shelf.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';

type Options = Partial<Pick<ShelfOptions, 'policy' | 'honourPrivacyControl'>>;

/** The browser asks for privacy, and the page honours it. */
export const CONTROLLED = {
  code: 'privacy-control',
  message: 'The browser asks for privacy, so only the shopper can grant: consent.set("granted", { by: "shopper" }).',
} as const satisfies Note;

const POLICY_CHANGED: Note = {
  code: 'policy-changed',
  message: 'The privacy policy is another one than the shopper consented to: what is stored is not read until they answer. Ask them.',
};

/** Whether a page's `granted` counts as unknown: the browser sends Global Privacy Control or Do Not Track, and the page honours it. */
export function heedsControl({ honourPrivacyControl }: Options): boolean {
  return honourPrivacyControl === 'storage' && isSignalled();
}

/** What is known of a consent that was given elsewhere: on an earlier page, or in another tab. */
export interface EarlierConsent {
  readonly by?: ConsentReceipt['by'] | undefined;
  readonly policy?: { readonly version?: unknown } | null | undefined;
}

/**
 * Why a consent that was given elsewhere does not count here: it is to another policy, and the page wants consent to each, or it is not the shopper's
 * own, and their browser asks for privacy. What is stored is then neither read nor erased until the shopper answers. Null: it counts.
 *
 * @param options of the shelf
 * @param given what is known of it; of nothing known the worst is assumed
 */
export function consentDoubt(options: Options, given: EarlierConsent | null | undefined): Note | null {
  const { policy } = options;
  if (policy?.renews === true && given?.policy?.version !== `${policy.version}`) return POLICY_CHANGED;
  return heedsControl(options) && given?.by !== 'shopper' ? CONTROLLED : null;
}

/** Why a stored consent is not recalled, by its receipt; null: it is, or none is noted. */
export function storedDoubt(options: Options, { notebook }: Pick<ShelfStorage, 'notebook'>): Note | null {
  const noted = notebook.read();
  return noted === null ? null : consentDoubt(options, noted.receipt);
}
