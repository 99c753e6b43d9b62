'use client';
import { useTrack } from 'onshelf/react';
import { useEffect } from 'react';

/** Records that the shopper looks at a product. Renders nothing. */
export function ProductViewed({ id }) {
  const track = useTrack();
  useEffect(() => void track('view_item', { items: [{ item_id: id }] }), [track, id]);
  return null;
}
