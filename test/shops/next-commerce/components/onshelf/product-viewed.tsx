'use client';
import { useTrack } from 'onshelf/react';
import { useEffect } from 'react';

export function ProductViewed({ id }: { id: string }) {
  const track = useTrack();
  useEffect(() => void track('view_item', { items: [{ item_id: id }] }), [track, id]);
  return null;
}
