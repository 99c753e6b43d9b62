'use client';
import { useConsent } from 'onshelf/react';

export function ConsentBanner() {
  const { state, set } = useConsent();
  if (state !== 'unknown') return null;
  return (
    <section aria-label="Consent">
      <p>May this shop remember, on this device, what you look at?</p>
      <button type="button" onClick={() => set('granted', { by: 'shopper' })}>
        Accept
      </button>
      <button type="button" onClick={() => set('denied', { by: 'shopper' })}>
        Decline
      </button>
    </section>
  );
}
