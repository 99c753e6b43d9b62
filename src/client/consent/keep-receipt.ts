import { readRefusal } from '../../core/page/refusal-note.js';
import { ownMembers } from '../../core/text/bare-object.js';
import { warnOnce } from '../../core/text/warn-once.js';
import type { Consent } from '../../types/consent.js';
import type { ConsentPolicy, ConsentReceipt } from '../../types/privacy/consent-receipt.js';
import type { ShelfOptions } from '../../types/shelf.js';
import type { ShelfStorage } from '../storage/shelf-storage.js';
import type { ConsentStore } from './consent-state.js';

/** A decision that was just carried out. */
export interface Decision {
  readonly state: Consent;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: 'shopper' | 'page';
  /** As the call named it, unchecked. */
  readonly policy: unknown;
}

/** What receipts use. */
export interface ReceiptParts {
  /** Name of the database. */
  readonly name: string;
  readonly consent: ConsentStore;
  readonly storage: Pick<ShelfStorage, 'notebook'>;
  readonly options: Pick<Partial<ShelfOptions>, 'policy' | 'consentHeard'>;
}

const MAX_TEXT = 200;
const MAX_ADDRESS = 2000;

/**
 * Keeps the receipt of a decision: with `granted` beside the consent, so that it is erased with it; else in memory. What a page repeats on each of its
 * pages is no new consent: the first receipt stays, until the shopper decides or the policy is another one.
 *
 * @param made carried out
 */
export function keepReceipt(parts: ReceiptParts, made: Decision): void {
  const { consent, storage, options } = parts;
  if (consent.state.consent !== made.state || consent.state.closed) return;
  const policy = policyOf(made.policy ?? options.policy);
  const earlier = consentReceipt(parts);
  if (made.by === 'page' && earlier?.state === made.state && earlier.policy?.version === policy?.version) return;
  const receipt: ConsentReceipt = {
    state: made.state,
    at: made.at,
    by: made.by,
    banners: made.by === 'page' ? heardBanners(options.consentHeard) : [],
    policy,
  };
  consent.dispatch({ kind: 'receive', receipt });
  // Beside the note of the consent, or not at all: that may have been erased meanwhile.
  if (made.state === 'granted' && storage.notebook.read()?.since !== undefined) storage.notebook.write({ receipt });
}

/** The receipt of the consent that applies now; null before one is given, and of one that was given before receipts were kept. */
export function consentReceipt({ name, consent, storage }: Omit<ReceiptParts, 'options'>): ConsentReceipt | null {
  const { consent: state, receipt } = consent.state;
  if (state === 'unknown') return null;
  if (receipt?.state === state) return receipt;
  if (state === 'granted') return readReceipt(storage.notebook.read()?.receipt);
  // Of a refusal on an earlier page there is its note, and nothing else may be kept.
  const refusal = readRefusal(name);
  return refusal?.word === 'denied' ? { state, at: refusal.at, by: 'shopper', banners: [], policy: null } : null;
}

/** A stored receipt, checked: every script of the page can write there. */
function readReceipt(given: unknown): ConsentReceipt | null {
  const { state, at, by, banners, policy } = ownMembers(given);
  if (state !== 'granted' || !Number.isSafeInteger(at) || (by !== 'shopper' && by !== 'page')) return null;
  const names = Array.isArray(banners) ? banners.filter((name) => typeof name === 'string') : [];
  return { state, at: at as number, by, banners: names.slice(0, MAX_TEXT), policy: policy === null ? null : policyOf(policy) };
}

function policyOf(given: unknown): ConsentPolicy | null {
  if (given === undefined) return null;
  const { version, hash, url } = ownMembers(given);
  if ((typeof version !== 'string' || version === '') && typeof version !== 'number') {
    warnOnce(
      'policy',
      'bad-argument',
      'policy: its version is missing; write { version: "2026-03" }. The receipt of consent names no policy.',
    );
    return null;
  }
  return {
    version: `${version}`.slice(0, MAX_TEXT),
    ...(typeof hash === 'string' && { hash: hash.slice(0, MAX_TEXT) }),
    ...(typeof url === 'string' && { url: url.slice(0, MAX_ADDRESS) }),
  };
}

function heardBanners(heard: ShelfOptions['consentHeard']): readonly string[] {
  try {
    return heard?.()?.banners.map(({ name }) => name) ?? [];
  } catch {
    // The page's own function failed: nothing is known of banners.
    return [];
  }
}
