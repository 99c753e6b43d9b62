'use client';
import { useConsent, useTrack } from 'onshelf/react';
import { useEffect, useState } from 'react';

export function ProductViewed({ id }) {
  const track = useTrack();
  const { state, set } = useConsent();
  const [kept, setKept] = useState('');
  useEffect(() => {
    track('view_item', { items: [{ item_id: id }] }).then((result) => setKept(result.kept));
  }, [track, id]);
  return (
    <button type="button" data-viewed={kept} onClick={() => set('granted')}>
      Consent: {state ?? 'not known yet'}
    </button>
  );
}
