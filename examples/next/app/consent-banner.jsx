'use client';
import { useConsent } from 'onshelf/react';
import { useState } from 'react';

/** Asks once whether the shop may remember. Without an answer everything stays in memory. */
export function ConsentBanner() {
  const { state, set } = useConsent();
  const [failed, setFailed] = useState('');
  const answer = async (consent) => {
    const result = await set(consent, { by: 'shopper' });
    setFailed(result.done ? '' : (result.message ?? 'Try again in a moment.'));
  };
  if (state !== 'unknown' && failed === '') return null;
  return (
    <section className="consent" aria-label="Consent">
      <p>{failed || 'May this shop remember, on this device, what you look at? It uses this to choose products for you.'}</p>
      <div>
        <button type="button" onClick={() => answer('granted')}>
          Yes, remember
        </button>
        <button type="button" onClick={() => answer('denied')}>
          No, thank you
        </button>
      </div>
    </section>
  );
}
