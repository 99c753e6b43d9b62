'use client';
import { useConsent, useTrack } from 'onshelf/react';
import { useEffect } from 'react';

export function ProductViewed({ id }) {
  const track = useTrack();
  const { state, set } = useConsent();
  useEffect(() => {
    void track('view_item', { items: [{ item_id: id }] });
  }, [track, id]);
  return (
    <button type="button" onClick={() => set('granted')}>
      Consent: {state ?? 'not known yet'}
    </button>
  );
}
