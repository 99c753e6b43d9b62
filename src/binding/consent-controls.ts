import type { ChangeResult } from '../types/change-result.js';
import type { Consent } from '../types/consent.js';
import type { ConsentOptions } from '../types/privacy/consent-calls.js';
import type { ShelfStore } from './shelf-store.js';

/** Result of `useConsent()`. */
export interface ConsentControls {
  /** The consent; null on the server, while hydrating, and until the shelf is open: show no dialogue then. */
  readonly state: Consent | null;
  /** `shelf.consent.set()`; waits for the shelf to open. */
  readonly set: (state: Consent, options?: ConsentOptions) => Promise<ChangeResult>;
}

const NO_SHELF: ChangeResult = { done: false, reason: 'worker-failed', message: 'There is no shelf; the console says why.' };

/** The consent and its setter. */
export const consentControls = (store: ShelfStore, state: Consent | null | undefined): ConsentControls => ({
  state: state ?? null,
  set: async (next, options) => (await store.ready)?.consent.set(next, options) ?? NO_SHELF,
});
