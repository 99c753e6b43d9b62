import { useMemo } from 'react';
import type { ChangeResult } from '../types/change-result.js';
import type { Consent } from '../types/consent.js';
import type { ConsentOptions } from '../types/shelf.js';
import { useResource } from './use-resource.js';

/** What `useConsent()` gives. */
export interface ConsentControls {
  /** null on the server, while hydrating, and until the shelf is there: nobody knows yet, so no dialogue should be shown. */
  readonly state: Consent | null;
  /** As `shelf.consent.set()`, as soon as the shelf is there. */
  readonly set: (state: Consent, options?: ConsentOptions) => Promise<ChangeResult>;
}

const NO_SHELF: ChangeResult = { done: false, reason: 'worker-failed', message: 'There is no shelf; the console says why.' };

/** The shopper's consent, and the way to change it: in all tabs, and here when another tab did. */
export function useConsent(): ConsentControls {
  const [snapshot, store] = useResource('consent', (shelf) => shelf.consent.state, String);
  const state = snapshot.value ?? null;
  return useMemo(
    () => ({ state, set: async (next, options) => (await store.ready)?.consent.set(next, options) ?? NO_SHELF }),
    [store, state],
  );
}
