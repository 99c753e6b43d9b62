import { useMemo, useSyncExternalStore } from 'react';
import type { Consent } from '../types/consent.js';
import { useShelfStore } from './onshelf-provider.js';

/** What `useConsent()` gives. */
export interface ConsentControls {
  /** null on the server, while hydrating, and until the shelf is there: nobody knows yet, so no dialogue should be shown. */
  readonly state: Consent | null;
  /** As `shelf.consent.set()`; waits for the shelf where it is still being opened. */
  readonly set: (state: Consent) => Promise<void>;
}

const readServer = (): null => null;

/** The shopper's consent, and the way to change it: in all tabs, and here when another tab did. */
export function useConsent(): ConsentControls {
  const store = useShelfStore();
  const state = useSyncExternalStore<Consent | null>(store.subscribe, () => store.shelf()?.consent.state ?? null, readServer);
  return useMemo(
    () => ({
      state,
      set: async (next) => (store.shelf() ?? (await store.ready))?.consent.set(next),
    }),
    [store, state],
  );
}
